// Governorates and districts as they are drawn: their outlines, fetched once each, under one hatch for all, and the spots
// where a label still lies inside. An outline never takes a click: the marks within it do.
"use strict";

const HATCH = { step: 11, width: 1.1, opacity: 0.36, sharp: 2 }; // pixels along both axes; drawn twice as fine as it is shown
const RIM = { weight: 1.4, opacity: 0.65 };
const STRONG = { weight: 3, opacity: 1 }; // of the area that is open, or whose label is under the mouse
const A_REQUEST = 40; // areas that are asked for at once
const INSET = 30; // pixels: a label nearer to the edge of the window would be cut
const SAMPLES = 16; // along each side of what is seen of an area

const makeHatch = (colour) => {
  const { step, width, opacity, sharp } = HATCH;
  const tile = document.createElement("canvas");
  tile.width = tile.height = step * sharp;
  const ctx = tile.getContext("2d");
  ctx.scale(sharp, sharp);
  [ctx.strokeStyle, ctx.globalAlpha, ctx.lineWidth] = [colour, opacity, width];
  for (const from of [-step, 0, step]) {
    ctx.moveTo(from - 1, step + 1);
    ctx.lineTo(from + step + 1, -1);
  }
  ctx.stroke();
  const pattern = ctx.createPattern(tile, "repeat");
  pattern.setTransform(new DOMMatrix().scale(1 / sharp));
  return pattern;
};

const hatches = new Map();
const hatchOf = (colour) => {
  if (!hatches.has(colour)) hatches.set(colour, makeHatch(colour));
  return hatches.get(colour);
};

// An outline of one or more rings, and whether it holds a point of the map, in pixels at a zoom.
IncidentMap.Shape = class {
  constructor(rings) {
    this.rings = rings;
  }

  at(map, zoom) {
    if (this.zoom === zoom) return this;
    this.zoom = zoom;
    this.projected = this.rings.map((ring) => ring.map((point) => map.project(point, zoom)));
    this.bounds = L.bounds(this.projected.flat());
    return this;
  }

  holds(point) {
    return this.bounds.contains(point) && this.projected.reduce((odd, ring) => odd !== crosses(ring, point), false);
  }
};

// Whether a line from the point to the east crosses the ring an odd number of times.
const crosses = (ring, { x, y }) => {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i], ring[j]];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) odd = !odd;
  }
  return odd;
};

// Amid what is seen of a shape, and inside of it; null where nothing is.
const amid = (shape, seen) => {
  const [min, max] = [
    L.point(Math.max(seen.min.x, shape.bounds.min.x), Math.max(seen.min.y, shape.bounds.min.y)),
    L.point(Math.min(seen.max.x, shape.bounds.max.x), Math.min(seen.max.y, shape.bounds.max.y)),
  ];
  const along = (from, to, i) => from + ((to - from) * (i + 0.5)) / SAMPLES;
  const all = Array.from({ length: SAMPLES ** 2 }, (_, i) =>
    L.point(along(min.x, max.x, i % SAMPLES), along(min.y, max.y, Math.floor(i / SAMPLES))));
  const inside = all.filter((point) => shape.holds(point));
  if (!inside.length) return null;
  const middle = inside.reduce((sum, point) => sum.add(point), L.point(0, 0)).divideBy(inside.length);
  return inside.reduce((best, point) => (point.distanceTo(middle) < best.distanceTo(middle) ? point : best));
};

// The outlines of all areas on one map. A reference is the version of the gazetteer, a slash, and the id of the place.
IncidentMap.Areas = class {
  constructor(map, changed) {
    this.map = map;
    this.changed = changed;
    this.known = new Map(); // a shape for each reference, or null where there is none after all
    this.asked = new Set();
    this.spots = new Map(); // where the label of each was put last
    this.drawn = new Map();
    this.begin();
  }

  // Fetch the outlines of the areas in and around the window.
  ask(symbols) {
    const near = this.map.getBounds().pad(0.5);
    const reach = ({ latitude, longitude, radius_km }) => L.latLng(latitude, longitude).toBounds(2000 * (radius_km || 1));
    const refs = symbols.filter((one) => one.outlines.length && near.intersects(reach(one))).flatMap((one) => one.outlines);
    const wanted = [...new Set(refs)].filter((ref) => !this.asked.has(ref));
    wanted.forEach((ref) => this.asked.add(ref));
    for (let i = 0; i < wanted.length; i += A_REQUEST) this.fetch(wanted.slice(i, i + A_REQUEST));
  }

  fetch(refs) {
    const [version] = refs[0].split("/", 1);
    const ids = refs.map((ref) => ["id", ref.slice(version.length + 1)]);
    const miss = (error) => {
      console.warn("areas are drawn as rings", error);
      this.take(version, { areas: Object.fromEntries(ids.map(([, id]) => [id, null])) });
    };
    const address = `/assets/areas?${new URLSearchParams([["v", version], ...ids])}`;
    return IncidentMap.fetchJson(address).then((answer) => this.take(version, answer), miss);
  }

  // The shape of one area, or null where it has none; it is asked for where nobody did.
  async shape(ref) {
    this.asked.add(ref);
    if (!this.known.has(ref)) await this.fetch([ref]);
    return this.known.get(ref) || null;
  }

  // An answer is kept small: what it left out is asked for anew.
  take(version, { scale, areas, left = [] }) {
    for (const [id, rings] of Object.entries(areas))
      this.known.set(`${version}/${id}`, rings && new IncidentMap.Shape(rings.map((steps) => IncidentMap.unpack(steps, scale))));
    if (left.length) this.fetch(left.map((id) => `${version}/${id}`));
    this.changed();
  }

  // Null where a symbol has no outline, undefined while it is awaited.
  shapeOf({ outlines: [ref] }) {
    const shape = ref === undefined ? null : this.known.get(ref);
    return shape && shape.at(this.map, this.map.getZoom());
  }

  // Where the label of an area stands before it makes room for others, and where else it is still inside. It stands at the
  // area's own point while that is seen, else amid what is seen of the area, as long as that is possible.
  seatOf(symbol) {
    const shape = this.shapeOf(symbol);
    if (shape === null) return null;
    const spot = this.spotOf(symbol, shape);
    this.spots.set(symbol.outlines[0], spot);
    const seen = this.seen();
    const cut = !seen.contains(spot);
    const isInside = (point) => !shape || ((cut || seen.contains(point)) && shape.holds(point));
    return { x: spot.x, y: spot.y, rim: 0, inside: (x, y) => isInside(L.point(x, y)) };
  }

  spotOf(symbol, shape) {
    const zoom = this.map.getZoom();
    const own = Object.assign(this.map.project([symbol.label_latitude, symbol.label_longitude], zoom), { zoom });
    const seen = this.seen();
    if (!shape || seen.contains(own) || !shape.bounds.intersects(seen)) return own;
    const last = this.spots.get(symbol.outlines[0]);
    if (last && last.zoom === zoom && seen.contains(last) && shape.holds(last)) return last;
    return Object.assign(amid(shape, seen) || own, { zoom });
  }

  seen() {
    const { min, max } = this.map.getPixelBounds();
    return L.bounds(min.add([INSET, INSET]), max.subtract([INSET, INSET]));
  }

  // Whether the window has moved so that a label should stand elsewhere.
  strayed(symbols) {
    return symbols.some((symbol) => {
      const [shape, last] = [this.shapeOf(symbol), this.spots.get(symbol.outlines[0])];
      return shape && last && !last.equals(this.spotOf(symbol, shape));
    });
  }

  begin() {
    this.drawn.clear();
    this.hot = [];
  }

  // Draw the outlines of a symbol, each once, whatever its categories; tell whether it has any.
  draw(symbol, layer) {
    if (this.shapeOf(symbol) === null) return false;
    for (const ref of symbol.outlines) {
      if (!this.drawn.has(ref) && this.known.get(ref)) this.drawn.set(ref, this.outline(this.known.get(ref), layer));
      if (symbol.selected && this.drawn.has(ref)) this.drawn.get(ref).setStyle({ ...STRONG, selected: true });
    }
    return true;
  }

  outline(shape, layer) {
    const { area } = IncidentMap.themeOf(this.map);
    this.renderer = this.renderer || IncidentMap.quietCanvas(this.map, "areas", 250); // above street tiles, below all names
    const style = { ...RIM, renderer: this.renderer, pane: "areas", interactive: false, smoothFactor: 0.7 };
    const drawn = L.polygon(shape.rings, { ...style, color: area, fillColor: hatchOf(area), fillOpacity: 1, fillRule: "evenodd" });
    layer.addLayer(drawn);
    return drawn;
  }

  // Show which areas a label is of.
  heat(symbol) {
    this.cool();
    this.hot = symbol.outlines.map((ref) => this.drawn.get(ref)).filter(Boolean);
    this.hot.forEach((drawn) => drawn.setStyle(STRONG));
  }

  cool() {
    this.hot.filter((drawn) => !drawn.options.selected).forEach((drawn) => drawn.setStyle(RIM));
    this.hot = [];
  }
};
