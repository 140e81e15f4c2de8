// From the incidents shown to the symbols that the map's scripts draw: one for each place and category, as query/place_marks.py
// joins them. Where those are too many, only those of a window are drawn, and the smallest are joined by cells of a grid, as
// mapping/symbols.py does.
"use strict";

const MOST_SYMBOLS = 2000;
const MOST_IDS = 50;
const KM_PER_DEGREE = 111.195;

const isOnArea = ({ prec }) => prec === 5 || prec === 6;

// It stands at the point of its best placed incident; precision and radius are those of the worst.
HandOut.joinByPlace = (incidents, places) => {
  const marks = new Map();
  for (const one of incidents) {
    if (!one.prec) continue;
    const key = `${one.place}|${one.category}|${isOnArea(one)}`;
    if (!marks.has(key)) marks.set(key, []);
    marks.get(key).push(one);
  }
  return [...marks.values()].map((members) => symbolRow(members, places));
};

const symbolRow = (members, places) => {
  const [{ place: number, category }] = members;
  const place = places[number];
  const worst = Math.max(...members.map(({ prec }) => prec));
  const best = members.reduce((found, one) => (one.prec < found.prec ? one : found));
  const radii = members.map(({ km }) => km).filter((km) => km !== null);
  const [label_latitude, label_longitude, outlines] = place.labels[worst] || [null, null, []];
  const [latitude, longitude] = best.at || [null, null];
  return [
    place.id, place.name, category, members.length, members.slice(0, MOST_IDS).map(({ id }) => id), worst, latitude, longitude,
    radii.length ? Math.max(...radii) : null, members.every(({ hollow }) => hollow), label_latitude, label_longitude, [], outlines,
  ];
};

// Latitude and longitude where a symbol is drawn; null where the map has no place for it.
HandOut.standsAt = ([, , , , , prec, latitude, longitude, , , label_latitude, label_longitude, , outlines]) => {
  const isLabel = isOnArea({ prec }) || outlines.length > 0;
  const at = isLabel ? [label_latitude, label_longitude] : [latitude, longitude];
  return at.includes(null) ? null : at;
};

// Those that touch a window; counts on areas are always there, as their labels are.
HandOut.within = (rows, [, south, west, north, east]) =>
  rows.filter((row) => {
    const [prec, latitude, longitude, km] = row.slice(5, 9);
    if (latitude === null) return true;
    const reach = prec >= 3 ? (km || 0) / KM_PER_DEGREE : 0;
    const aside = reach / Math.max(Math.cos((Math.min(Math.max(latitude, -80), 80) * Math.PI) / 180), 0.1);
    return latitude >= south - reach && latitude <= north + reach && longitude >= west - aside && longitude <= east + aside;
  });

const byRank = (a, b) => b[3] - a[3] || (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[2] < b[2] ? -1 : 1);

// At most so many symbols, and every count: the larger half of them stays as it is.
HandOut.thin = (rows, most = MOST_SYMBOLS) => {
  if (rows.length <= most) return rows;
  const ranked = [...rows].sort(byRank);
  const kept = ranked.slice(0, most / 2);
  const rest = ranked.slice(most / 2);
  let cells = null;
  for (let size = 1 / 16; !cells || cells.size > most - kept.length; size *= 2) cells = cellsOf(rest, size);
  return [...kept, ...[...cells.values()].map(joinRows)];
};

const cellsOf = (rows, size) => {
  const cells = new Map();
  for (const row of rows) {
    const [latitude, longitude] = HandOut.standsAt(row);
    const key = [row[2], row[5], Math.floor(latitude / size), Math.floor(longitude / size)].join("|");
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(row);
  }
  return cells;
};

const joinRows = (rows) => {
  if (rows.length === 1) return rows[0];
  const symbols = rows.map((row) => IncidentMap.symbolOf(row, null));
  const joined = IncidentMap.joinSymbols(symbols[0], symbols);
  return COLUMNS.map((column) => joined[column]);
};

// Where the incidents shown are: with a mark, on a label, on an area for which no map has a place, or nowhere.
HandOut.tally = (incidents, rows) => {
  const sum = (some) => some.reduce((all, row) => all + row[3], 0);
  const drawn = rows.filter(HandOut.standsAt);
  const onAreas = sum(drawn.filter(([, , , , , prec]) => isOnArea({ prec })));
  return { onMap: sum(drawn) - onAreas, onAreas, nowhere: sum(rows) - sum(drawn), unplaced: incidents.length - sum(rows) };
};
