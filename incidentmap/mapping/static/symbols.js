// The symbol layers of all categories, and the one coordinator on the map that lays them out together.
"use strict";

// The columns of a row, as incidentmap/mapping/layers.py writes them.
const COLUMNS = [
  "place_id", "name", "category", "count", "incident_ids", "where_prec", "latitude", "longitude",
  "radius_km", "hollow", "label_latitude", "label_longitude", "place_ids", "outlines",
];

IncidentMap.symbolOf = (row, selected) => {
  const symbol = Object.fromEntries(COLUMNS.map((column, i) => [column, row[i]]));
  symbol.selected = selected !== null && (symbol.place_id === selected || symbol.place_ids.includes(selected));
  return symbol;
};

// One category's symbols. It hands them to the coordinator, which gives it back its layers.
IncidentMap.Symbols = L.FeatureGroup.extend({
  // `more` is null where these are all symbols there are; else other windows are fetched, see windows.js. `shown` is what
  // framing.js asks for: what tells one filter from another, the corners of most and of all, and how many have a point.
  initialize(rows, selected, category, more, shown) {
    L.FeatureGroup.prototype.initialize.call(this);
    this.category = category;
    this.selected = selected;
    this.more = more;
    this.shown = shown && { key: shown[0], most: shown[1], all: shown[2], points: shown[3] };
    this.take(rows);
  },

  take(rows) {
    this.symbols = rows.map((row) => IncidentMap.symbolOf(row, this.selected));
  },

  onAdd(map) {
    L.FeatureGroup.prototype.onAdd.call(this, map);
    IncidentMap.coordinatorOf(map).add(this);
  },

  // st_folium keeps every group it ever removed; let go of the layers at least.
  onRemove(map) {
    IncidentMap.coordinatorOf(map).remove(this);
    L.FeatureGroup.prototype.onRemove.call(this, map);
    this.clearLayers();
  },
});

IncidentMap.coordinatorOf = (map) => {
  if (!map.incidentMapCoordinator) map.incidentMapCoordinator = new IncidentMap.Coordinator(map);
  return map.incidentMapCoordinator;
};

// The room that marks take and the places they stand for, in pixels of the whole map at its zoom; `placed` once they are
// laid out. `says` is what is written on a pill.
IncidentMap.markBoxes = (map) => (map.incidentMapCoordinator || { boxes: [] }).boxes;

const NEARBY = 34; // pixels: a mark that stands farther from its place takes no name with it

const boxOf = ({ form, x, y, atX, atY, w, h, items: [{ symbol }] }) => ({
  x: atX, y: atY, w, h,
  of: form === "mark" && Math.hypot(atX - x, atY - y) < NEARBY ? { x, y } : null,
  says: form === "pill" ? symbol.name : null,
});

IncidentMap.Coordinator = class {
  constructor(map) {
    this.map = map;
    this.layers = new Set();
    this.boxes = [];
    this.marks = [];
    this.tooltip = L.tooltip({ direction: "top", offset: [0, -8], className: "incidentmap-tooltip" });
    this.windows = new IncidentMap.Windows(this);
    this.framing = new IncidentMap.Framing(this);
    this.areas = new IncidentMap.Areas(map, () => this.draw());
    map.on("zoomend", () => this.draw());
    map.on("moveend", () => this.follow());
  }

  add(layer) {
    this.layers.add(layer);
    layer.on("mouseover", this.tell, this).on("mouseout", this.hush, this).on("click", IncidentMap.sendAtOnce);
    this.later();
  }

  remove(layer) {
    this.layers.delete(layer);
    layer.off("mouseover", this.tell, this).off("mouseout", this.hush, this);
    this.hush();
    this.later();
  }

  // The categories arrive one after another in one task: lay them out once, before the next paint.
  later() {
    if (this.waiting) return;
    this.waiting = true;
    queueMicrotask(() => {
      this.waiting = false;
      this.windows.begin();
      this.framing.begin();
      this.draw();
      if (this.map.getPane("outlines")) IncidentMap.tellPainted(); // the first time they tell it
    });
  }

  follow() {
    this.windows.follow();
    this.areas.ask(this.symbols());
    if (this.areas.strayed(this.symbols())) this.draw();
  }

  draw() {
    this.areas.ask(this.symbols());
    const groups = IncidentMap.groupItems(this.items());
    const placed = IncidentMap.place(groups, this.map.getZoom(), (into, others) => this.join(into, others));
    for (const layer of this.layers) layer.clearLayers();
    this.drawAreas();
    for (const group of placed) if (group.moved && group.form !== "pill") this.drawHairline(group);
    this.marks = [];
    for (const group of placed) IncidentMap.spread(group).forEach((one) => this.drawMark(one));
    this.boxes = Object.assign(placed.map(boxOf), { placed: true });
    this.map.fire("marksplaced");
  }

  symbols() {
    return [...this.layers].flatMap((layer) => layer.symbols);
  }

  items() {
    return [...this.layers].flatMap((layer) => layer.symbols.map((symbol) => this.itemOf(symbol, layer)));
  }

  itemOf(symbol, layer) {
    const form = IncidentMap.formOf(symbol);
    const size = IncidentMap.measure(symbol, form, this.map.getZoom());
    const seat = this.areas.seatOf(symbol) || this.seatOf(symbol, form, size);
    return { symbol, layer, form, ...seat, ...size };
  }

  seatOf(symbol, form, size) {
    const { x, y } = this.anchorOf(symbol, form);
    const rim = form === "chip" ? this.map.project([symbol.latitude, symbol.longitude], this.map.getZoom()).y - y : 0;
    return { x, y, rim, inside: form === "pill" ? this.uncut({ x, y }, size) : null };
  }

  // Where a pill whose own place is seen is not cut by the edge of the window; null where that is not seen.
  uncut(own, { w, h }) {
    const { min, max } = this.map.getPixelBounds();
    const seen = L.bounds(min.add([w / 2, h / 2]), max.subtract([w / 2, h / 2]));
    return L.bounds(min, max).contains([own.x, own.y]) ? (x, y) => seen.contains([x, y]) : null;
  }

  // A mark stands on its place, a label without an outline on the northern edge of its ring, a pill under its country's name.
  anchorOf(symbol, form) {
    const zoom = this.map.getZoom();
    const under = zoom < 6 ? 0 : 26; // far out there is no room for both, and the pill says the name
    if (form === "pill") return this.map.project([symbol.label_latitude, symbol.label_longitude], zoom).add([0, under]);
    const north = form === "chip" ? (symbol.radius_km || 0) / 111.195 : 0; // kilometres in a degree of latitude
    return this.map.project([Math.min(symbol.latitude + north, 85), symbol.longitude], zoom);
  }

  // One group for several: per category the counts are added, and the largest place gives its name.
  join(into, others) {
    const items = [into, ...others].flatMap((group) => group.items);
    const byCategory = new Map();
    for (const item of items) byCategory.set(item.symbol.category, [...(byCategory.get(item.symbol.category) || []), item]);
    const joined = [...byCategory.values()].map((same) => this.joinItems(same, into));
    return IncidentMap.sizeGroup({ key: into.key, form: into.form, x: into.x, y: into.y, rim: into.rim, inside: into.inside, items: joined });
  }

  joinItems(items, { form, x, y }) {
    const [largest] = [...items].sort((a, b) => b.symbol.count - a.symbol.count);
    const symbol = IncidentMap.joinSymbols(largest.symbol, items.map((item) => item.symbol));
    return { ...largest, symbol, x, y, ...IncidentMap.measure(symbol, form, this.map.getZoom()) };
  }

  drawAreas() {
    this.areas.begin();
    const seen = new Set();
    for (const layer of this.layers)
      for (const symbol of layer.symbols) {
        if (this.areas.draw(symbol, layer)) continue;
        const form = IncidentMap.formOf(symbol);
        const key = form === "mark" ? null : [symbol.latitude, symbol.longitude, symbol.radius_km].join("|");
        if (form === "pill" || symbol.where_prec === 1 || IncidentMap.isCell(symbol) || !symbol.radius_km || seen.has(key)) continue;
        if (key) seen.add(key);
        layer.addLayer(IncidentMap.surroundings(symbol, IncidentMap.themeOf(this.map)));
      }
  }

  drawHairline(group) {
    const at = (x, y) => this.map.unproject([x, y], this.map.getZoom());
    const parts = IncidentMap.hairline(at(group.x, group.y), at(group.atX, group.atY), IncidentMap.themeOf(this.map));
    parts.forEach((part) => group.items[0].layer.addLayer(part));
  }

  drawMark({ item, x, y }) {
    const mark = new IncidentMap.Mark(this.map.unproject([x, y], this.map.getZoom()), item);
    this.marks.push(mark);
    item.layer.addLayer(mark);
  }

  tell(event) {
    const mark = event.propagatedFrom || event.layer;
    if (!mark || !mark.item) return;
    this.tooltip.setContent(IncidentMap.tooltipOf(mark.item.symbol)).setLatLng(mark.getLatLng());
    this.map.openTooltip(this.tooltip);
    this.areas.heat(mark.item.symbol);
  }

  hush() {
    this.map.closeTooltip(this.tooltip);
    this.areas.cool();
  }
};

IncidentMap.joinSymbols = (largest, symbols) => {
  const place_ids = [...new Set(symbols.flatMap((one) => (one.place_ids.length ? one.place_ids : [one.place_id])))];
  const more = place_ids.length - 1;
  const first = largest.first_name || largest.name;
  return {
    ...largest,
    place_ids,
    outlines: [...new Set(symbols.flatMap((one) => one.outlines))],
    first_name: first,
    name: more ? `\u2068${first}\u2069 and ${more} more` : first,
    count: symbols.reduce((all, one) => all + one.count, 0),
    incident_ids: symbols.flatMap((one) => one.incident_ids).slice(0, 50),
    where_prec: Math.max(...symbols.map((one) => one.where_prec)),
    hollow: symbols.every((one) => one.hollow),
    selected: symbols.some((one) => one.selected),
  };
};

// streamlit-folium 0.27.4 waits 250 ms before it sends a click. Once its own listener has noted the click, send just
// what it would have sent, so that it finds nothing new later. Where its insides differ, it sends as before.
IncidentMap.sendAtOnce = () => setTimeout(() => {
  const noted = window.__GLOBAL_DATA__;
  if (!noted || !noted.returned_objects || !window.Streamlit) return;
  const names = ["last_object_clicked_count", "last_active_drawing"].filter((n) => noted.returned_objects.includes(n));
  const said = Object.fromEntries(names.map((name) => [name, noted[name]]));
  if (JSON.stringify(said) === JSON.stringify(noted.previous_data)) return;
  noted.previous_data = said;
  window.Streamlit.setComponentValue(said);
});
