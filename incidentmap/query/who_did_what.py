"""A table of who did what: an incident a row, with who is said to have done it, what answered it and whom it hurt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from incidentmap.index import Index, rows_of
from incidentmap.model import Incident, Record, Response, nations, record_words, words
from incidentmap.model.vocabulary import CasualtiesOf, Category, Measure, Status
from incidentmap.query.casualty_sums import Sum
from incidentmap.query.casualty_tallies import ANY
from incidentmap.query.listing import table

Safe = Callable[[str], str]
Pair = tuple[Measure, CasualtiesOf]
Row = dict[str, str]

CATEGORIES = {Category.STRIKE: "Strikes", Category.ATTACK: "Attacks", Category.OTHER: "Other events"}
_FIRST = ("Date", "What", "Where", "Who did it, and who says so", "Answers", "Answered by")


@dataclass(frozen=True)
class Told:
    """What the records alone do not say: names of actors and places, and the incidents on both ends of answers."""

    actors: Mapping[str, str]
    places: Mapping[str, str]
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    answered_by: Mapping[str, Sequence[str]] = field(default_factory=dict)


def columns(pairs: Iterable[Pair]) -> tuple[str, ...]:
    """Name the columns; each pair of measure and side that is stated has one."""
    return (*_FIRST, *map(_figures_title, pairs), "Id")


def row(record: Record, told: Told, pairs: Iterable[Pair], safe: Safe = str) -> Row:
    """Write one row; `safe` makes words from records safe to show."""
    incident, name = record.incident, record.incident_id
    cells = (
        _day(incident),
        _what(incident),
        safe(told.places.get(name, "")) or "not placed",
        safe(record_words.statements(record, told.actors)),
        safe("; ".join(told.answers.get(name, ()))),
        safe("; ".join(told.answered_by.get(name, ()))),
    )
    figures = {_figures_title(pair): record_words.casualties(record, *pair) for pair in pairs}
    return dict(zip(_FIRST, cells, strict=True)) | figures | {"Id": name}


def told_of(index: Index, rows: np.ndarray, responses: Iterable[Response]) -> Told:
    """Look up what some incidents, given by their rows in the index, need beside their records."""
    pairs = [(each.from_incident, each.to_incident, each.basis) for each in responses]
    ends = _in_words(index, {end for first, second, _ in pairs for end in (first, second)})
    answers: dict[str, list[str]] = {}
    answered_by: dict[str, list[str]] = {}
    for first, second, basis in pairs:
        answers.setdefault(first, []).append(f"{ends[second]}, {basis}")
        answered_by.setdefault(second, []).append(f"{ends[first]}, {basis}")
    names = {actor_id: actor.name for actor_id, actor in index.actors.items()}
    there = table(index, rows)
    places = {each: name for each, name in zip(there["incident_id"], there["place_name"], strict=True) if name == name}
    return Told(names, places, answers, answered_by)


SUM_COLUMNS = (
    "In", "Whose", "Nation", "Casualties", "Sum", "Incidents with a number", "… of which a source gives none",
    "Some, number not stated", "None", "Not stated",
)  # fmt: skip


def sum_row(found: Sum) -> Row:
    """Write one sum; the last four counts but the second are together all incidents of the category."""
    cells = (
        CATEGORIES[found.category], words.OF[found.of], _nation(found.nationality), words.MEASURE[found.measure],
        range_in_words(found),
        *map(str, (found.number, found.or_some, found.some, found.none, found.not_stated)),
    )  # fmt: skip
    return dict(zip(SUM_COLUMNS, cells, strict=True))


def range_in_words(found: Sum) -> str:
    """Write the range of a sum; without any number it says what is stated instead."""
    if found.number:
        return words.span_of(found.low, found.high)
    return "some, number not stated" if found.some else "none"


def _nation(code: str) -> str:
    return "whatever nation" if code == ANY else nations.people(code)


def _figures_title(pair: Pair) -> str:
    measure, of = pair
    return f"{words.MEASURE[measure].capitalize()}, {words.OF[of]}"


def _what(incident: Incident) -> str:
    """Name the category and the event type; one that only repeats the category is not said twice."""
    category = words.CATEGORY[incident.category]
    return category if incident.event_type == category else f"{category}: {incident.event_type}"


def _day(incident: Incident) -> str:
    """Write days so that they can be sorted as text."""
    latest = incident.date_latest.isoformat()
    if incident.date_earliest is None:
        return f"on or before {latest}"
    earliest = incident.date_earliest.isoformat()
    return latest if earliest == latest else f"{earliest} to {latest}"


def _in_words(index: Index, ids: Iterable[str]) -> dict[str, str]:
    """Name incidents in short, with what became of one that is not shown."""
    named = {each: each for each in ids}  # one that the index does not know yet goes by its id
    there = table(index, np.array(rows_of(index.incidents, named), np.intp))
    for incident_id, category, latest, place, status in zip(
        *(there[name] for name in ("incident_id", "category", "date_latest", "place_name", "status")), strict=True
    ):
        where = f", {place}" if place == place else ""
        gone = "" if status == Status.CONFIRMED else f" ({words.of_code(Status, status)})"
        named[incident_id] = f"{words.CATEGORY[Category(category)]} {latest:%Y-%m-%d}{where}{gone}"
    return named
