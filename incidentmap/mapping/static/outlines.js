// The base map: land, borders and names, fetched once from our own server.
"use strict";

// Undo the packing of outlines.json: steps of whole thousandths of a degree, x and y in turn.
IncidentMap.unpack = (steps, scale) => {
  const points = [];
  for (let i = 0, x = 0, y = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    points.push([y / scale, x / scale]);
  }
  return points;
};

IncidentMap.fetchJson = (address) =>
  fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  });

IncidentMap.Outlines = L.LayerGroup.extend({
  initialize(source, options) {
    L.LayerGroup.prototype.initialize.call(this, [], options);
    this._source = source;
  },

  getAttribution() {
    return this.options.attribution;
  },

  onAdd(map) {
    IncidentMap.dress(map);
    L.LayerGroup.prototype.onAdd.call(this, map);
    IncidentMap.fetchJson(this._source).then((outlines) => this._draw(outlines)).catch((error) => this._fail(error)).then(IncidentMap.tellPainted);
  },

  // The symbols still stand without a base map, so say so and go on.
  _fail(error) {
    console.error("base map not loaded", error);
    this._map.attributionControl.addAttribution("base map not loaded");
  },

  _draw(outlines) {
    if (!this._map) return;
    const theme = IncidentMap.groundThemeOf(this._map);
    const lines = (packed) => packed.map((steps) => IncidentMap.unpack(steps, outlines.scale));
    const on = (pane, zIndex) => ({ renderer: IncidentMap.quietCanvas(this._map, pane, zIndex), pane, interactive: false, smoothFactor: 0.7 });
    this.addLayer(L.polygon(lines(outlines.land), {
      ...on("land", 140), fillColor: theme.land, fillOpacity: 1, color: theme.coast, weight: 1, fillRule: "evenodd",
    }));
    const style = on("outlines", 150); // above the relief, which comes later
    this.addLayer(L.polyline(lines(outlines.admin1), { ...style, color: theme.admin1, weight: 1 }));
    this.addLayer(L.polyline(lines(outlines.borders), { ...style, color: theme.border, weight: 1.4 }));
    if (this.options.detail) this._name(outlines.labels);
  },

  // Without detail there are street tiles, which have names of their own.
  _name(labels) {
    const names = new IncidentMap.Names(labels);
    this.addLayer(names);
    const miss = (error) => console.warn("the map stays without its detail", error);
    IncidentMap.whenPainted(this._map, () => IncidentMap.addDetail(this, names, this.options.detail).catch(miss));
  },
});
