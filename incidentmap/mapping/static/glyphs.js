// How symbols look: size, shape and count, drawn on canvas. Lengths are screen pixels.
"use strict";

// Precision (UCDP GED where_prec) decides the form: a mark on the place, a chip on an area's label, a labelled pill.
IncidentMap.formOf = ({ where_prec }) =>
  where_prec <= 2 ? "mark" : where_prec === 5 || where_prec === 6 ? "pill" : "chip";

// Area grows with the count, from a smallest area that can still be hit; capped, or one place would hide its region.
IncidentMap.radiusOf = (count, zoom) =>
  Math.min(Math.sqrt(100 + 14 * (count - 1)), 28) * (zoom < 5 ? 0.7 : zoom < 6 ? 0.85 : 1);

// Half the height of each shape, so that all have the area of the circle.
IncidentMap.halfOf = { circle: 1, diamond: 1.253, square: 0.886 };

const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();
IncidentMap.textWidth = (text, font) => {
  const key = `${font}|${text}`;
  if (widths.size > 20000) widths.clear();
  if (!widths.has(key)) {
    pen.font = font;
    widths.set(key, pen.measureText(text).width);
  }
  return widths.get(key);
};

const COUNT_FONT = `700 14px ${IncidentMap.font}`;
// A category's stretch of a label: its height, its font, half its symbol; far out there is little room.
const chipAt = (zoom) => {
  if (zoom < 6) return { h: 19, font: `700 11px ${IncidentMap.font}`, half: 4.5 };
  return zoom < 7 ? { h: 22, font: `700 12.5px ${IncidentMap.font}`, half: 5.5 } : { h: 26, font: COUNT_FONT, half: 7 };
};
const PILL_FONT = `600 14px ${IncidentMap.font}`;
const EDGE = 2; // the contrasting outline
const FIT = [1, 1.1, 1.05, 0.85, 0.68, 0.55]; // letter height to radius, by number of digits
const BLUR = 4; // the translucent rim of a mark that is only near its place
const STACK = 5; // a second line around a mark that stands for a cell of the grid

IncidentMap.isCell = ({ place_id }) => place_id.startsWith("cell:");

const measureChip = ({ count }, { h, font, half }) => ({ w: 4 * half + 6 + IncidentMap.textWidth(String(count), font), h });

IncidentMap.measure = (symbol, form, zoom) => {
  if (form === "chip") return measureChip(symbol, chipAt(zoom));
  const number = IncidentMap.textWidth(String(symbol.count), COUNT_FONT);
  if (form === "pill") return { w: 44 + number + IncidentMap.textWidth(symbol.name, PILL_FONT), h: 28 };
  const { shape } = IncidentMap.categories[symbol.category];
  const half = IncidentMap.radiusOf(symbol.count, zoom) * IncidentMap.halfOf[shape];
  const side = 2 * (half + EDGE + (IncidentMap.isCell(symbol) ? STACK : symbol.where_prec === 2 ? BLUR : 0));
  return { w: side, h: side };
};

const tracePath = (ctx, shape, x, y, half) => {
  ctx.beginPath();
  if (shape === "circle") ctx.arc(x, y, half, 0, 2 * Math.PI);
  else if (shape === "square") ctx.rect(x - half, y - half, 2 * half, 2 * half);
  else [[0, -half], [half, 0], [0, half], [-half, 0]].forEach(([dx, dy]) => ctx.lineTo(x + dx, y + dy));
  ctx.closePath();
};

// The outline that keeps a mark apart from any ground and from its neighbour: light, between two thin dark lines.
const drawOutline = (ctx, shape, x, y, half, theme) => {
  tracePath(ctx, shape, x, y, half + EDGE / 2);
  ctx.lineWidth = EDGE + 1.5;
  ctx.strokeStyle = theme.rim;
  ctx.stroke();
  ctx.lineWidth = EDGE;
  ctx.strokeStyle = theme.edge;
  ctx.stroke();
};

// A shape: filled, or hollow where every incident was intercepted.
const drawShape = (ctx, symbol, x, y, half, theme) => {
  const { shape, colour } = IncidentMap.categories[symbol.category];
  tracePath(ctx, shape, x, y, half);
  ctx.fillStyle = symbol.hollow ? theme.paper : colour;
  ctx.fill();
  if (!symbol.hollow) return;
  const line = Math.min(Math.max(half * 0.28, 3), 6);
  tracePath(ctx, shape, x, y, half - (shape === "diamond" ? line * 0.71 : line / 2));
  ctx.lineWidth = line;
  ctx.strokeStyle = colour;
  ctx.stroke();
};

const write = (ctx, text, x, y, font, colour, align) => {
  ctx.font = font;
  ctx.textAlign = align;
  ctx.textBaseline = "alphabetic";
  ctx.direction = "ltr";
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y + parseFloat(font.split(" ")[1]) * 0.36);
};

// Several places under one mark: a second line around it, as of a card beneath another.
const drawStack = (ctx, shape, x, y, half, theme, colour) => {
  tracePath(ctx, shape, x, y, half + STACK);
  ctx.fillStyle = theme.edge;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = colour;
  ctx.stroke();
};

const drawMark = (ctx, symbol, x, y, theme, zoom) => {
  const { shape, colour, ink } = IncidentMap.categories[symbol.category];
  const radius = IncidentMap.radiusOf(symbol.count, zoom);
  const half = radius * IncidentMap.halfOf[shape];
  if (IncidentMap.isCell(symbol)) drawStack(ctx, shape, x, y, half, theme, colour);
  else if (symbol.where_prec === 2) {
    tracePath(ctx, shape, x, y, half + EDGE + BLUR);
    ctx.globalAlpha = 0.35;
    ctx.fillStyle = colour;
    ctx.fill();
    ctx.globalAlpha = 1;
  }
  drawOutline(ctx, shape, x, y, half, theme);
  drawShape(ctx, symbol, x, y, half, theme);
  if (symbol.count < 2) return;
  const size = Math.min(Math.max(radius * (FIT[String(symbol.count).length] || 0.5), 11), 24);
  write(ctx, String(symbol.count), x, y, `700 ${size}px ${IncidentMap.font}`, symbol.hollow ? theme.text : ink, "center");
};

const drawBox = (ctx, x, y, w, h, round, theme, colour) => {
  ctx.beginPath();
  if (ctx.roundRect) ctx.roundRect(x - w / 2 + 1, y - h / 2 + 1, w - 2, h - 2, round);
  else ctx.rect(x - w / 2 + 1, y - h / 2 + 1, w - 2, h - 2);
  ctx.fillStyle = theme.paper;
  ctx.fill();
  ctx.lineWidth = 2;
  ctx.strokeStyle = colour;
  ctx.stroke();
};

// The rim of a stretch of a label: round at the label's ends; `open` where its neighbours stand.
const traceStretch = (ctx, { first, last }, left, right, y, round, open) => {
  const [top, bottom] = [y - round, y + round];
  ctx.beginPath();
  if (first) ctx.arc(left + round, y, round, Math.PI / 2, 1.5 * Math.PI);
  else ctx.moveTo(left, top);
  ctx.lineTo(last ? right - round : right, top);
  if (last) ctx.arc(right - round, y, round, -Math.PI / 2, Math.PI / 2);
  else ctx[open ? "moveTo" : "lineTo"](right, bottom);
  ctx.lineTo(first ? left + round : left, bottom);
};

const drawStretch = (ctx, item, left, right, y, round, theme) => {
  traceStretch(ctx, item, left, right, y, round, false);
  ctx.fillStyle = theme.paper;
  ctx.fill();
  traceStretch(ctx, item, left, right, y, round, true);
  ctx.lineWidth = item.symbol.selected ? 3.5 : 1.8;
  ctx.strokeStyle = item.symbol.selected ? theme.text : theme.area;
  ctx.stroke();
};

// A symbol beside its count; its rim keeps it apart from dark paper.
const drawSmall = (ctx, symbol, x, y, half, theme) => {
  const { shape } = IncidentMap.categories[symbol.category];
  drawShape(ctx, symbol, x, y, half * IncidentMap.halfOf[shape], theme);
  tracePath(ctx, shape, x, y, half * IncidentMap.halfOf[shape]);
  [ctx.lineWidth, ctx.strokeStyle] = [0.8, theme.area];
  ctx.stroke();
};

// A chip is one category's stretch of an area's label: its symbol small, and the count, whatever it is.
const drawChip = (ctx, item, x, y, theme, zoom) => {
  const { symbol, first, last, w, h } = item;
  const { font, half } = chipAt(zoom);
  const [left, right] = [x - w / 2 + (first ? 1 : 0), x + w / 2 - (last ? 1 : 0)];
  drawStretch(ctx, item, left, right, y, h / 2 - 1, theme);
  drawSmall(ctx, symbol, x - w / 2 + half + 6, y, half, theme);
  write(ctx, String(symbol.count), x + w / 2 - half, y, font, theme.text, "right");
};

// The name may be Arabic: it is isolated, or it would take the count with it.
const drawPill = (ctx, symbol, x, y, w, h, theme) => {
  const { shape, colour } = IncidentMap.categories[symbol.category];
  drawBox(ctx, x, y, w, h, 4, theme, colour);
  drawShape(ctx, symbol, x - w / 2 + 15, y, 7 * IncidentMap.halfOf[shape], theme);
  write(ctx, `\u2068${symbol.name}\u2069`, x - w / 2 + 28, y, PILL_FONT, theme.text, "left");
  write(ctx, String(symbol.count), x + w / 2 - 9, y, COUNT_FONT, theme.text, "right");
};

IncidentMap.drawGlyph = (ctx, mark, theme, zoom) => {
  const { symbol, form, w, h } = mark.item;
  const { x, y } = mark._point;
  ctx.save();
  ctx.globalAlpha = 1; // Leaflet leaves the opacity and the dashes of the layer before
  ctx.setLineDash([]);
  ctx.lineJoin = "round";
  if (form === "mark") drawMark(ctx, symbol, x, y, theme, zoom);
  else if (form === "chip") drawChip(ctx, mark.item, x, y, theme, zoom);
  else drawPill(ctx, symbol, x, y, w, h, theme);
  if (symbol.selected && form !== "chip") drawSelection(ctx, x, y, w, h, theme);
  ctx.restore();
};

const drawSelection = (ctx, x, y, w, h, theme) => {
  ctx.beginPath();
  ctx.rect(x - w / 2 - 3, y - h / 2 - 3, w + 6, h + 6);
  ctx.lineWidth = 2.5;
  ctx.strokeStyle = theme.text;
  ctx.stroke();
};
