// Where the page wants the map to look, and the place of an open incident that the filters leave out.
"use strict";

const NEAREST = 13; // the map has nothing more beyond, even where street tiles go on
const FLIGHT = 0.9; // seconds
const LOSES = 0.42; // of a step of zoom: a quarter of the width or of the height
const SURROUNDINGS = 10; // km to each side that are always seen: a mark alone says nothing of where it is

// The marks of the selected place, as they are drawn.
const selectedMarks = (map) => {
  const [own, others] = [[], []];
  map.eachLayer((layer) => layer.item && (layer.item.symbol.selected ? own : others).push(layer));
  return { own, others };
};

// Two marks of one row: their places were joined, even where each of them has a category of its own.
const sideBySide = (map) => (one, other) => {
  const [a, b] = [one, other].map((mark) => map.latLngToLayerPoint(mark.getLatLng()));
  return Math.abs(a.y - b.y) < 1 && Math.abs(a.x - b.x) <= (one.item.w + other.item.w) / 2 + 5;
};

IncidentMap.standsApart = (map) => {
  const { own, others } = selectedMarks(map);
  const joined = ({ item: { symbol } }) => symbol.place_ids.length > 1 || IncidentMap.isCell(symbol);
  const touches = sideBySide(map);
  return own.length > 0 && !own.some((mark) => joined(mark) || others.some((other) => touches(mark, other)));
};

IncidentMap.Look = L.LayerGroup.extend({
  // `look` is [number, latitude, longitude, zoom, radius, apart, corners, margin, asLeft, flies], `leftOut` [latitude,
  // longitude, radius, outline, why]; null for none.
  initialize(look, leftOut) {
    L.LayerGroup.prototype.initialize.call(this);
    [this.look, this.leftOut] = [look, leftOut];
  },

  onAdd(map) {
    L.LayerGroup.prototype.onAdd.call(this, map);
    if (this.leftOut) this._drawLeftOut(map);
    if (!this.look || IncidentMap.memoryOf(map).looked === this.look[0]) return;
    map.hasWish = true;
    queueMicrotask(() => { // after the marks that came with it are laid out
      map.hasWish = false;
      if (this._map) this._go(map);
    });
  },

  onRemove(map) {
    this._rest(map);
    L.LayerGroup.prototype.onRemove.call(this, map);
    this.clearLayers();
  },

  _go(map) {
    const { x, y } = map.getSize();
    if (!x || !y) return void map.once("resize", () => this._map && this._go(map)); // a frame gets its height late
    const [number, latitude, longitude, zoom, radius, apart, corners, margin, asLeft, flies] = this.look;
    IncidentMap.memoryOf(map).looked = number;
    if (flies) this._from = this._start(map);
    const left = asLeft && leftAt(map);
    if (corners) return this._frame(map, L.latLngBounds(left || corners), margin && !left);
    this._at = [latitude, longitude];
    this._limit = Math.min(NEAREST, map.getMaxZoom(), fits(map, this._at, Math.max(radius || 0, SURROUNDINGS)));
    // A slide looks the same from wherever one comes, and nearer than all of the theatre.
    const now = flies ? IncidentMap.firstZoom(map) + 1 : map.getZoom();
    const kept = apart ? Math.min(now, this._limit) : now;
    const wanted = zoom === null ? kept : zoom === map.options.zoom ? IncidentMap.firstZoom(map) : zoom;
    IncidentMap.notePageView(map, this._at, wanted);
    map.setView(this._at, wanted, { animate: !flies && wanted === map.getZoom() });
    if (!apart) return this._fly(map);
    map.on("marksplaced", this._part, this).on("dragstart", this._rest, this);
    this._part();
  },

  // A frame that somebody chose is of another shape on another screen: it loses a little rather than a whole step of zoom.
  _frame(map, bounds, margin) {
    const { framing } = IncidentMap.coordinatorOf(map);
    const zoom = margin ? framing.zoomOf(bounds) : Math.min(NEAREST, Math.floor(closest(map, bounds) + LOSES));
    framing.goToMiddle(bounds, zoom);
    this._fly(map);
  },

  // Where a flight begins: also where another one is cut short, as keys are pressed faster than maps fly.
  _start(map) {
    map.stop();
    return [map.getCenter(), map.getZoom()];
  },

  // The map is where it shall be; show the way there from where it was, if that is wanted.
  _fly(map) {
    const from = this._from;
    this._from = null;
    if (!from || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const [at, zoom] = [map.getCenter(), map.getZoom()];
    if (from[1] === zoom && map.project(at, zoom).distanceTo(map.project(from[0], zoom)) < 1) return;
    map.setView(...from, { animate: false });
    map.isFlying = true;
    map.once("moveend", () => (map.isFlying = false)).flyTo(at, zoom, { duration: FLIGHT });
  },

  // After each drawing: come one step nearer while the mark is still joined with others.
  _part() {
    const map = this._map;
    if (IncidentMap.isBehind(IncidentMap.coordinatorOf(map))) return;
    if (map.getZoom() >= this._limit || this.leftOut || IncidentMap.standsApart(map)) {
      this._rest(map);
      return this._fly(map);
    }
    IncidentMap.notePageView(map, this._at, map.getZoom() + 1);
    map.setView(this._at, map.getZoom() + 1, { animate: false });
  },

  _rest(map) {
    (this._map || map).off("marksplaced", this._part, this).off("dragstart", this._rest, this);
  },

  _drawLeftOut(map) {
    const [latitude, longitude, radius, outline, why] = this.leftOut;
    const theme = IncidentMap.themeOf(map);
    const dashed = { interactive: false, color: theme.area, weight: 2, dashArray: "4 4", fillColor: theme.paper };
    const ring = () => (radius
      ? L.circle([latitude, longitude], { ...dashed, radius: radius * 1000, fillOpacity: 0.1 })
      : L.circleMarker([latitude, longitude], { ...dashed, radius: 12, fillOpacity: 0.75 }));
    const area = ({ rings }) => L.polygon(rings, { ...dashed, fillOpacity: 0.1, fillRule: "evenodd" });
    const draw = (shape) => this._map && this.addLayer(shape ? area(shape) : ring());
    if (outline) IncidentMap.coordinatorOf(map).areas.shape(outline).then(draw);
    else draw(null);
    const said = { permanent: true, direction: "right", offset: [14, 0], className: "incidentmap-tooltip incidentmap-leftout" };
    this.addLayer(L.tooltip(said).setLatLng([latitude, longitude]).setContent(why));
  },
});

// The corners at which a hand left the page Map, where it showed the same filter.
const leftAt = (map) => {
  const { corners, shown, byHand } = IncidentMap.page().incidentMapMemory || {};
  const now = IncidentMap.coordinatorOf(map).framing.shown;
  return byHand && now && now.key === shown ? corners : null;
};

// The nearest zoom, of which only parts are steps, at which a frame is seen whole.
const closest = (map, bounds) => {
  const { x, y } = L.bounds(map.project(bounds.getSouthWest(), 0), map.project(bounds.getNorthEast(), 0)).getSize();
  const room = map.getSize();
  return Math.log2(Math.min(room.x / x, room.y / y));
};

// The nearest zoom at which a circle is seen whole.
const fits = (map, at, radius) => map.getBoundsZoom(L.latLng(at).toBounds(2000 * radius));
