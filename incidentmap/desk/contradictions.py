"""What contradicts itself in a record: asked about before it is saved, and told by `check` until it is answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from incidentmap.errors import InvalidRecord
from incidentmap.gazetteer import Gazetteer, context_of, contradiction_at
from incidentmap.gazetteer.geodesy import Circle
from incidentmap.model import Casualties, Incident, Record, words
from incidentmap.model.field_words import label
from incidentmap.model.registry import noun_of
from incidentmap.model.vocabulary import LIVE, Stated, Status, WherePrec
from incidentmap.store import Finding
from incidentmap.store.noun_reader import read_shelf
from incidentmap.store.subjects import revisions_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

_CONFIRMED = "; confirmed: "
_UNSOURCED = "names no source"


@dataclass(frozen=True, slots=True)
class Question:
    """One contradiction: of which kind, in `words` for a person, and the short `answer` that the history keeps.

    `swapped` is the point with latitude and longitude exchanged, where that cures it. What the record itself explains,
    as a note does at a figure, is asked when it is saved, but `check` does not come back to it.
    """

    kind: str
    words: str
    answer: str
    swapped: tuple[float, float] | None = None
    explained: bool = False


def questions(record: Record, gazetteer: Gazetteer, today: date) -> tuple[Question, ...]:
    """List what contradicts itself in a record; of one that is rejected, withdrawn or merged nothing is asked."""
    if record.incident.status not in LIVE:
        return ()
    where = (*_governorate(record.incident, gazetteer), *_point(record, gazetteer))
    return tuple(dict.fromkeys((*_future(record, today), *where, *_one_end(record))))


def asked(before: Record | None, after: Record, gazetteer: Gazetteer, today: date) -> tuple[Question, ...]:
    """List what an edit brings that contradicts itself; what was so before was asked before."""
    known = {each.answer for each in questions(before, gazetteer, today)} if before else set()
    return tuple(each for each in questions(after, gazetteer, today) if each.answer not in known)


def reason(why: str, answered: Iterable[Question]) -> str:
    """Add the answers to the reason of an edit, for the history to keep; no reason stays none."""
    answers = ", ".join(dict.fromkeys(each.answer for each in answered))
    return f"{why}{_CONFIRMED}{answers}" if why and answers else why


def in_review(before: Record | None, after: Record) -> Record:
    """Put an incident in review that would be confirmed without any source; one that was so before stays."""
    if not _is_unsourced(after) or (before and _is_unsourced(before)):
        return after
    return replace(after, incident=replace(after.incident, status=Status.DRAFT))


def check_sourced(before: Record, after: Record) -> None:
    """Refuse to confirm an incident that names no source; raise `InvalidRecord`."""
    if in_review(before, after) != after:
        problem = (
            "needs a source, and this incident names none: it stays off the map; add one on its form, then confirm"
        )
        raise InvalidRecord(after.incident_id, "status", after.incident.status, problem, kind=Incident)


def contradictory(connection: Connection, gazetteer: Gazetteer, today: date) -> Iterator[Finding]:
    """Tell every incident that contradicts itself and that nobody confirmed to be so, and those without a source."""
    for _, record in read_shelf(connection, noun_of(Incident)):
        if isinstance(record, Record):
            yield from _findings(connection, record, gazetteer, today)


def _findings(connection: Connection, record: Record, gazetteer: Gazetteer, today: date) -> Iterator[Finding]:
    key = f"incident:{record.incident_id}"
    if _is_unsourced(record):
        yield Finding(key, _UNSOURCED, "add one, or put it in review")
    still = [each for each in questions(record, gazetteer, today) if not each.explained]
    confirmed = " ".join(each.why for each in revisions_of(connection, key) if _CONFIRMED in each.why) if still else ""
    for each in still:
        if each.answer not in confirmed:
            yield Finding(key, each.words.rstrip("."), "correct it, or save it and confirm that it is so")


def _is_unsourced(record: Record) -> bool:
    return record.incident.status is Status.CONFIRMED and not record.citations


def _future(record: Record, today: date) -> Iterator[Question]:
    """Ask about days that have not come yet."""
    incident = record.incident
    days = [(f"“{label(Incident, 'date_latest')}”", incident.date_latest)]
    days += [("the day of a statement", each.stated_on) for each in record.attributions if each.stated_on]
    days += [("the day of a source", each.date) for each in record.citations if each.date]
    for named, day in days:
        if day > today:
            answer = f"{named}, {words.day(day)}, is after today"
            yield Question("days after today", f"{answer[:1].upper()}{answer[1:]}.", answer)


def _governorate(incident: Incident, gazetteer: Gazetteer) -> Iterator[Question]:
    """Ask about a governorate of another country than the one stated."""
    country, admin1, *_ = context_of(gazetteer, incident.country, incident.admin1)
    stated, area = gazetteer.country(country), gazetteer.admin1(admin1)
    holder = area.country_code if area else admin1.partition("-")[0] if admin1[2:3] == "-" else ""
    if country and holder and holder != country:
        there = gazetteer.country(holder)
        named = (area.name if area else admin1, there.name if there else holder, stated.name if stated else country)
        answer = "{} lies in {}, not in {}".format(*named)
        yield Question("governorates of another country", f"{answer}.", answer)


def _point(record: Record, gazetteer: Gazetteer) -> Iterator[Question]:
    """Ask about a point outside the stated country or governorate; at sea none of them holds. 0, 0 is asked about."""
    placed, incident = record.placement, record.incident
    if placed is None or placed.latitude is None or placed.longitude is None:
        return
    if placed.where_prec is WherePrec.SEA_OR_AIR and (placed.latitude, placed.longitude) != (0, 0):
        return
    circle = Circle(placed.latitude, placed.longitude, placed.uncertainty_km or 0.0)
    found = contradiction_at(circle, context_of(gazetteer, incident.country, incident.admin1), gazetteer)
    if found:
        answer = f"the point {circle.latitude:g}, {circle.longitude:g} {found.sentence}"
        swapped = found.swapped and (found.swapped.latitude, found.swapped.longitude)
        yield Question("points elsewhere", f"T{answer[1:]}.", answer, swapped)


def _one_end(record: Record) -> Iterator[Question]:
    """Ask about figures of which only the lowest or only the highest is given."""
    for each in record.casualties:
        if each.stated is Stated.NUMBER and (each.low is None) != (each.high is None):
            answer = words.side_and_figure(each)
            yield Question("figures with one end", _words_of(each, answer), answer, explained=bool(each.note.strip()))


def _words_of(figure: Casualties, answer: str) -> str:
    given, missing = ("low", "high") if figure.high is None else ("high", "low")
    ends = f"“{label(Casualties, given)}” is given without “{label(Casualties, missing)}”"
    return f"{answer[:1].upper()}{answer[1:]}: {ends}."
