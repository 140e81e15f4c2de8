// The map of the file: the screen's own scripts, which get from the file what a server would send them.
"use strict";

HandOut.held = (name) => JSON.parse(document.getElementById(name).textContent);

// What the scripts would ask a server for.
IncidentMap.fetchJson = async (name) => HandOut.held(name);
IncidentMap.tellPainted = () => {};

const DARK = window.matchMedia("(prefers-color-scheme: dark)");
const ON_PAPER = { width: "1050px", height: "490px" }; // the map's room on a landscape page of A4
const IN_FILE = "in this file"; // instead of an address
const AREA_KM = 400; // around the label of a country; see selection.py

HandOut.FileMap = class {
  constructor(held, opened) {
    const { center, zoom, nearest, relief, bounds, attribution } = held.map;
    this.places = held.places;
    this.rows = [];
    this.map = L.map("map", {
      center, zoom, theme: DARK.matches ? "dark" : "light", preferCanvas: true, minZoom: 3, maxZoom: nearest,
      maxBounds: [[-80, -180], [85, 180]], zoomControl: true,
    });
    const pictures = Object.fromEntries(relief.map((theme) => [theme, `data:image/webp;base64,${HandOut.held(`relief-${theme}`)}`]));
    this.map.addLayer(new IncidentMap.Outlines("outlines", { detail: { source: "detail", relief: pictures, bounds }, attribution }));
    this.coordinator = IncidentMap.coordinatorOf(this.map);
    this.coordinator.areas.fetch = () => {}; // all that can be had is in the file
    for (const [version, answer] of held.outlines) this.coordinator.areas.take(version, answer);
    IncidentMap.fetchRows = async (_address, asked) => HandOut.thin(HandOut.within(this.rows, asked));
    this.layers = Object.keys(IncidentMap.categories).map((category) => new IncidentMap.Symbols([], null, category, null, null));
    this.layers.forEach((layer) => layer.on("click", ({ propagatedFrom }) => propagatedFrom && opened(propagatedFrom.feature.properties)));
    if (held.circles.length) this.map.addLayer(new IncidentMap.Circles(held.circles));
    DARK.addEventListener("change", () => IncidentMap.changeTheme(this.map, DARK.matches ? "dark" : "light"));
    IncidentMap.readyForPaper(this.map, window, this.map.getContainer(), ON_PAPER);
    this.looks = 0;
  }

  // The first time, frame what is shown; later the reader's own view stays.
  begin(most, points) {
    for (const layer of this.layers) layer.shown = { key: IN_FILE, most, all: null, points };
    this.layers.forEach((layer) => this.map.addLayer(layer));
  }

  // Show these rows; `selected` is the id of the place of the open incident, or null.
  show(rows, selected) {
    this.rows = rows.filter(HandOut.standsAt);
    const isMany = this.rows.length > MOST_SYMBOLS;
    const seen = this.map.getBounds().pad(0.5);
    const asked = [this.map.getZoom(), seen.getSouth(), seen.getWest(), seen.getNorth(), seen.getEast()];
    const drawn = isMany ? HandOut.thin(HandOut.within(this.rows, asked)) : this.rows;
    const points = this.rows.reduce((all, row) => all + (row[6] === null ? 0 : row[3]), 0);
    for (const layer of this.layers) {
      layer.selected = selected;
      layer.more = isMany ? [IN_FILE, asked[0], [asked.slice(1, 3), asked.slice(3)].flat()] : null;
      if (layer.shown) layer.shown.points = points;
      layer.take(drawn.filter((row) => row[2] === layer.category));
    }
    this.coordinator.windows.begin();
    this.coordinator.draw();
  }

  // Bring the mark of an incident near, until it stands apart.
  lookAt(incident) {
    const row = this.rows.find((one) => one[0] === this.places[incident.place]?.id && one[2] === incident.category);
    if (!row) return;
    const isPoint = incident.prec <= 2;
    const radius = isPoint ? null : row[6] === null ? AREA_KM : incident.km;
    if (this.look) this.map.removeLayer(this.look);
    this.looks += 1;
    this.look = new IncidentMap.Look([this.looks, ...HandOut.standsAt(row), null, radius, true], null);
    this.map.addLayer(this.look);
  }
};
