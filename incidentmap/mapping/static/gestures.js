// What hands do: one finger scrolls the page, two move the map; the left and right arrow keys step through the incidents,
// and more keys and clicks through what is presented.
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
// Before an audience also the keys of a remote, and those that one presses without looking.
const PRESENTED = { ...STEPS, PageUp: "previous", PageDown: "next", " ": "next", Home: "first", End: "last", Escape: "leave" };
const SCROLLS = { ArrowUp: -0.5, ArrowDown: 0.5 }; // the words, by parts of the room they have
// What needs these keys itself: text, and what is walked through with them.
const TAKES_ARROWS = `input:not([type=checkbox]):not([type=button]), textarea, select, canvas, [contenteditable=true],
  ${["grid", "gridcell", "slider", "radiogroup", "tablist", "toolbar", "menu", "listbox", "combobox"].map((role) => `[role=${role}]`)}`;

// The button or link of a key of the page.
const handle = (page, name) => page.document.querySelector(`.st-key-${name} :is(button, a)`);

const press = (page, name) => {
  const found = handle(page, name);
  if (found && !found.disabled) found.click();
};

const scroll = (page, part) => {
  const room = page.document.querySelector(".st-key-present_words");
  room.scrollBy({ top: part * room.clientHeight, behavior: "smooth" });
};

const stepByKey = (map) => {
  const [page, frame] = [IncidentMap.page(), window.frameElement];
  if (page === window || !frame.closest(".st-key-map")) return;
  const [steps, scrolls] = IncidentMap.isPresented() ? [PRESENTED, SCROLLS] : [STEPS, {}];
  const take = (event) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey, repeat, defaultPrevented, target } = event;
    if (!(steps[key] || scrolls[key]) || altKey || ctrlKey || metaKey || shiftKey || defaultPrevented) return;
    if (target.closest && target.closest(TAKES_ARROWS)) return;
    if (steps[key] && !handle(page, steps[key])) return;
    event.preventDefault();
    event.stopPropagation(); // Leaflet would move the map; with Shift it still does
    if (scrolls[key]) scroll(page, scrolls[key]);
    else if (!repeat) press(page, steps[key]);
  };
  page.document.addEventListener("keydown", take, { signal: IncidentMap.whileHere() });
  document.addEventListener("keydown", take, true);
};

// A click beside the map goes on, as it does with slides; words that were marked with the mouse, links and buttons do not.
const stepByClick = () => {
  if (!IncidentMap.isPresented()) return;
  const page = IncidentMap.page();
  const room = window.frameElement.closest(".st-key-present");
  room.addEventListener("click", ({ target }) => {
    if (target.closest("a, button") || !page.getSelection().isCollapsed) return;
    press(page, "next");
  }, { signal: IncidentMap.whileHere() });
};

IncidentMap.takeHands = (map) => {
  twoFingers(map);
  stepByKey(map);
  stepByClick();
};
