// The frame that holds the map: the map fills it, follows the page's theme, keeps its view, and is made ready for paper.
"use strict";

// The page around the frame; without one, or with another site's, the frame itself.
IncidentMap.page = () => {
  try {
    return window.parent.document ? window.parent : window;
  } catch {
    return window;
  }
};

const ownFrame = () => (IncidentMap.page() === window ? null : window.frameElement);

// Whether this is the map of a presentation, which fills the window.
IncidentMap.isPresented = () => Boolean(ownFrame() && ownFrame().closest(".st-key-present"));

// What outlives the frame, for as long as the page is open: where the map looked. Small maps keep nothing, and what is
// presented leaves the view of the page Map as it was.
IncidentMap.memoryOf = (map) => {
  const [page, frame] = [IncidentMap.page(), ownFrame()];
  const keeps = frame && frame.closest(".st-key-map");
  const [owner, name] = [keeps ? page : map, keeps && IncidentMap.isPresented() ? "incidentMapPresented" : "incidentMapMemory"];
  return (owner[name] = owner[name] || {});
};

// st_folium gives its boxes a height in pixels; the frame's own is set by the page's style sheet, and follows the screen.
const fillFrame = () => {
  for (let box = document.getElementById("map_div"); box; box = box.parentElement) box.style.height = "100%";
};
if (document.getElementById("map_div")) {
  fillFrame();
  document.body.style.overflow = "hidden";
}

// Streamlit writes its colours into the frame, and again when the reader, or the system, chooses others.
IncidentMap.pageTheme = () => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--background-color").trim() || "#ffffff";
  const [red, green, blue] = pen.fillStyle.match(/[\da-f]{2}/gi).map((part) => parseInt(part, 16));
  return 0.3 * red + 0.59 * green + 0.11 * blue < 128 ? "dark" : "light";
};

// Dress the map anew, in its place: nothing is loaded but what the other theme needs.
IncidentMap.changeTheme = (map, theme) => {
  if (map.options.theme === theme) return;
  map.options.theme = theme;
  const layers = [];
  map.eachLayer((layer) => layer instanceof IncidentMap.Outlines && layers.push(layer));
  for (const layer of layers) {
    map.removeLayer(layer);
    layer.clearLayers();
    map.addLayer(layer);
  }
  if (map.incidentMapCoordinator) map.incidentMapCoordinator.draw();
};

const followTheme = (map) =>
  window.addEventListener("message", ({ data }) => {
    if (data && data.type === "streamlit:render") setTimeout(() => IncidentMap.changeTheme(map, IncidentMap.pageTheme()));
  });

const NARROW = 420; // pixels, as on a phone: less than the first view needs at its zoom

// The zoom of the first view, one step further out where there is no room for it.
IncidentMap.firstZoom = (map) => map.options.zoom - (map.getSize().x < NARROW ? 1 : 0);

// The first view as this frame shows it.
IncidentMap.firstView = (map) => {
  const [center, zoom] = [L.latLng(map.options.center), IncidentMap.firstZoom(map)];
  const [middle, half] = [map.project(center, zoom), map.getSize().divideBy(2)];
  const corners = [middle.subtract(half), middle.add(half)].map((corner) => map.unproject(corner, zoom));
  return { center, zoom, bounds: L.latLngBounds(corners) };
};

const cornersOf = (bounds) => [bounds.getSouthWest(), bounds.getNorthEast()].map(({ lat, lng }) => [lat, lng]);

const keepView = (map) => {
  const memory = IncidentMap.memoryOf(map);
  const first = IncidentMap.firstZoom(map);
  const own = memory === map.incidentMapMemory; // a small map is told where to look
  if (memory.view) map.setView(memory.view.slice(0, 2), memory.view[2], { animate: false });
  else if (!own && first < map.getZoom()) map.setZoom(first, { animate: false });
  if (!memory.pageView) IncidentMap.notePageView(map, map.getCenter(), map.getZoom());
  map.on("moveend", () => {
    const { lat, lng } = map.getCenter();
    if (map.getSize().x) memory.view = [lat, lng, map.getZoom()]; // a frame that is being taken away has no size
  });
  map.on("moveend resize marksplaced", () => {
    if (map.getSize().x) Object.assign(memory, { corners: cornersOf(map.getBounds()), byHand: IncidentMap.isMovedByHand(map) });
  });
};

const PAPER = { flex: "none", width: "600px", height: "590px" }; // the map's room on a page of style.css

// On paper the map's box gets another size, and a canvas does not follow: draw for that size before, and as fine as paper
// is. `page` is the window that is printed, `room` the style of the box there.
IncidentMap.readyForPaper = (map, page, box, room) => {
  const redraw = (onPaper) => {
    L.Browser.retina = onPaper || usual;
    map.isOnPaper = onPaper;
    if (map.incidentMapCoordinator) map.incidentMapCoordinator.draw(); // hatches and lines take their tones when they are made
    map.invalidateSize({ animate: false }).setView(map.getCenter(), map.getZoom(), { reset: true, animate: false });
  };
  // Chromium keeps for paper the strokes of a canvas, and what was cleared in it is white over all that lies below; once
  // pixels are written it keeps the picture.
  const asPictures = () => {
    for (const canvas of map.getPanes().mapPane.querySelectorAll("canvas")) {
      const pen = canvas.getContext("2d");
      pen.putImageData(pen.getImageData(0, 0, 1, 1), 0, 0);
    }
  };
  const usual = L.Browser.retina;
  const until = { signal: IncidentMap.whileHere() };
  page.addEventListener("beforeprint", () => {
    for (const one of Object.keys(room)) box.style.setProperty(one, room[one], "important");
    redraw(true);
    asPictures();
  }, until);
  page.addEventListener("afterprint", () => {
    for (const one of Object.keys(room)) box.style.removeProperty(one);
    redraw(false);
  }, until);
};

// A signal that ends what listens on the page when the frame goes.
IncidentMap.whileHere = () => {
  const here = new AbortController();
  window.addEventListener("pagehide", () => here.abort());
  return here.signal;
};

// From the back of a room the map is read as it is drawn, larger: the page's style sheet scales the frame, and what is
// painted in it has to be as fine as the screen is then.
const readyForRoom = (map) => {
  if (!IncidentMap.isPresented()) return;
  L.Browser.retina = true;
  map.getContainer().classList.add("incidentmap-presented");
};

IncidentMap.settleIn = (map) => {
  readyForRoom(map);
  new ResizeObserver(() => map.invalidateSize()).observe(map.getContainer());
  if (map.followsPage) followTheme(map);
  keepView(map);
  const frame = ownFrame();
  if (frame && frame.closest(".st-key-map")) IncidentMap.readyForPaper(map, IncidentMap.page(), frame, PAPER);
  IncidentMap.takeHands(map);
};
