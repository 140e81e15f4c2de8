// The page of the file: what is shown, what is open, and the hands that change both.
"use strict";

const LISTED = 100; // lines of the list at once
const ON_PAPER_LISTED = 500;
const byId = (id) => document.getElementById(id);

HandOut.Page = class {
  constructor(held) {
    this.held = held;
    this.all = held.incidents.map(HandOut.dated);
    this.byId = new Map(this.all.map((one) => [one.id, one]));
    [this.off, this.words, this.mark, this.open, this.start] = [[], [], null, null, 0];
    this.map = new HandOut.FileMap(held, (properties) => this.openMark(properties));
    byId("time").hidden = !this.all.length;
    this.time = new HandOut.TimeBar(this.all, HandOut.dayOf(held.about["Data until"]), () => this.later());
    this.listen();
    this.draw();
    this.map.begin(held.map.most, this.all.length);
  }

  listen() {
    for (const button of document.querySelectorAll("#legend button")) button.addEventListener("click", () => this.press(button));
    byId("search").addEventListener("input", () => this.later());
    byId("reset").addEventListener("click", () => this.reset());
    byId("previous").addEventListener("click", () => this.step(-1));
    byId("next").addEventListener("click", () => this.step(1));
    byId("close").addEventListener("click", () => this.close());
    byId("every").addEventListener("click", () => this.leaveMark());
    byId("earlier").addEventListener("click", () => this.turn(-LISTED));
    byId("more").addEventListener("click", () => this.turn(LISTED));
    byId("list").addEventListener("click", ({ target }) => this.choose(target.closest("button")));
    byId("list").addEventListener("keydown", (event) => this.walk(event));
    document.addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("beforeprint", () => this.list(ON_PAPER_LISTED));
    window.addEventListener("afterprint", () => this.list());
  }

  // Once before the next frame, however often a handle moves.
  later() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.draw();
    });
  }

  draw() {
    const [from, to] = this.time.bounds();
    this.words = HandOut.foldedWords(byId("search").value);
    const asked = { off: this.off, words: this.words };
    this.time.draw(HandOut.narrow(this.all, { ...asked, from: null, to: null }));
    this.shown = HandOut.narrow(this.all, { ...asked, from, to });
    this.start = 0;
    if (this.open && !this.shown.includes(this.open)) this.open = null;
    if (this.mark && !this.ofMark().length) this.mark = null;
    this.rows = HandOut.joinByPlace(this.shown, this.held.places);
    this.drawMap();
    this.count();
    this.panel();
  }

  drawMap() {
    const place = this.open && this.open.prec ? this.held.places[this.open.place].id : null;
    this.map.show(this.rows, place);
  }

  count() {
    const { onMap, onAreas, nowhere, unplaced } = HandOut.tally(this.shown, this.rows);
    const kinds = [[onMap, "on the map"], [onAreas, "counted on a country or area"], [nowhere, "on areas without a place on the map"], [unplaced, "not placed"]];
    const said = kinds.filter(([number], at) => number || at !== 2).flatMap(([number, words], at) => [at ? " + " : "", HandOut.element("b", {}, number.toLocaleString("en")), ` ${words}`]);
    const isNarrowed = this.shown.length < this.all.length;
    const total = ` = ${HandOut.counted(this.shown.length, "incident")}${isNarrowed ? ` of the ${this.all.length.toLocaleString("en")} in this file` : ""}`;
    byId("count").replaceChildren(...said.filter(Boolean), total);
    byId("narrowed").textContent = this.narrowedWords();
    byId("narrowing").hidden = !byId("narrowed").textContent;
    this.legend();
  }

  // Each category with how many of it the days and words leave, whether it is pressed or not.
  legend() {
    const [from, to] = this.time.bounds();
    const left = HandOut.narrow(this.all, { off: [], words: this.words, from, to });
    for (const button of document.querySelectorAll("#legend button")) {
      button.setAttribute("aria-pressed", !this.off.includes(button.value));
      button.querySelector(".number").textContent = left.filter(({ category }) => category === button.value).length.toLocaleString("en");
    }
  }

  narrowedWords() {
    const [from, to] = this.time.bounds();
    const names = this.off.map((category) => HandOut.CATEGORY_WORDS[category].toLowerCase());
    return [
      names.length ? `without ${names.join(" and ")}` : "",
      from !== null || to !== null ? `dates: ${this.time.words()}` : "",
      this.words.length ? `search: “\u2068${byId("search").value.trim()}\u2069”` : "",
    ].filter(Boolean).join("; ");
  }

  press({ value }) {
    this.off = this.off.includes(value) ? this.off.filter((one) => one !== value) : [...this.off, value];
    this.draw();
  }

  reset() {
    this.off = [];
    byId("search").value = "";
    this.time.put(this.time.first, this.time.last);
    this.draw();
  }

  // The incidents of the mark that was clicked, or all that is shown.
  ofMark() {
    if (!this.mark) return this.shown;
    const { places, category } = this.mark;
    return this.shown.filter((one) => one.prec && one.category === category && places.includes(this.held.places[one.place].id));
  }

  openMark({ place_id, place_ids, category, name }) {
    this.mark = { places: place_ids || [place_id], category, name };
    const here = this.ofMark();
    this.openOne(here.find(({ words }) => words) || here[0], false);
  }

  leaveMark() {
    this.mark = null;
    this.start = 0;
    this.panel();
  }

  openOne(incident, look = true) {
    this.open = incident;
    const at = this.ofMark().indexOf(incident);
    this.start = Math.floor(Math.max(at, 0) / LISTED) * LISTED;
    if (look) this.map.lookAt(incident);
    this.drawMap();
    this.panel();
    byId("panel").scrollTop = 0;
    byId("card").focus({ preventScroll: true });
    if (window.matchMedia("(max-width: 760px)").matches) byId("panel").scrollIntoView({ block: "nearest" });
  }

  close() {
    const { id } = this.open;
    this.open = null;
    this.drawMap();
    this.panel();
    const line = [...byId("list").querySelectorAll("button")].find((button) => button.dataset.id === id);
    if (line) line.focus();
  }

  step(by) {
    const some = this.ofMark();
    const at = this.open ? some.indexOf(this.open) + by : by > 0 ? 0 : some.length - 1;
    if (some[at]) this.openOne(some[at]);
  }

  choose(button) {
    if (button) this.openOne(this.byId.get(button.dataset.id));
  }

  turn(by) {
    this.start += by;
    this.list();
    byId("panel").scrollTop = 0;
  }

  panel() {
    byId("card").replaceChildren(...(this.open ? [HandOut.card(this.open)] : []));
    byId("panel").classList.toggle("opened", Boolean(this.open));
    this.list();
    const some = this.ofMark();
    const at = some.indexOf(this.open);
    byId("standing").textContent = this.open ? `${(at + 1).toLocaleString("en")} of ${some.length.toLocaleString("en")}` : HandOut.counted(some.length, "incident");
    [byId("previous").disabled, byId("next").disabled] = [at === 0 || !some.length, at === some.length - 1 || !some.length];
    byId("close").hidden = !this.open;
    byId("scope").hidden = !this.mark;
    byId("scope-name").textContent = this.mark ? this.mark.name : "";
  }

  list(most = LISTED) {
    const some = this.ofMark();
    const start = most > LISTED ? 0 : this.start;
    const listed = some.slice(start, start + most);
    byId("list").replaceChildren(...listed.map((one) => HandOut.listed(one, one === this.open)));
    byId("empty").hidden = some.length > 0;
    byId("pages").hidden = some.length <= most;
    byId("page-words").textContent = `${(start + 1).toLocaleString("en")}–${(start + listed.length).toLocaleString("en")} of ${some.length.toLocaleString("en")} listed`;
    [byId("earlier").disabled, byId("more").disabled] = [start === 0, start + most >= some.length];
  }

  // Up and down walk through the list.
  walk(event) {
    const by = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    const line = by && event.target.closest("li")?.[by];
    if (!line) return;
    event.preventDefault();
    line.firstElementChild.focus();
  }

  key(event) {
    const { key, target, altKey, ctrlKey, metaKey, shiftKey, defaultPrevented } = event;
    if (altKey || ctrlKey || metaKey || shiftKey || defaultPrevented || target.closest("input, .leaflet-container")) return;
    if (key === "ArrowLeft" || key === "ArrowRight") this.step(key === "ArrowLeft" ? -1 : 1);
    else if (key === "Escape" && this.open) this.close();
    else return;
    event.preventDefault();
  }
};

window.handOut = new HandOut.Page(HandOut.held("hand-out"));
