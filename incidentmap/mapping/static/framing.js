// Which part of the earth is framed once a filter has changed, and how many incidents lie outside of it.
//
// 1. A view that somebody moved to stays as long as anything shown lies in it.
// 2. A view that the page chose stays as long as at most a few of those shown lie outside and it is not far too wide.
// 3. Otherwise the map frames what is shown, without what few lie far away: the first view, where that will do.
"use strict";

const FEW_OUTSIDE = 0.2; // as query/extent.py counts them
const FAR_TOO_WIDE = 2; // steps of zoom: what is shown would go into a quarter of the width and of the height
const NEAREST_FRAME = 9; // some 150 km across: a single place is seen with what surrounds it
const AROUND_POINTS = 45; // pixels on each side
const MOVED_BY_HAND = 12; // pixels; a frame that gets another size moves its middle by less

// Keep in mind that the page, and not a hand, has brought the map here.
IncidentMap.notePageView = (map, at, zoom) => {
  const { lat, lng } = L.latLng(at);
  IncidentMap.memoryOf(map).pageView = [lat, lng, zoom];
};

// Whether a hand, and not the page, has brought the map here.
IncidentMap.isMovedByHand = (map) => {
  const [lat, lng, zoom] = IncidentMap.memoryOf(map).pageView;
  const apart = map.latLngToContainerPoint([lat, lng]).distanceTo(map.getSize().divideBy(2));
  return zoom !== map.getZoom() || apart > MOVED_BY_HAND;
};

IncidentMap.Framing = class {
  constructor(coordinator) {
    this.coordinator = coordinator;
    this.map = coordinator.map;
    this.shown = null;
    this.map.on("marksplaced resize", () => this.follow());
  }

  // New layers have come. A wish of the page to look somewhere (look.js) goes before the rule.
  begin() {
    const [layer] = this.coordinator.layers;
    this.shown = layer ? layer.shown : null;
    const isNew = !this.shown || IncidentMap.memoryOf(this.map).shown !== this.shown.key;
    if (this.shown) IncidentMap.memoryOf(this.map).shown = this.shown.key;
    this.waiting = isNew && !this.map.hasWish;
    if (this.shown && !this.outside) this.outside = new IncidentMap.Outside(this).addTo(this.map);
  }

  // Once the marks are laid out, in a frame that has its size, and those of this window have come.
  follow() {
    const { x, y } = this.map.getSize();
    if (!this.waiting || !x || !y || IncidentMap.isBehind(this.coordinator)) return;
    this.waiting = false;
    if (this.isDue()) this.show(this.bounds("most"));
  }

  isDue() {
    const { inside, outside } = this.tally();
    if (!inside) return outside > 0;
    if (!this.shown || IncidentMap.isMovedByHand(this.map)) return false;
    return outside > FEW_OUTSIDE * (inside + outside) || this.zoomOf(this.bounds("most")) - this.map.getZoom() >= FAR_TOO_WIDE;
  }

  // How many incidents have their mark in the frame and how many outside, those included whose marks are not fetched.
  tally() {
    const frame = this.map.getBounds();
    const sums = { inside: 0, outside: 0, points: 0 };
    for (const mark of this.coordinator.marks) {
      const { count } = mark.item.symbol;
      sums[frame.contains(mark.getLatLng()) ? "inside" : "outside"] += count;
      if (mark.item.form !== "pill") sums.points += count;
    }
    if (this.coordinator.windows.address) sums.outside += Math.max(this.shown.points - sums.points, 0);
    return sums;
  }

  // The corners of `most` or of `all` that is shown; where it has no points, of its labels.
  bounds(what) {
    const corners = this.shown && this.shown[what];
    return L.latLngBounds(corners || this.coordinator.marks.map((mark) => mark.getLatLng()));
  }

  zoomOf(bounds) {
    return Math.min(this.map.getBoundsZoom(bounds, false, L.point(2 * AROUND_POINTS, 2 * AROUND_POINTS)), NEAREST_FRAME);
  }

  show(bounds) {
    const first = IncidentMap.firstView(this.map);
    const zoom = this.zoomOf(bounds);
    if (first.bounds.contains(bounds) && zoom - first.zoom < FAR_TOO_WIDE) this.go(first.center, first.zoom);
    else this.goToMiddle(bounds, zoom);
  }

  goToMiddle(bounds, zoom) {
    const ends = [bounds.getSouthWest(), bounds.getNorthEast()].map((end) => this.map.project(end, zoom));
    this.go(this.map.unproject(ends[0].add(ends[1]).divideBy(2), zoom), zoom);
  }

  go(at, zoom) {
    IncidentMap.notePageView(this.map, at, zoom);
    this.map.setView(at, zoom, { animate: false });
  }
};

// A word on the map for what lies outside its frame, which nobody would miss otherwise; a click shows all.
IncidentMap.Outside = L.Control.extend({
  options: { position: "topright" },

  initialize(framing) {
    this.framing = framing;
  },

  onAdd(map) {
    this.button = L.DomUtil.create("button", "incidentmap-outside");
    [this.button.type, this.button.hidden] = ["button", true];
    L.DomEvent.disableClickPropagation(this.button).on(this.button, "click", () => this.framing.show(this.framing.bounds("all")));
    map.on("marksplaced moveend", this.tell, this);
    return this.button;
  },

  // While marks are still on their way nobody knows, and nothing is said.
  tell() {
    const { coordinator, shown } = this.framing;
    const [layer] = coordinator.layers;
    const tellsOne = IncidentMap.isPresented() && layer && layer.selected; // and not what all is shown
    const outside = shown && !tellsOne && !IncidentMap.isBehind(coordinator) ? this.framing.tally().outside : 0;
    this.button.hidden = !outside;
    if (!outside) return;
    const offer = L.DomUtil.create("span");
    offer.textContent = " – show all";
    this.button.replaceChildren(`${outside.toLocaleString("en")} outside this frame`, offer);
  },
});
