// How names on the base map look, and how one is drawn.
"use strict";

const grow = (from, by, most) => (z, since) => Math.min(from + (z - since) * by, most);

IncidentMap.nameStyles = {
  country: { rank: 0, colour: "country", weight: 600, size: (z) => Math.min(11 + (z - 3) * 1.6, 20), spacing: 2, caps: true },
  sea: { rank: 1, colour: "sea", weight: 400, slant: "italic ", size: (z) => Math.min(11 + (z - 4), 16), spacing: 1, bare: true },
  city: { rank: 2, colour: "city", weight: 600, size: grow(12, 0.7, 16), spacing: 0, sign: "dot", far: true },
  base: { rank: 3, colour: "base", weight: 600, size: grow(11, 0.4, 13), spacing: 0.2, sign: "field" },
  admin1: { rank: 4, colour: "region", weight: 500, size: (z) => Math.min(10.5 + (z - 6) * 0.8, 15), spacing: 1.2 },
  town: { rank: 5, colour: "city", weight: 500, size: grow(11, 0.5, 14), spacing: 0, sign: "dot" },
  lake: { rank: 6, colour: "sea", weight: 400, slant: "italic ", size: grow(11, 0.5, 14), spacing: 0.5 },
  river: { rank: 6, colour: "sea", weight: 400, slant: "italic ", size: grow(11.5, 0.5, 14), spacing: 1 },
};

const fontOf = ({ style, zoom: since }, zoom) =>
  `${style.slant || ""}${style.weight} ${style.size(zoom, since)}px ${IncidentMap.font}`;

// A name may be Arabic: it is isolated, as everywhere.
IncidentMap.nameOf = ({ kind, name, at, zoom }) => {
  const style = IncidentMap.nameStyles[kind];
  return { kind, name, zoom, style, place: [at[1], at[0]], text: `\u2068${style.caps ? name.toUpperCase() : name}\u2069` };
};

IncidentMap.drawName = (ctx, { style, text, font, zoom }, at, sign, theme) => {
  ctx.save();
  ctx.globalAlpha = 1;
  ctx.font = font;
  ctx.letterSpacing = `${style.spacing}px`;
  [ctx.textAlign, ctx.textBaseline, ctx.lineJoin, ctx.direction] = ["center", "middle", "round", "ltr"];
  [ctx.lineWidth, ctx.strokeStyle, ctx.fillStyle] = [3, theme.halo, theme[style.colour]];
  if (!style.bare) ctx.strokeText(text, at.x, at.y);
  ctx.fillText(text, at.x, at.y);
  if (sign) drawSign(ctx, style.sign, sign, zoom);
  ctx.restore();
};

// A town's dot, larger for a larger town; a base's triangle. No form and no colour that a mark has.
const drawSign = (ctx, form, { x, y }, since) => {
  const half = form === "field" ? 4 : since <= 6 ? 2.8 : since <= 8 ? 2.2 : 1.7;
  ctx.beginPath();
  if (form === "dot") ctx.arc(x, y, half, 0, 2 * Math.PI);
  else [[0, -half], [half, half * 0.8], [-half, half * 0.8]].forEach(([dx, dy]) => ctx.lineTo(x + dx, y + dy));
  ctx.closePath();
  ctx.lineWidth = 2;
  ctx.stroke();
  ctx.fill();
};
