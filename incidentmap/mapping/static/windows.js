// Symbols of other windows, where they are too many to be sent at once: fetched from this machine when the map has moved.
// Nothing reruns, and what comes late is thrown away.
"use strict";

const PAD = 0.5; // of the window, on each side: a small move needs no new request

// The rows of a window, given as zoom, south, west, north, east. A one-file export has them all, and asks nobody.
IncidentMap.fetchRows = async (address, asked, signal) => {
  const answer = await fetch(`${address}&${new URLSearchParams({ window: asked.join(",") })}`, { signal });
  if (!answer.ok) throw new Error(`answer ${answer.status}`);
  return answer.json();
};

// Whether the symbols of this window are still on their way.
IncidentMap.isBehind = ({ windows, map }) =>
  Boolean(windows.address) && (windows.zoom !== map.getZoom() || !windows.covered.contains(map.getBounds()));

IncidentMap.Windows = class {
  constructor(coordinator) {
    this.coordinator = coordinator;
  }

  // New layers have come: they say for which window they are.
  begin() {
    const [layer] = this.coordinator.layers;
    const more = layer ? layer.more : null;
    if (this.asking) this.asking.abort();
    [this.address, this.zoom, this.covered] = [null, null, null];
    if (!more) return;
    const [address, zoom, [south, west, north, east]] = more;
    this.address = address;
    this.zoom = zoom;
    this.covered = L.latLngBounds([south, west], [north, east]);
    this.follow();
  }

  follow() {
    const { map } = this.coordinator;
    if (!IncidentMap.isBehind(this.coordinator)) return;
    if (this.asking) this.asking.abort();
    this.asking = new AbortController();
    this.fetch(map.getZoom(), map.getBounds().pad(PAD), this.asking.signal).catch((trouble) => {
      if (trouble.name !== "AbortError") console.warn("the symbols of this window could not be fetched", trouble);
    });
  }

  async fetch(zoom, bounds, signal) {
    const asked = [zoom, bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()];
    const rows = await IncidentMap.fetchRows(this.address, asked, signal);
    [this.zoom, this.covered] = [zoom, bounds];
    for (const layer of this.coordinator.layers) layer.take(rows.filter((row) => row[2] === layer.category));
    this.coordinator.draw();
  }
};
