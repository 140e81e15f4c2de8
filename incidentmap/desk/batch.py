"""Geocoding a table: every row comes out as it came, in order, with what the geocoder makes of its place."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from incidentmap.desk.batch_answer import Write, answering, refuse_other_kinds
from incidentmap.desk.batch_input import BatchInput
from incidentmap.errors import FileRefused
from incidentmap.formats.csv_file import Cells
from incidentmap.formats.formula_guard import Guarded
from incidentmap.formats.whole_file import written_whole
from incidentmap.gazetteer import Context, contradiction_of
from incidentmap.gazetteer.geodesy import Circle
from incidentmap.geocode import GeocodeResult, OfflineGeocoder, or_around
from incidentmap.geocode.chain_result import WIDE, Status
from incidentmap.geocode.place_query import PlaceQuery, readable
from incidentmap.model.vocabulary import WITHOUT_POINT

_FOUND = ("latitude", "longitude", "where_prec", "uncertainty_km", "place_id", "place_name", "method", "score")
ADDED = (*_FOUND, "reason", "alternatives")
REMEMBERED = 20_000  # distinct questions; a longer table asks some of them again
LONGEST_KEPT = 2_000  # characters of a question that is remembered
PROGRESS_ROWS = 10_000
_AMBIGUOUS = "several places fit equally well; choose one of the alternatives"

Ask = Callable[[str, str, str, str], GeocodeResult]


class Count(NamedTuple):
    """How many rows there were, and how many got a place, only the area stated, near-equal candidates, or nothing."""

    rows: int = 0
    placed: int = 0
    around: int = 0
    ambiguous: int = 0
    unplaced: int = 0


class _Outage(Exception):
    """Carries a finding past the memory: once the service is back, the same question is asked again."""


def asker(geocoder: OfflineGeocoder) -> Ask:
    """Return a function from place, country, governorate and district to a finding; equal questions are asked once."""

    @lru_cache(maxsize=REMEMBERED)
    def kept(text: str, country: str, admin1: str, admin2: str) -> GeocodeResult:
        query = geocoder.query(text, country, admin1, admin2)
        if not text:
            return or_around(GeocodeResult(None, reason="no place is stated"), query, text)
        located = geocoder.locate(query)
        found = or_around(located.result._replace(reason=located.reason), query, text)
        if located.status is Status.UNAVAILABLE:
            raise _Outage(found)
        return _with_word(found, query)

    def once(text: str, country: str, admin1: str, admin2: str) -> GeocodeResult:
        asked = kept if len(text) <= LONGEST_KEPT else kept.__wrapped__  # a memory of such would fill the machine's
        try:
            found: GeocodeResult = asked(text, country, admin1, admin2)
        except _Outage as outage:
            found = outage.args[0]
        return found

    return lambda *question: readable(lambda: once(*question), question[0])


def _with_word(found: GeocodeResult, query: PlaceQuery) -> GeocodeResult:
    """Say of a point outside the stated country that it is, though its ring may reach in."""
    place = found.footprint.place if found.footprint else None
    if place is None or place.latitude is None or place.longitude is None:
        return found
    point, country = Circle(place.latitude, place.longitude, 0.0), Context(query.context.country)
    abroad = contradiction_of(point, country, query.gazetteer)
    return found._replace(reason="; ".join(filter(None, (found.reason, abroad and f"the point {abroad}"))))


def geocode_table(
    source: Path, target: Path, ask: Ask, tell: Callable[[str], None], answers: Mapping[str, str] | None = None
) -> Count:
    """Read a table and write it with ten columns more, every row in order; `tell` hears of every 10,000.

    `answers` say what the file leaves open. Raise `FileRefused` for what is no table with a column `place`; the target
    then stays as it was.
    """
    if source.resolve() == target.resolve():
        raise FileRefused(f"{target}: is the table itself; name another file for the answer")
    refuse_other_kinds(target)
    with written_whole(target) as out:  # first: nobody reads a long table for an answer that cannot be written
        table = BatchInput.read(source, ADDED, answers or {})
        if table.assumed:
            tell(table.assumed)
        with answering(out, target, table.delimiter) as write:
            return _answer(table, ask, write, tell)


def _answer(table: BatchInput, ask: Ask, write: Write, tell: Callable[[str], None]) -> Count:
    width, count = len(table.names), Count()
    write(table.header, ADDED)
    for row in table.rows():
        found = GeocodeResult(None, reason=row.problem) if row.problem else ask(*row.question)
        write(row.cells[:width], _cells(found), row.cells[width:])
        count = _counted(count, found)
        if count.rows % PROGRESS_ROWS == 0:
            tell(f"{count.rows:,} rows …")
    return count


def _counted(count: Count, found: GeocodeResult) -> Count:
    # the area stated around words nobody could read, or a wide one in them where a service knew no better
    around = found.fell_back or bool(found.footprint and found.reason and found.footprint.where_prec in WIDE)
    kinds = (found.footprint and not found.ambiguous and not around, around and not found.ambiguous, found.ambiguous)
    placed, only_around, ambiguous = map(int, map(bool, kinds))
    return Count(
        count.rows + 1,
        count.placed + placed,
        count.around + only_around,
        count.ambiguous + ambiguous,
        count.unplaced + 1 - placed - only_around - ambiguous,
    )


def _cells(found: GeocodeResult) -> Cells:
    """Write a finding, its numbers `Guarded`; an area without a point has a place and a precision, no coordinates."""
    reason = "; ".join(filter(None, (found.reason or (_AMBIGUOUS if found.ambiguous else ""), found.note)))
    others = [
        other for other in found.candidates if not found.footprint or other.place_id != found.footprint.place.place_id
    ]
    listed = [{"place_id": other.place_id, "name": other.name, "score": other.score} for other in others]
    alternatives = json.dumps(listed, ensure_ascii=False) if listed else ""
    if found.footprint is None:
        return [""] * len(_FOUND) + [reason, alternatives]
    place, where_prec, method, _ = found.footprint
    drawn = where_prec not in WITHOUT_POINT and place.latitude is not None
    point = [Guarded(place.latitude), Guarded(place.longitude)] if drawn else ["", ""]
    size = [Guarded(int(where_prec)), Guarded(f"{place.radius_km:g}")]
    score = Guarded(f"{min(found.score, 1.0):.3f}")
    return [*point, *size, place.place_id, place.name, method, score, reason, alternatives]
