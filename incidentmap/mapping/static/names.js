// Names on the base map: countries, first-level areas, seas, cities. At each zoom only those that have room.
"use strict";

IncidentMap.nameStyles = {
  country: { rank: 0, colour: "country", weight: 600, size: (z) => Math.min(11 + (z - 3) * 1.6, 20), spacing: 2, caps: true },
  sea: { rank: 1, colour: "sea", weight: 400, slant: "italic ", size: (z) => Math.min(11 + (z - 4), 16), spacing: 1 },
  city: { rank: 2, colour: "city", weight: 500, size: (z) => Math.min(11 + (z - 5) * 0.5, 14), spacing: 0, dot: true },
  admin1: { rank: 3, colour: "region", weight: 500, size: (z) => Math.min(10.5 + (z - 6) * 0.8, 15), spacing: 0.6 },
};

// One name: a canvas layer without outline or mouse, drawn where `Names` says it has room.
IncidentMap.Name = L.CircleMarker.extend({
  initialize(label, options) {
    L.CircleMarker.prototype.initialize.call(this, [label.at[1], label.at[0]], { ...options, interactive: false });
    this.label = label;
    this.style = IncidentMap.nameStyles[label.kind];
    this.text = this.style.caps ? label.name.toUpperCase() : label.name;
  },

  fontAt(zoom) {
    return `${this.style.slant || ""}${this.style.weight} ${this.style.size(zoom)}px ${IncidentMap.font}`;
  },

  _updateBounds() {
    const reach = L.point(160, 24);
    this._pxBounds = L.bounds(this._point.subtract(reach), this._point.add(reach));
  },

  _updatePath() {
    if (!this.shown || !this._renderer._drawing || this._empty()) return;
    const ctx = this._renderer._ctx;
    const theme = IncidentMap.themeOf(this._map);
    ctx.save();
    ctx.globalAlpha = 1;
    ctx.font = this.fontAt(this._map.getZoom());
    ctx.letterSpacing = `${this.style.spacing}px`;
    ctx.textAlign = this.style.dot ? "left" : "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 3;
    ctx.strokeStyle = theme.halo;
    ctx.fillStyle = theme[this.style.colour];
    this._write(ctx, this._point.x + (this.style.dot ? 6 : 0), this._point.y);
    ctx.restore();
  },

  _write(ctx, x, y) {
    if (this.label.kind !== "sea") ctx.strokeText(this.text, x, y);
    ctx.fillText(this.text, x, y);
    if (!this.style.dot) return;
    ctx.beginPath();
    ctx.arc(this._point.x, this._point.y, 2, 0, 2 * Math.PI);
    ctx.fill();
  },
});

IncidentMap.Names = L.LayerGroup.extend({
  initialize(labels) {
    L.LayerGroup.prototype.initialize.call(this);
    const rank = (label) => IncidentMap.nameStyles[label.kind].rank;
    this._labels = [...labels].sort((a, b) => rank(a) - rank(b) || a.zoom - b.zoom);
  },

  onAdd(map) {
    const renderer = IncidentMap.quietCanvas(map, "names", 350);
    this._names = this._labels.map((label) => new IncidentMap.Name(label, { renderer, pane: "names" }));
    this._names.forEach((name) => this.addLayer(name));
    L.LayerGroup.prototype.onAdd.call(this, map);
    map.on("zoomend", this._choose, this);
    this._choose();
  },

  onRemove(map) {
    map.off("zoomend", this._choose, this);
    L.LayerGroup.prototype.onRemove.call(this, map);
  },

  // Greedy, in order of rank: a name shows if its zoom has come and no higher name is in its way.
  _choose() {
    const zoom = this._map.getZoom();
    const grid = new IncidentMap.Grid();
    for (const name of this._names) {
      const box = this._box(name, zoom);
      name.shown = name.label.zoom <= zoom && grid.free(box);
      if (name.shown) grid.add(box);
      name.redraw();
    }
  },

  _box(name, zoom) {
    const at = this._map.project(name.getLatLng(), zoom);
    const width = IncidentMap.textWidth(name.text, name.fontAt(zoom)) + name.style.spacing * name.text.length;
    const middle = name.style.dot ? at.x + 6 + width / 2 : at.x;
    return { x: middle, y: at.y, w: width + 12, h: name.style.size(zoom) + 8 };
  },
});
