// Where symbols stand at one zoom. Pure geometry in screen pixels, no Leaflet: same input, same answer.
//
// 1. Symbols of one place stand side by side: a group.
// 2. Marks are placed first, then chips, then pills, whose place is a whole country; each by count, largest first: at their
//    true place, or at the nearest free spot around it; a chip anywhere inside its own area, or on the rim of its own ring;
//    a pill where the window does not cut it.
// 3. A group without a free spot joins a placed one of its form, but only one whose true place is close to its own, and
//    all are placed anew. Where there is none, it moves farther. A mark far from its place would lie about the place.
"use strict";

// Boxes {x, y, w, h} around a middle point, found again by the cells they touch.
IncidentMap.Grid = class {
  constructor(size = 64) {
    this.size = size;
    this.cells = new Map();
  }

  *keys(box) {
    const cell = (value) => Math.floor(value / this.size);
    for (let i = cell(box.x - box.w / 2); i <= cell(box.x + box.w / 2); i++)
      for (let j = cell(box.y - box.h / 2); j <= cell(box.y + box.h / 2); j++) yield i * 4194304 + j;
  }

  *hits(box) {
    const hit = (other) => Math.abs(box.x - other.x) * 2 < box.w + other.w && Math.abs(box.y - other.y) * 2 < box.h + other.h;
    for (const key of this.keys(box)) for (const other of this.cells.get(key) || []) if (hit(other)) yield other;
  }

  free(box) {
    return this.hits(box).next().done;
  }

  add(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
};

// Spots around a place, nearest first, as [dx, dy, distance]; the east side first, then clockwise.
IncidentMap.spots = (reach) => {
  const found = [[0, 0, 0]];
  for (let far = 7; far <= reach; far += 7) {
    const around = Math.max(8, Math.round(far / 2));
    for (let i = 0; i < around; i++) {
      const turn = (2 * Math.PI * i) / around;
      found.push([far * Math.cos(turn), far * Math.sin(turn), far]);
    }
  }
  return found;
};

// Pixels. How far a group is moved, beside half its width, before it looks for one to join; a pill's place is a whole
// country. How close that one must be. And how far a group is moved that finds none.
const reachOf = (form, zoom) => (form === "pill" ? 120 : zoom < 7 ? 22 : zoom < 8 ? 40 : 60);
const closeAt = (zoom) => (zoom < 6 ? 48 : 40); // far out, moving leads abroad sooner than joining does
const FARTHEST = 140;
IncidentMap.formOrder = { mark: 0, chip: 1, pill: 2 };
const GAP = 3;
const gapWithin = ({ form }) => (form === "chip" ? 0 : GAP); // the categories of an area stand on one label
const CATEGORIES = Object.keys(IncidentMap.categories);
const SPOTS = IncidentMap.spots(FARTHEST);

// Items {symbol, form, x, y, w, h} -> groups of one place and form, largest first.
IncidentMap.groupItems = (items) => {
  const groups = new Map();
  for (const item of items) {
    const key = [item.form, item.symbol.place_id, Math.round(item.x), Math.round(item.y)].join("|");
    if (!groups.has(key)) groups.set(key, { key, form: item.form, x: item.x, y: item.y, rim: item.rim, inside: item.inside, items: [] });
    groups.get(key).items.push(item);
  }
  return [...groups.values()].map(IncidentMap.sizeGroup).map(hang).sort(byWeight);
};

// A label that may stand anywhere in its outline makes way for one that has only a rim.
const roams = (group) => (group.inside ? 1 : 0);
const byWeight = (a, b) =>
  IncidentMap.formOrder[a.form] - IncidentMap.formOrder[b.form] || roams(a) - roams(b) || b.count - a.count || (a.key < b.key ? -1 : 1);

// Pills hang from their place, or two of them would cover the name above.
const hang = (group) => (group.form === "pill" ? { ...group, y: group.y + (group.h - group.items[0].h) / 2 } : group);

// Marks stand in a row, pills in a column, chips are joined to one label; the categories always in the same order.
IncidentMap.sizeGroup = (group) => {
  group.items.sort((a, b) => CATEGORIES.indexOf(a.symbol.category) - CATEGORIES.indexOf(b.symbol.category));
  group.items.forEach((item, i) => Object.assign(item, { first: i === 0, last: i === group.items.length - 1 }));
  const gap = gapWithin(group);
  const sum = (side) => group.items.reduce((all, item) => all + item[side] + gap, -gap);
  const most = (side) => Math.max(...group.items.map((item) => item[side]));
  group.count = group.items.reduce((all, item) => all + item.symbol.count, 0);
  [group.w, group.h] = group.form === "pill" ? [most("w"), sum("h")] : [sum("w"), most("h")];
  return group;
};

// Place every group; `join(into, groups)` gives the group that stands for them all.
IncidentMap.place = (groups, zoom, join) => {
  for (;;) {
    const grid = new IncidentMap.Grid();
    const placed = [];
    const crowded = [];
    for (const group of groups) (settle(group, grid, reachOf(group.form, zoom) + group.w / 2) ? placed : crowded).push(group);
    const joins = new Map();
    for (const group of crowded) {
      const into = nearest(group, placed, closeAt(zoom)) || (!settle(group, grid, FARTHEST) && nearest(group, placed, Infinity));
      if (into) joins.set(into, [...(joins.get(into) || []), group]);
      else placed.push(group);
    }
    if (joins.size === 0) return placed;
    groups = placed.map((group) => (joins.has(group) ? join(group, joins.get(group)) : group)).sort(byWeight);
  }
};

const settle = (group, grid, reach) => {
  [group.atX, group.atY, group.moved] = [group.x, group.y, false];
  for (const [dx, dy] of ownSpots(group)) if (stand(group, grid, dx, dy, false)) return true;
  for (const [dx, dy, far] of SPOTS) {
    if (far > reach) return false;
    if (stand(group, grid, dx, dy, far > 0)) return true;
  }
  return false;
};

const stand = (group, grid, dx, dy, moved) => {
  const box = { x: group.x + dx, y: group.y + dy, w: group.w + GAP, h: group.h + GAP };
  if (!grid.free(box)) return false;
  grid.add(box);
  [group.atX, group.atY, group.moved] = [box.x, box.y, moved];
  return true;
};

// Spots where a label still says which area it is of, and needs no hairline; of a pill, those where it is not cut.
const ownSpots = (group) => {
  if (group.inside) return insideSpots(group);
  return group.form === "chip" ? rimSpots(group.rim) : [];
};

// Asked for again at each joining of others, so what was found is kept.
function* insideSpots(group) {
  group.within = group.within || [];
  for (const [i, [dx, dy]] of SPOTS.entries()) {
    if (group.within[i] === undefined) group.within[i] = group.inside(group.x + dx, group.y + dy);
    if (group.within[i]) yield SPOTS[i];
  }
}

// Spots on the rim of a ring, seen from its northern point; from there to both sides.
const rimSpots = (radius) =>
  [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8, 9].map((step) => {
    const turn = (step * Math.PI) / 9;
    return [radius * Math.sin(turn), radius * (1 - Math.cos(turn))];
  });

const nearest = (group, placed, within) => {
  let best = null;
  let least = within ** 2;
  for (const other of placed) {
    const far = (other.x - group.x) ** 2 + (other.y - group.y) ** 2;
    if (other.form === group.form && far < least) [best, least] = [other, far];
  }
  return best;
};

// The middle of each item of a placed group.
IncidentMap.spread = (group) => {
  const column = group.form === "pill";
  let run = column ? group.atY - group.h / 2 : group.atX - group.w / 2;
  return group.items.map((item) => {
    const side = column ? item.h : item.w;
    const middle = run + side / 2;
    run += side + gapWithin(group);
    return column ? { item, x: group.atX, y: middle } : { item, x: middle, y: group.atY };
  });
};
