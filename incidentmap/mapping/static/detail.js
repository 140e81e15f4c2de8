// What a first view can do without: relief, rivers, lakes, more names. Fetched from this machine once the marks are painted.
"use strict";

const RELIEF_OPACITY = { 7: 0.9, 8: 0.6 }; // whole further out; its grain is a kilometre, so nothing of it from zoom 9 on
const RIVER_OPACITY = { 10: 0.8, 11: 0.5, 12: 0.35, 13: 0.35 }; // and that of the rivers is larger still

// After the outlines are there and the marks are laid out, a frame, and then whenever the browser has time.
IncidentMap.whenPainted = (map, then) => {
  const begin = () => requestAnimationFrame(() => setTimeout(() => (window.requestIdleCallback || setTimeout)(then, { timeout: 1500 })));
  if (IncidentMap.markBoxes(map).placed) begin();
  else map.once("marksplaced", begin);
};

// The ground's shade, between the land and its lines.
IncidentMap.Relief = L.ImageOverlay.extend({
  initialize(source, [south, west, north, east]) {
    L.ImageOverlay.prototype.initialize.call(this, source, [[south, west], [north, east]], { pane: "relief", className: "incidentmap-relief" });
  },

  onAdd(map) {
    IncidentMap.quietPane(map, "relief", 143);
    L.ImageOverlay.prototype.onAdd.call(this, map);
    map.on("zoomend", this._fade, this);
    this._fade();
  },

  onRemove(map) {
    map.off("zoomend", this._fade, this);
    L.ImageOverlay.prototype.onRemove.call(this, map);
  },

  _fade() {
    const zoom = this._map.getZoom();
    this.setOpacity(zoom < 7 ? 1 : RELIEF_OPACITY[zoom] || 0);
    this._image.style.display = zoom < 9 ? "" : "none"; // or the browser would scale it to a wall
  },
});

// Natural Earth's lines have a corner every few kilometres: cut the corners, twice (Chaikin).
IncidentMap.smooth = (line, times = 2) => {
  if (!times || line.length < 3) return line;
  const between = ([a, b], [c, d], part) => [a + (c - a) * part, b + (d - b) * part];
  const cut = line.slice(1).flatMap((to, i) => [between(line[i], to, 0.25), between(line[i], to, 0.75)]);
  return IncidentMap.smooth([line[0], ...cut, line[line.length - 1]], times - 1);
};

IncidentMap.Waters = L.LayerGroup.extend({
  initialize({ rivers, lakes, scale }) {
    L.LayerGroup.prototype.initialize.call(this);
    this._rivers = rivers.map(([zoom, width, ...steps]) => ({ zoom, width, line: IncidentMap.smooth(IncidentMap.unpack(steps, scale)) }));
    this._lakes = lakes.map((steps) => IncidentMap.smooth(IncidentMap.unpack(steps, scale)));
  },

  onAdd(map) {
    const theme = IncidentMap.groundThemeOf(map);
    const style = { renderer: IncidentMap.quietCanvas(map, "waters", 146), pane: "waters", interactive: false };
    this._lines = this._rivers.map((river) => [river, L.polyline(river.line, { ...style, color: theme.river, smoothFactor: 0.7 })]);
    this._lines.forEach(([, line]) => this.addLayer(line));
    this.addLayer(L.polygon(this._lakes, { ...style, fillColor: theme.water, fillOpacity: 1, color: theme.coast, weight: 0.8, fillRule: "evenodd" }));
    L.LayerGroup.prototype.onAdd.call(this, map);
    map.on("zoomend", this._weigh, this);
    this._weigh();
  },

  onRemove(map) {
    map.off("zoomend", this._weigh, this);
    L.LayerGroup.prototype.onRemove.call(this, map);
  },

  _weigh() {
    const zoom = this._map.getZoom();
    for (const [river, line] of this._lines)
      line.setStyle({ weight: Math.min(0.5 + river.width * 0.55 * (zoom - 3), 3), opacity: river.zoom > zoom ? 0 : RIVER_OPACITY[zoom] || 0.9 });
  },
});

const labelOf = ([kind, name, longitude, latitude, zoom]) => ({ kind, name, at: [longitude, latitude], zoom });

// Add all of it to the layer of the outlines and to its names.
IncidentMap.addDetail = (outlines, names, { source, relief, bounds }) =>
  IncidentMap.fetchJson(source).then((detail) => {
    if (!outlines._map) return;
    outlines.addLayer(new IncidentMap.Relief(relief[outlines._map.options.theme], bounds));
    outlines.addLayer(new IncidentMap.Waters(detail));
    names.take(detail.labels.map(labelOf));
  });
