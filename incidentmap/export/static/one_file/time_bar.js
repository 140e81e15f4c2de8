// The bar of time below the map: how many when, and two handles that narrow it, or one up to which all is shown.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const BAR_HIGH = 64; // units of the drawing, which is stretched to its box

const drawn = (tag, attributes) => {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};

HandOut.TimeBar = class {
  // `until` is the last day of the data; `changed` hears of another stretch.
  constructor(incidents, until, changed) {
    this.changed = changed;
    this.known = HandOut.axisOf(incidents, until);
    [this.from, this.to, this.svg] = ["from", "to", "bars"].map((id) => document.getElementById(id));
    for (const input of [this.from, this.to]) input.addEventListener("input", () => this.moved(input));
    for (const radio of document.querySelectorAll("input[name=stretch]")) radio.addEventListener("change", () => this.choose(radio.value));
    document.getElementById("folded").addEventListener("click", () => this.unfold());
    this.sayFolded();
    this.lay(this.known.start, this.known.end);
  }

  // Lay the axis from one day to another, whole bins, and put the handles at its ends.
  lay(first, last) {
    [this.first, this.last] = [first, last];
    this.unit = HandOut.unitOf(last - first + 1);
    [this.start, this.end] = [HandOut.binOf(first, this.unit), HandOut.binEnd(HandOut.binOf(last, this.unit), this.unit)];
    for (const input of [this.from, this.to]) [input.min, input.max, input.step] = [first, last, 1];
    document.getElementById("unit").textContent = `By ${this.unit}`;
    const axis = document.getElementById("axis");
    axis.style.setProperty("--inset-left", this.share(first));
    axis.style.setProperty("--inset-right", 1 - this.share(last + 1));
    this.put(first, last);
  }

  // Name what lies beyond the axis, which is shown all the same as long as its handle is not moved.
  sayFolded() {
    const years = (days) => [...new Set([days[0], days[days.length - 1]].map((day) => new Date(day * DAY).getUTCFullYear()))].join("–");
    const said = ["earlier", "later"].filter((end) => this.known[end].length).map((end) => `${this.known[end].length} ${end}, ${years(this.known[end])}`);
    const button = document.getElementById("folded");
    [button.hidden, button.textContent] = [!said.length, `${said.join("; ")} – show`];
  }

  unfold() {
    document.getElementById("folded").hidden = true;
    this.lay(this.known.first, this.known.last);
    this.changed();
  }

  share(day) {
    return (day - this.start) / (this.end - this.start);
  }

  put(from, to) {
    [this.from.value, this.to.value] = [from, to];
    this.tell();
  }

  choose(stretch) {
    this.isCumulative = stretch === "cumulative";
    this.from.hidden = this.isCumulative;
    if (this.isCumulative) this.from.value = this.first;
    this.tell();
    this.changed();
  }

  moved(input) {
    const [from, to] = this.days();
    if (from > to) (input === this.from ? this.to : this.from).value = input.value; // one pushes the other
    this.tell();
    this.changed();
  }

  days() {
    return [Number(this.from.value), Number(this.to.value)];
  }

  // Null where a handle stands at its end, so that nothing is left out.
  bounds() {
    const [from, to] = this.days();
    return [from === this.first ? null : from, to === this.last ? null : to];
  }

  words() {
    const [from, to] = this.days();
    const [first, last] = [from === this.first ? this.known.first : from, to === this.last ? this.known.last : to].map(HandOut.dayWords);
    return this.isCumulative ? `up to ${last}` : `${first} – ${last}`;
  }

  tell() {
    document.getElementById("days").textContent = this.words();
    for (const input of [this.from, this.to]) input.setAttribute("aria-valuetext", HandOut.dayWords(Number(input.value)));
  }

  // Bars by category, one upon the other; hatched where the start is open, pale outside the stretch.
  draw(incidents) {
    const bins = HandOut.bins(incidents, this.unit).filter(({ start }) => start >= this.start && start < this.end);
    const sums = new Map();
    for (const { start, count } of bins) sums.set(start, (sums.get(start) || 0) + count);
    this.most = Math.max(1, ...sums.values());
    const stacked = new Map();
    const [from, to] = this.days();
    const bars = Object.keys(IncidentMap.categories).flatMap((category) => bins.filter((bin) => bin.category === category)).map((bin) => {
      const below = stacked.get(bin.start) || 0;
      stacked.set(bin.start, below + bin.count);
      const isOutside = HandOut.binEnd(bin.start, this.unit) <= from || bin.start > to;
      return this.bar(bin, below, isOutside);
    });
    this.svg.replaceChildren(...this.hatches(), ...bars);
  }

  bar({ start, category, isOpen, count }, below, isOutside) {
    const [left, right] = [this.share(start), this.share(HandOut.binEnd(start, this.unit))];
    const high = (BAR_HIGH * count) / this.most;
    const gap = (right - left) * 0.12;
    return drawn("rect", {
      x: 1000 * left + 500 * gap, y: BAR_HIGH - (BAR_HIGH * below) / this.most - high, width: 1000 * (right - left - gap), height: high,
      fill: isOpen ? `url(#open-${category})` : IncidentMap.categories[category].colour, opacity: isOutside ? 0.25 : 1,
    });
  }

  hatches() {
    const all = Object.entries(IncidentMap.categories).map(([category, { colour }]) => {
      const pattern = drawn("pattern", { id: `open-${category}`, width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
      pattern.append(drawn("rect", { width: 2, height: 4, fill: colour }));
      return pattern;
    });
    const held = drawn("defs", {});
    held.append(...all);
    return [held];
  }
};
