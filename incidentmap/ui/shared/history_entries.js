/* Streamlit makes an entry of the browser's history for a page, and a second one when the page first says its address.
   Back would then lead to the page without its filters. What a page says while it opens replaces its entry instead;
   what it says after somebody did something is an entry of its own. */
if (!window.incidentmapHistory) {
  const push = history.pushState.bind(history);
  const atRest = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";
  const page = (window.incidentmapHistory = { opening: true });
  const acted = () => { if (atRest()) page.opening = false; };
  history.pushState = (state, title, url) => {
    const here = new URL(url ?? location.href, location.href).pathname === location.pathname;
    const open = here && page.opening ? history.replaceState.bind(history) : push;
    page.opening = !here;
    return open(state, title, url);
  };
  for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, acted, true);
  addEventListener("blur", acted); // a press within the frame of the map
}
