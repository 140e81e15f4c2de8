// Cards and lists, built of text nodes: what a source says never becomes markup.
"use strict";

HandOut.element = (tag, given = {}, ...inside) => {
  const made = document.createElement(tag);
  const { className, ...attributes } = given;
  if (className) made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside.filter((one) => one !== null && one !== ""));
  return made;
};

const CLASSES = { q: "quiet", m: "marked" };

// One run of a line, see card_lines.py: b bold, q quiet, i isolated, m marked.
const runOf = (run) => {
  if (typeof run === "string") return run;
  const [how, text, address] = run;
  let made = document.createTextNode(text);
  if (how.includes("i")) made = HandOut.element("bdi", {}, made);
  if (how.includes("b")) made = HandOut.element("b", {}, made);
  if (address) made = HandOut.element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, made);
  const className = [...how].map((letter) => CLASSES[letter]).filter(Boolean).join(" ");
  return className ? HandOut.element("span", { className }, made) : made;
};

const lineIn = (tag, line) => HandOut.element(tag, {}, ...line.map(runOf));

const FORMS = {
  text: (lines) => lines.map((line) => lineIn("p", line)),
  list: (lines) => [HandOut.element("ul", {}, ...lines.map((line) => lineIn("li", line)))],
  quote: (lines) => lines.map((line) => HandOut.element("blockquote", { dir: "auto" }, ...line.map(runOf))),
  tags: (lines) => [HandOut.element("p", { className: "tags" }, ...lines.map((line) => lineIn("span", line)))],
};

const sectionOf = ([head, form, lines]) =>
  HandOut.element("section", {}, head ? HandOut.element("h3", {}, head) : null, ...FORMS[form](lines));

HandOut.CATEGORY_WORDS = { strike: "Strike", attack: "Attack", other: "Other" };

const glyphOf = ({ category, hollow }) =>
  HandOut.element("span", { className: `glyph ${category}${hollow ? " hollow" : ""}`, role: "img", "aria-label": `${HandOut.CATEGORY_WORDS[category]}${hollow ? ", intercepted" : ""}` });

const tlpOf = ({ tlp }) => (tlp ? HandOut.element("span", { className: `tlp tlp-${tlp.split("+")[0].toLowerCase()}` }, `TLP:${tlp}`) : null);

HandOut.card = (incident) =>
  HandOut.element("div", { className: "card" },
    HandOut.element("h2", {}, glyphOf(incident), `${HandOut.CATEGORY_WORDS[incident.category]}, ${incident.when}`, tlpOf(incident)),
    ...incident.card.map(sectionOf),
    HandOut.element("p", { className: "quiet id" }, "Record ", HandOut.element("bdi", {}, incident.id)));

// One line of the list, a button that opens the card.
HandOut.listed = (incident, isOpen) => {
  const where = incident.where ? HandOut.element("bdi", {}, incident.where) : "no place stated";
  const place = HandOut.element("span", { className: "where" }, where, incident.prec ? null : HandOut.element("i", {}, " (not placed)"));
  const first = HandOut.element("span", { className: "first" }, glyphOf(incident), HandOut.element("b", {}, incident.when), " ", place, tlpOf(incident));
  const summary = HandOut.element("span", { className: "summary" }, HandOut.element("bdi", {}, incident.summary || "No summary has been written."));
  const button = HandOut.element("button", { type: "button", "data-id": incident.id, ...(isOpen ? { "aria-current": "true" } : {}) }, first, " ", summary);
  return HandOut.element("li", {}, button);
};
