// Runs in the page before anything else: times what a hand does until it is painted, both ends on the page's own clock.
(() => {
  if (window !== window.top) return;
  const probe = (window.benchmark = { hand: 0 });

  const noteIn = (frame) => {
    if (frame.benchmarkHears) return;
    frame.benchmarkHears = true;
    const ahead = frame.performance.timeOrigin - performance.timeOrigin;
    const note = (event) => { if (event.type === "pointerup" || event.key === "Enter") probe.hand = event.timeStamp + ahead; };
    for (const kind of ["pointerup", "keydown"]) frame.addEventListener(kind, note, true);
  };
  noteIn(window);

  // The frames that hold a map; during a change there may be an old and a new one.
  const maps = () => [...document.querySelectorAll("iframe")].map((one) => one.contentWindow).filter((one) => one && one.map);

  const incidentsOn = (frame) => {
    let [features, markers, symbols] = [0, 0, 0];
    frame.map.eachLayer((layer) => {
      if (layer.feature) [features, symbols] = [features + layer.feature.properties.count, symbols + 1];
      else if (layer instanceof frame.L.Marker) markers += 1;
    });
    return { features, markers, symbols };
  };

  const textOf = (root, selector) => {
    const found = [...root.querySelectorAll(selector)].at(-1); // a popup that closes is still there for a while
    return found && found.offsetHeight > 0 && !found.closest("[data-stale=true]") ? found.innerText.trim() : "";
  };

  probe.incidents = (kind) => maps().map((frame) => incidentsOn(frame)[kind]).at(-1);

  probe.symbols = (kind) => maps().map((frame) => incidentsOn(frame)[kind === "features" ? "symbols" : kind]).at(-1);

  // What can be waited for. `outlines`: the base map of ours has been fetched and drawn, too.
  probe.drawn = (kind, wanted, outlines) => () => maps().some((frame) =>
    incidentsOn(frame)[kind] === wanted && (!outlines || frame.map.getPane("outlines")));
  probe.changed = (selector, inMap) => {
    const read = () => (inMap ? maps().map((frame) => textOf(frame.document, selector)).join("") : textOf(document, selector));
    const before = read();
    return () => read() !== "" && read() !== before;
  };

  // After a frame in which it is true, one frame more (canvas layers draw in it), and then its paint.
  probe.watch = (isDone) => {
    probe.hand = 0;
    maps().forEach(noteIn);
    probe.pending = new Promise((resolve) => {
      const paint = () => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - probe.hand);
        port2.postMessage(0);
      };
      const look = () => void requestAnimationFrame(isDone() ? paint : look);
      requestAnimationFrame(look);
    });
  };

  probe.within = (limit) => Promise.race([probe.pending, new Promise((_, reject) => setTimeout(reject, limit, new Error("not seen in time")))]);
})();
