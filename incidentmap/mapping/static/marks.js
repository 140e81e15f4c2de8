// The canvas layers: marks, which take a click, and what stands around them, which does not.
"use strict";

// One symbol at its displayed position. `feature` is what a click gives back; it keeps the true place.
IncidentMap.Mark = L.CircleMarker.extend({
  initialize(latlng, item) {
    L.CircleMarker.prototype.initialize.call(this, latlng, { radius: item.h / 2, bubblingMouseEvents: true });
    this.item = item;
    this.feature = IncidentMap.featureOf(item.symbol);
  },

  toGeoJSON() {
    return this.feature;
  },

  _updateBounds() {
    const reach = L.point(this.item.w / 2 + 6, this.item.h / 2 + 6);
    this._pxBounds = L.bounds(this._point.subtract(reach), this._point.add(reach));
  },

  _updatePath() {
    if (!this._renderer._drawing || this._empty()) return;
    IncidentMap.drawGlyph(this._renderer._ctx, this, IncidentMap.themeOf(this._map), this._map.getZoom());
  },

  _containsPoint(point) {
    const { w, h } = this.item;
    return Math.abs(point.x - this._point.x) * 2 <= w && Math.abs(point.y - this._point.y) * 2 <= h;
  },
});

IncidentMap.featureOf = (symbol) => {
  const { place_id, place_ids, name, category, count, incident_ids, where_prec } = symbol;
  const pointless = symbol.latitude === null || where_prec === 5 || where_prec === 6;
  const geometry = pointless ? null : { type: "Point", coordinates: [symbol.longitude, symbol.latitude] };
  const properties = { place_id, category, count, incident_ids, where_prec, name };
  if (place_ids.length > 1) properties.place_ids = place_ids;
  return { type: "Feature", geometry, properties };
};

// A mark near its place: a halo of the true radius. An area without an outline: a dashed ring of its size, and nothing in
// its middle.
IncidentMap.surroundings = (symbol, theme) => {
  const quiet = { interactive: false, radius: (symbol.radius_km || 0) * 1000 };
  const { colour } = IncidentMap.categories[symbol.category];
  const halo = { fillColor: colour, fillOpacity: 0.12, color: colour, opacity: 0.45, weight: 1 };
  const ring = { fillColor: theme.area, fillOpacity: 0.05, color: theme.area, opacity: 0.85, weight: 1.5, dashArray: "6 5" };
  return L.circle([symbol.latitude, symbol.longitude], { ...quiet, ...(symbol.where_prec === 2 ? halo : ring) });
};

// From a mark that had to move to its true place.
IncidentMap.hairline = (from, to, theme) => {
  const quiet = { interactive: false, color: theme.area, opacity: 0.9 };
  const dot = L.circleMarker(from, { ...quiet, radius: 2.5, weight: 1, fillColor: theme.area, fillOpacity: 1 });
  return [L.polyline([from, to], { ...quiet, weight: 1.6 }), dot];
};

const PRECISION = {
  1: "exact site", 2: "near this place", 3: "somewhere in this district", 4: "somewhere in this governorate",
  5: "somewhere in this wider area", 6: "somewhere in this country", 7: "at sea or in the air, around here",
};
const WORDS = { strike: ["strike", "strikes"], attack: ["attack", "attacks"], other: ["other event", "other events"] };

// Built from text nodes only: a name from a source never becomes markup. `bdi` keeps an Arabic name from turning the count.
IncidentMap.tooltipOf = (symbol) => {
  const box = document.createElement("div");
  const name = document.createElement("bdi");
  name.textContent = symbol.name;
  const words = WORDS[symbol.category][symbol.count === 1 ? 0 : 1];
  const hollow = symbol.hollow ? ", intercepted" : "";
  const many = symbol.place_ids.length;
  const precision = IncidentMap.isCell(symbol) ? "zoom in to part them" : many > 1 ? `${many} places, joined for want of room` : PRECISION[symbol.where_prec];
  const line = document.createElement("div");
  line.textContent = `${symbol.count} ${words}${hollow} · ${precision}`;
  box.append(name, line);
  return box;
};
