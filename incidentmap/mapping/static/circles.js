// The circles around places by which the filter chooses: a plain line with its km, unlike any ring of a mark.
"use strict";

IncidentMap.Circles = L.LayerGroup.extend({
  // Each circle is [latitude, longitude, km].
  initialize(circles) {
    L.LayerGroup.prototype.initialize.call(this);
    this.circles = circles;
  },

  onAdd(map) {
    this.circles.forEach((circle) => this._draw(map, circle));
    L.LayerGroup.prototype.onAdd.call(this, map);
    map.on("marksplaced", this._dress, this); // the theme may be another one
  },

  onRemove(map) {
    map.off("marksplaced", this._dress, this);
    L.LayerGroup.prototype.onRemove.call(this, map);
    this.clearLayers();
  },

  _draw(map, [latitude, longitude, km]) {
    const line = { interactive: false, fill: false, weight: 2, opacity: 0.9, color: IncidentMap.themeOf(map).text };
    const circle = L.circle([latitude, longitude], { ...line, radius: km * 1000 });
    const north = Math.min(latitude + km / 111.195, 85); // kilometres in a degree of latitude
    const said = L.tooltip({ permanent: true, direction: "center", className: "incidentmap-tooltip incidentmap-circle" });
    this.addLayer(circle).addLayer(said.setLatLng([north, longitude]).setContent(`${km} km`));
  },

  _dress() {
    const { text } = IncidentMap.themeOf(this._map);
    this.eachLayer((layer) => layer.setStyle && layer.options.color !== text && layer.setStyle({ color: text }));
  },
});
