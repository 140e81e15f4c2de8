// Which of the incidents in the file are shown: by category, by days, by words. The same rules as those of the filters.
"use strict";

const DAY = 86_400_000; // milliseconds

HandOut.dayOf = (iso) => Math.round(Date.parse(iso) / DAY);

// Days as numbers since 1970; one with an open start counts at its latest day.
HandOut.dated = (incident) => {
  const last = HandOut.dayOf(incident.to);
  return { ...incident, first: incident.from === null ? last : HandOut.dayOf(incident.from), last, isOpen: incident.from === null };
};

// `off` are the categories left out, `from` and `to` days, null for no bound; every word has to be somewhere.
HandOut.narrow = (incidents, { off, from, to, words }) =>
  incidents.filter((one) =>
    !off.includes(one.category) &&
    (from === null || one.last >= from) && (to === null || one.first <= to) && // it may lie between them
    words.every((word) => one.search.includes(word)));

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

HandOut.dayWords = (day) => {
  const at = new Date(day * DAY);
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
};

HandOut.counted = (number, one, several = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : several}`;

// Bins of the time line: as many days make a day, a week, a month or a year each.
const MOST_DAYS = { day: 62, week: 731, month: 30 * 366 };

HandOut.unitOf = (days) => Object.keys(MOST_DAYS).find((unit) => days <= MOST_DAYS[unit]) || "year";

const beginOf = (year, month) => {
  const at = new Date(0);
  at.setUTCFullYear(year, month, 1); // as Date.UTC would take the year 99 for 1999
  return Math.round(at / DAY);
};

// The first day of the bin of a day; weeks begin on Monday, and the day 0 was a Thursday.
HandOut.binOf = (day, unit) => {
  if (unit === "day") return day;
  if (unit === "week") return day - ((((day + 3) % 7) + 7) % 7);
  const at = new Date(day * DAY);
  return beginOf(at.getUTCFullYear(), unit === "month" ? at.getUTCMonth() : 0);
};

HandOut.binEnd = (start, unit) => {
  if (unit === "day" || unit === "week") return start + (unit === "week" ? 7 : 1);
  const at = new Date(start * DAY);
  return unit === "month" ? beginOf(at.getUTCFullYear(), at.getUTCMonth() + 1) : beginOf(at.getUTCFullYear() + 1, 0);
};

// Counts by bin, category and open start, each incident once, at its latest day.
HandOut.bins = (incidents, unit) => {
  const found = new Map();
  for (const { last, category, isOpen } of incidents) {
    const start = HandOut.binOf(last, unit);
    const key = `${start}|${category}|${isOpen}`;
    const bin = found.get(key) || { start, category, isOpen, count: 0 };
    bin.count += 1;
    found.set(key, bin);
  }
  return [...found.values()];
};

// How many of the sorted days lie before the last gap of more than a year that has only few before it; see data_days.py.
const LONG_GAP = 366;
const FEW_BEFORE = 0.2;

HandOut.fewBeforeGap = (days) => {
  let found = 0;
  for (let i = 1; i <= FEW_BEFORE * days.length; i++) if (days[i] - days[i - 1] > LONG_GAP) found = i;
  return found;
};

// The ends of the axis of time, and what lies beyond them: a few long before, and what is dated after the data's last day.
HandOut.axisOf = (incidents, until) => {
  if (!incidents.length) return { first: 0, last: 0, start: 0, end: 0, earlier: [], later: [] };
  const first = incidents.reduce((least, one) => Math.min(least, one.first), Infinity);
  const lasts = incidents.map((one) => one.last).sort((a, b) => a - b);
  const [few, last] = [HandOut.fewBeforeGap(lasts), lasts[lasts.length - 1]];
  const end = lasts[0] > until ? last : Math.min(last, until);
  const earlier = lasts.slice(0, few);
  const later = lasts.filter((day) => day > end);
  return { first, last, start: few ? Math.min(lasts[few], end) : first, end, earlier, later };
};
