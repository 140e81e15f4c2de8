// What hands do: one finger scrolls the page, two move the map; the left and right arrow keys step through the incidents.
"use strict";

const HINT = "Two fingers move the map";
const HINT_STAYS = 1200; // milliseconds after the finger has left

// Where a finger is the usual pointer, as on a phone. A mouse still drags.
const twoFingers = (map) => {
  if (!window.matchMedia("(pointer: coarse)").matches) return;
  map.dragging.disable(); // the browser then scrolls the page, and Leaflet's own touch zoom takes two fingers
  const box = map.getContainer();
  const hint = L.DomUtil.create("div", "incidentmap-hint", box);
  hint.textContent = HINT;
  let fading;
  const show = ({ touches }) => {
    clearTimeout(fading);
    hint.classList.toggle("incidentmap-hint-shown", touches.length === 1);
  };
  const fade = () => (fading = setTimeout(() => hint.classList.remove("incidentmap-hint-shown"), HINT_STAYS));
  box.addEventListener("touchmove", show, { passive: true });
  for (const end of ["touchend", "touchcancel"]) box.addEventListener(end, fade, { passive: true });
  box.addEventListener("pointerdown", ({ pointerType }) => map.dragging[pointerType === "mouse" ? "enable" : "disable"](), true);
};

const STEPS = { ArrowLeft: "previous", ArrowRight: "next" };
// What needs these keys itself: text, and what is walked through with them.
const TAKES_ARROWS = `input:not([type=checkbox]):not([type=button]), textarea, select, canvas, [contenteditable=true],
  ${["grid", "gridcell", "slider", "radiogroup", "tablist", "toolbar", "menu", "listbox", "combobox"].map((role) => `[role=${role}]`)}`;

const stepByKey = (map) => {
  const [page, frame] = [IncidentMap.page(), window.frameElement];
  if (page === window || !frame.closest(".st-key-map")) return;
  const press = (event) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey, repeat, defaultPrevented, target } = event;
    if (!STEPS[key] || altKey || ctrlKey || metaKey || shiftKey || defaultPrevented) return;
    if (target.closest && target.closest(TAKES_ARROWS)) return;
    const button = page.document.querySelector(`.st-key-${STEPS[key]} button`);
    if (!button) return;
    event.preventDefault();
    event.stopPropagation(); // Leaflet would move the map; with Shift it still does
    if (!repeat && !button.disabled) button.click();
  };
  page.document.addEventListener("keydown", press, { signal: IncidentMap.whileHere() });
  map.getContainer().addEventListener("keydown", press, true);
};

IncidentMap.takeHands = (map) => {
  twoFingers(map);
  stepByKey(map);
};
