// The map without a browser: the screen's own scripts lay it out and draw it, and what they draw is written down.
// Lengths are pixels from the window's north-western corner; `Z` closes a ring.
"use strict";

const MARGIN = 40; // pixels around the window within which lines are still drawn: no cut edge shows

const cents = (number) => Math.round(number * 100) / 100;

// A colour and its opacity apart: not every format knows rgba().
const opaque = (colour) => {
  const [, red, green, blue, opacity] = colour.match(/^rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)$/) || [];
  if (red === undefined) return [colour, 1];
  return [`#${[red, green, blue].map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`, Number(opacity)];
};

const FRESH = { globalAlpha: 1, lineWidth: 1, strokeStyle: "", fillStyle: "", font: "", textAlign: "left", textBaseline: "alphabetic", letterSpacing: "0px", dashes: [] };

// A canvas that keeps strokes, fills and words instead of pixels.
class Notes {
  constructor() {
    Object.assign(this, FRESH, { kept: [], saved: [] });
  }

  save() { this.saved.push(Object.fromEntries(Object.keys(FRESH).map((name) => [name, this[name]]))); }
  restore() { Object.assign(this, this.saved.pop()); }
  setLineDash(dashes) { this.dashes = dashes; }

  beginPath() { this.path = []; }
  closePath() { this.path.push(["Z"]); }
  moveTo(x, y) { this.path.push(["M", cents(x), cents(y)]); }
  lineTo(x, y) { this.path.push([this.path.length ? "L" : "M", cents(x), cents(y)]); }

  rect(x, y, w, h) {
    this.moveTo(x, y);
    [[x + w, y], [x + w, y + h], [x, y + h]].forEach((corner) => this.lineTo(...corner));
    this.closePath();
  }

  roundRect(x, y, w, h, round) {
    const turn = Math.PI / 2;
    this.moveTo(x + round, y);
    [[x + w - round, y + round, -1], [x + w - round, y + h - round, 0], [x + round, y + h - round, 1], [x + round, y + round, 2]]
      .forEach(([cx, cy, quarter]) => this.arc(cx, cy, round, quarter * turn, (quarter + 1) * turn));
    this.closePath();
  }

  arc(x, y, radius, from, to) { this.ellipse(x, y, radius, radius, from, to); }

  // As curves of a quarter at most, which every format knows.
  ellipse(x, y, rx, ry, from, to) {
    const steps = Math.ceil((to - from) / (Math.PI / 2) - 1e-9);
    const step = (to - from) / steps;
    const reach = (4 / 3) * Math.tan(step / 4);
    const at = (turn, out) => [x + rx * (Math.cos(turn) - out * Math.sin(turn)), y + ry * (Math.sin(turn) + out * Math.cos(turn))];
    this.lineTo(...at(from, 0));
    for (let i = 0; i < steps; i++) {
      const [a, b] = [from + i * step, from + (i + 1) * step];
      this.path.push(["C", ...[...at(a, reach), ...at(b, -reach), ...at(b, 0)].map(cents)]);
    }
  }

  fill() {
    this.keep({ fill: this.fillStyle, fill_opacity: this.globalAlpha });
  }

  stroke() {
    this.keep({ stroke: this.strokeStyle, stroke_opacity: this.globalAlpha, stroke_width: this.lineWidth, dashes: this.dashes });
  }

  keep(style) {
    if (this.path.length) this.kept.push({ path: this.path, ...style });
  }

  fillText(text, x, y) { this.write(text, x, y, { colour: this.fillStyle }); }
  strokeText(text, x, y) {
    const [halo, halo_opacity] = opaque(this.strokeStyle);
    this.write(text, x, y, { halo, halo_opacity, halo_width: this.lineWidth });
  }

  write(text, x, y, ink) {
    const [, slant, weight, size] = this.font.match(/^(italic )?(\d+) ([\d.]+)px/);
    const down = this.textBaseline === "middle" ? 0.33 * size : 0; // from the middle of its letters to its baseline
    this.kept.push({
      text, x: cents(x), y: cents(y + down), size: cents(Number(size)), weight: Number(weight), italic: Boolean(slant), align: this.textAlign,
      spacing: parseFloat(this.letterSpacing), length: this.textAlign === "left" ? cents(textWidthOf(text, this.font)) : 0, ...ink,
    });
  }
}

// As much of a Leaflet map as the scripts ask for: a window of some size at a whole zoom, stretched or shrunk to lie between two.
const mapOf = ({ zoom, stretch, middle, width, height }) => {
  const crs = L.CRS.EPSG3857;
  const size = L.point(width, height);
  const map = {
    options: { theme: "light", crs, zoom },
    project: (at, z = zoom) => crs.latLngToPoint(L.latLng(at), z).multiplyBy(stretch),
    unproject: (point, z = zoom) => crs.pointToLatLng(L.point(point).divideBy(stretch), z),
    getZoom: () => zoom,
    getSize: () => size,
    getPixelOrigin: () => map.corner,
    getPixelBounds: () => L.bounds(map.corner, map.corner.add(size)),
    getBounds: () => L.latLngBounds(map.unproject(map.corner), map.unproject(map.corner.add(size))),
    latLngToLayerPoint: (at) => map.project(at).subtract(map.corner),
    getPane: () => ({ style: {} }),
    ...Object.fromEntries(["on", "fire", "addLayer", "removeLayer"].map((name) => [name, () => map])),
  };
  map.corner = map.project(middle).subtract(size.divideBy(2));
  return map;
};

const layersOf = (group) => (group.getLayers ? group.getLayers().flatMap(layersOf) : [group]);

// Leaflet's own projection, clipping and simplifying of one line, area or circle.
const prepare = (layer, map) => {
  const reach = L.point(MARGIN, MARGIN);
  const edge = L.bounds(reach.multiplyBy(-1), map.getSize().ceil().add(reach)); // whole, or Leaflet would cut for ever
  [layer._map, layer._renderer] = [map, { _bounds: edge, options: {} }];
  layer._project();
  if (!layer._rings) return;
  layer._clipPoints();
  layer._simplifyPoints();
};

const trace = (notes, layer) => {
  notes.beginPath();
  if (layer._rings) {
    for (const part of layer._parts) {
      part.forEach(({ x, y }, i) => notes[i ? "lineTo" : "moveTo"](x, y));
      if (layer instanceof L.Polygon) notes.closePath();
    }
    return;
  }
  const { x, y } = layer._point;
  notes.ellipse(x, y, layer._radius, layer._radiusY || layer._radius, 0, 2 * Math.PI);
  notes.closePath();
};

// One line or area under its style, as Leaflet's canvas would paint it.
const noteLayer = (layer, map) => {
  const notes = new Notes();
  if (layer instanceof IncidentMap.Mark) {
    layer._point = map.latLngToLayerPoint(layer.getLatLng());
    IncidentMap.drawGlyph(notes, layer, IncidentMap.themeOf(map), map.getZoom());
    return notes.kept;
  }
  prepare(layer, map);
  trace(notes, layer);
  const { fill, fillColor, fillOpacity, stroke, color, weight, opacity, dashArray } = layer.options;
  const isHatched = Boolean(fillColor && fillColor.isHatch);
  if (!notes.path.length || !(opacity || fillOpacity)) return [];
  const filled = fill && { fill: isHatched ? color : fillColor || color, fill_opacity: isHatched ? HATCH.opacity : fillOpacity, is_hatched: isHatched };
  const lined = stroke && weight && { stroke: color, stroke_opacity: opacity, stroke_width: weight, dashes: dashArray ? dashArray.split(" ").map(Number) : [] };
  return [{ path: notes.path, ...filled, ...lined }];
};

const noteAll = (group, map) => layersOf(group).flatMap((layer) => noteLayer(layer, map));

const groundOf = (map, outlines, detail) => {
  const land = new IncidentMap.Outlines("", { detail: null });
  land._map = map;
  land._draw(outlines);
  const waters = new IncidentMap.Waters(detail);
  waters._map = map;
  waters.onAdd(map);
  const [coasts, ...lines] = layersOf(land);
  return { land: noteLayer(coasts, map), waters: noteAll(waters, map), borders: lines.flatMap((line) => noteLayer(line, map)) };
};

const reliefOf = (map, bounds) => {
  const relief = new IncidentMap.Relief("", bounds);
  [relief._map, relief._image] = [map, { style: {} }];
  relief._fade();
  const [south, west, north, east] = bounds;
  const [from, to] = [map.latLngToLayerPoint([north, west]), map.latLngToLayerPoint([south, east])];
  return relief._image.style.display === "none" ? null : { box: [from.x, from.y, to.x - from.x, to.y - from.y], opacity: relief.options.opacity };
};

// No name stands in the boxes `nameless`, [x, y, width, height] each: something else will.
const namesOf = (map, labels, nameless) => {
  for (const [x, y, w, h] of nameless) IncidentMap.markBoxes(map).push({ x: map.corner.x + x + w / 2, y: map.corner.y + y + h / 2, w, h });
  const names = new IncidentMap.Names(labels);
  [names._map, names.redraw] = [map, () => {}];
  names.settle();
  const notes = new Notes();
  const seen = map.getPixelBounds();
  const isWhole = ({ x, y, w, h }) => seen.contains(L.bounds([x - w / 2, y - h / 2], [x + w / 2, y + h / 2]));
  for (const name of names.settled.filter(isWhole))
    IncidentMap.drawName(notes, name, L.point(name.x, name.y).subtract(map.corner), name.sign && L.point(name.sign.x, name.sign.y).subtract(map.corner), IncidentMap.themeOf(map));
  return notes.kept;
};

// The circles of the filter, each with its length written upon it, as the tooltip on the screen.
const circlesOf = (map, circles) => {
  const group = new IncidentMap.Circles(circles);
  circles.forEach((circle) => group._draw(map, circle));
  return layersOf(group).flatMap((layer) => (layer instanceof L.Tooltip ? noteTooltip(layer, map) : noteLayer(layer, map)));
};

const TOOLTIP = { font: `600 13px ${IncidentMap.font}`, high: 21, aside: 6 }; // incidentmap.css

const noteTooltip = (layer, map) => {
  const { x, y } = map.latLngToLayerPoint(layer.getLatLng());
  const wide = IncidentMap.textWidth(layer.getContent(), TOOLTIP.font) + 2 * TOOLTIP.aside;
  const { paper, text } = IncidentMap.themeOf(map);
  const notes = new Notes();
  notes.beginPath();
  notes.roundRect(x - wide / 2, y - TOOLTIP.high / 2, wide, TOOLTIP.high, 6);
  notes.fillStyle = paper;
  notes.fill();
  Object.assign(notes, { font: TOOLTIP.font, textAlign: "center", textBaseline: "middle", fillStyle: text });
  notes.fillText(layer.getContent(), x, y);
  return notes.kept;
};

const markOf = (layer, map) => {
  const { symbol, form, w, h } = layer.item;
  const { x, y } = map.latLngToLayerPoint(layer.getLatLng());
  const { name, category, count, where_prec, place_id } = symbol;
  return { name, category, count, where_prec, form, place_id, is_cell: IncidentMap.isCell(symbol), box: [x - w / 2, y - h / 2, w, h], drawn: noteLayer(layer, map) };
};

// A symbol by itself as it is drawn while it is open: where it stands if nothing has to make room, with what is around it.
const aloneOf = (symbol, layer, map) => {
  const { areas } = IncidentMap.coordinatorOf(map);
  const item = { ...IncidentMap.coordinatorOf(map).itemOf(symbol, layer), symbol: { ...symbol, selected: true }, first: true, last: true };
  const mark = markOf(new IncidentMap.Mark(map.unproject([item.x, item.y]), item), map);
  const strong = (outline) => Object.assign(Object.create(outline), { options: Object.assign(Object.create(outline.options), STRONG) });
  const around = symbol.outlines.map((ref) => areas.drawn.get(ref)).filter(Boolean).map(strong);
  const isRound = !around.length && item.form !== "pill" && symbol.where_prec !== 1 && symbol.radius_km;
  if (isRound) around.push(IncidentMap.surroundings(symbol, IncidentMap.themeOf(map)));
  return { ...mark, drawn: [...around.flatMap((each) => noteLayer(each, map)), ...mark.drawn] };
};

// `rows` are those of mapping/layers.py, `areas` the answers for their outlines, by version of the gazetteer. Whether each
// symbol is also noted by itself says `withAlone`.
const noteMap = ({ window: seen, rows, areas, circles, nameless, withAlone, outlines, detail, reliefBounds }) => {
  const map = mapOf(seen);
  const coordinator = IncidentMap.coordinatorOf(map);
  coordinator.areas.fetch = () => {}; // all that can be had is given
  areas.forEach(([version, answer]) => coordinator.areas.take(version, answer));
  const groups = Object.keys(IncidentMap.categories).map((category) => new IncidentMap.Symbols(rows.filter((row) => row[2] === category), null, category, null));
  groups.forEach((group) => coordinator.layers.add(group));
  coordinator.draw();
  const all = groups.flatMap(layersOf);
  const isMark = (layer) => layer instanceof IncidentMap.Mark;
  const isArea = (layer) => layer.options.pane === "areas";
  const note = (keep) => all.filter(keep).flatMap((layer) => noteLayer(layer, map));
  return {
    background: IncidentMap.themeOf(map).water,
    hatch: HATCH,
    ground: groundOf(map, outlines, detail),
    relief: reliefOf(map, reliefBounds),
    areas: note(isArea),
    names: namesOf(map, [...outlines.labels, ...detail.labels.map(labelOf)], nameless),
    around: [...note((layer) => !isMark(layer) && !isArea(layer)), ...circlesOf(map, circles)],
    marks: all.filter(isMark).map((layer) => markOf(layer, map)),
    alone: withAlone ? groups.flatMap((group) => group.symbols.map((symbol) => aloneOf(symbol, group, map))) : [],
  };
};

// A sample of each category and form for a legend, around the corner of its own picture, with the width it takes.
const noteLegend = () => {
  const map = mapOf({ zoom: 7, stretch: 1, middle: [0, 0], width: 0, height: 0 });
  const at = (x, y) => map.unproject(map.corner.add([x, y]));
  const theme = IncidentMap.themeOf(map);
  const symbolOf = (known) => ({ place_id: "", place_ids: [], outlines: [], name: "Name", count: 1, where_prec: 1, latitude: 0, longitude: 0, ...known });
  const glyph = (known, x = 0, y = 0) => {
    const symbol = symbolOf(known);
    const form = IncidentMap.formOf(symbol);
    const item = { symbol, form, first: true, last: true, ...IncidentMap.measure(symbol, form, map.getZoom()) };
    const notes = new Notes();
    IncidentMap.drawGlyph(notes, { item, _point: { x, y } }, theme, map.getZoom());
    return { parts: notes.kept, width: item.w };
  };
  const under = (layers, { parts, width }, wider = 0) => ({ parts: [...layers.flatMap((layer) => noteLayer(layer, map)), ...parts], width: width + wider });
  const near = { category: "attack", where_prec: 2, radius_km: 22 };
  const corners = [at(-17, -11), at(17, -11), at(17, 11), at(-17, 11)];
  const outline = new IncidentMap.Areas(map, () => {}).outline({ rings: [corners] }, { addLayer() {} });
  const categories = Object.keys(IncidentMap.categories);
  return {
    ...Object.fromEntries(categories.map((category) => [category, glyph({ category })])),
    solid: glyph({ category: "attack" }),
    halo: under([IncidentMap.surroundings(symbolOf(near), theme)], glyph(near), 8),
    "outline or ring": under([outline], { parts: [], width: 36 }),
    name: glyph({ category: "attack", count: 3, where_prec: 6 }),
    hollow: glyph({ category: "attack", hollow: true }),
    "thin line": under(IncidentMap.hairline(at(-20, 4), at(10, -2), theme), glyph({ category: "attack" }, 10, -2), 20),
    "double rim": glyph({ category: "attack", count: 2, place_id: "cell:" }),
  };
};
