// Names on the base map: at each zoom those that have room, the weightier first. A mark always has its room before any name.
"use strict";

const ROUND_ABOUT = 0.5; // of the window, on each side: what a hand can pull in before names are settled anew
const SAME_PLACE = 10; // pixels: a mark's place and a name's come from lists that round differently

const byWeightOfName = (a, b) => a.style.rank - b.style.rank || a.zoom - b.zoom;

// Where a name may stand, as [x, y] of its middle: an area's near its own middle; a place's beside its sign, or beside the
// mark that stands for it. A city's may stand off, as the city is large, too.
IncidentMap.seatsOf = (style, { x, y }, w, h, mark, zoom) => {
  if (!style.sign) return [[x, y], [x, y - h], [x, y + h], [x, y - 2 * h], [x, y + 2 * h]];
  const about = mark || { x, y, w: 9, h: 9 };
  return (style.far && mark && zoom >= 8 ? [0, 14, 28, 42] : [0]).flatMap((off) => {
    const [aside, above] = [(about.w + w) / 2 + off + 1, (about.h + h) / 2 + off + (mark ? 1 : -2)];
    const sides = [[aside, 0], [-aside, 0], [0, -above], [0, above]];
    const corners = [[aside, -above], [aside, above], [-aside, -above], [-aside, above]];
    return [...sides, ...(mark ? [] : corners)].map(([dx, dy]) => [about.x + dx, about.y + dy]);
  });
};

const firstOf = (all, find) => {
  for (const one of all) {
    const found = find(one);
    if (found) return found;
  }
  return null;
};

// The marks, found by the room they take and by the place they stand for.
const crowdOf = (map) => {
  const [taken, places, said] = [new IncidentMap.Grid(), new IncidentMap.Grid(), new Set()];
  for (const box of IncidentMap.markBoxes(map)) {
    taken.add(box);
    if (box.of) places.add({ ...box.of, w: SAME_PLACE, h: SAME_PLACE, box });
    if (box.says) said.add(box.says);
  }
  return { taken, places, said };
};

// All names as one layer on one canvas: thousands of Leaflet's own layers would be slow. `settled` are those that show.
IncidentMap.Names = L.CircleMarker.extend({
  initialize(labels) {
    L.CircleMarker.prototype.initialize.call(this, [0, 0], { pane: "names", interactive: false });
    this.settled = [];
    this.names = [];
    this.take(labels);
  },

  // More names, such as those of the detail that comes later; one without a zoom is only a place for a count.
  take(labels) {
    const more = labels.filter(({ zoom }) => zoom !== undefined).map(IncidentMap.nameOf);
    this.names = [...this.names, ...more].sort(byWeightOfName);
    if (this._map) this.later();
  },

  beforeAdd(map) {
    this.options.renderer = IncidentMap.quietCanvas(map, "names", 350);
    L.CircleMarker.prototype.beforeAdd.call(this, map);
  },

  onAdd(map) {
    L.CircleMarker.prototype.onAdd.call(this, map);
    map.on("moveend marksplaced", this.later, this);
    this.later();
  },

  onRemove(map) {
    map.off("moveend marksplaced", this.later, this);
    L.CircleMarker.prototype.onRemove.call(this, map);
  },

  // Once, after the marks have been laid out, and before the next paint.
  later() {
    if (this.waiting) return;
    this.waiting = true;
    queueMicrotask(() => {
      this.waiting = false;
      if (this._map) this.settle();
    });
  },

  settle() {
    const zoom = this._map.getZoom();
    const crowd = crowdOf(this._map);
    const near = this._map.getBounds().pad(ROUND_ABOUT);
    const shown = this.names.filter((name) => name.zoom <= zoom && near.contains(name.place) && !crowd.said.has(name.name));
    this.settled = shown.map((name) => this.seat(name, crowd, zoom)).filter(Boolean);
    this.redraw();
  },

  // The first seat that is free, or null. Where a mark stands for the place, or on it, there is no sign.
  seat(name, { taken, places }, zoom) {
    const { style } = name;
    const at = this._map.project(name.place, zoom);
    const sign = style.sign ? { x: at.x, y: at.y, w: 7, h: 7 } : null;
    const own = sign ? [...places.hits(sign)].map((place) => place.box) : [];
    const [hit] = sign ? taken.hits(sign) : [];
    if (hit && !own.length && !(hit.of && style.far)) return null; // a mark beside this name would seem to be of this place
    const mark = own[0] || hit;
    const box = firstOf(own.length ? own : [hit], (about) => this.freeSeat(name, at, about, taken, zoom));
    if (!box) return null;
    [box, ...(sign && !mark ? [sign] : [])].forEach((one) => taken.add(one));
    return { ...name, ...box, font: fontOf(name, zoom), sign: mark ? null : sign };
  },

  freeSeat({ style, text, name, zoom: since }, at, mark, taken, zoom) {
    const w = IncidentMap.textWidth(text, fontOf({ style, zoom: since }, zoom)) + style.spacing * name.length + 12;
    const h = style.size(zoom, since) + 5;
    const seats = IncidentMap.seatsOf(style, at, w, h, mark, zoom).map(([x, y]) => ({ x, y, w, h }));
    return seats.find((box) => taken.free(box));
  },

  _project() {
    this._pxBounds = L.bounds([-1e6, -1e6], [1e6, 1e6]); // it is everywhere
  },

  _updateBounds() {},

  _updatePath() {
    const { _renderer: renderer, _map: map } = this;
    if (!renderer._drawing) return;
    const seen = L.bounds(renderer._bounds.min.subtract([200, 30]), renderer._bounds.max.add([200, 30]));
    const theme = IncidentMap.themeOf(map);
    const origin = map.getPixelOrigin();
    for (const name of this.settled) {
      const at = L.point(name.x, name.y).subtract(origin);
      if (seen.contains(at)) IncidentMap.drawName(renderer._ctx, name, at, name.sign && L.point(name.sign.x, name.sign.y).subtract(origin), theme);
    }
  },
});
