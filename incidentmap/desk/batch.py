"""Geocoding a table: every row comes out as it came, in order, with what the geocoder makes of its place."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, NamedTuple

from incidentmap.errors import FileRefused
from incidentmap.geocode import GeocodeResult, OfflineGeocoder, or_around
from incidentmap.geocode.chain_result import Status
from incidentmap.model.vocabulary import WITHOUT_POINT

PLACE, AROUND = "place", ("country", "admin1", "admin2")
_FOUND = ("latitude", "longitude", "where_prec", "uncertainty_km", "place_id", "place_name", "method", "score")
ADDED = (*_FOUND, "reason", "alternatives")
REMEMBERED = 20_000  # distinct questions; a longer table asks some of them again
PROGRESS_ROWS = 10_000
LONGEST_CELL = 10_000_000  # characters
_AMBIGUOUS = "several places fit equally well; choose one of the alternatives"

Cells = list[str]
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
        return found

    def ask(text: str, country: str, admin1: str, admin2: str) -> GeocodeResult:
        try:
            return kept(text, country, admin1, admin2)
        except _Outage as outage:
            found: GeocodeResult = outage.args[0]
            return found

    return ask


def geocode_table(source: Path, target: Path, ask: Ask, tell: Callable[[int], None]) -> Count:
    """Read a CSV row by row and write it with ten columns more; `tell` hears of every 10,000 rows.

    Raise `FileRefused` for what is no UTF-8 table with a column `place`; the target then stays as it was.
    """
    if source.resolve() == target.resolve():
        raise FileRefused(f"{target}: is the table itself; name another file for the answer")
    with _rows(source) as (header, rows), _replacing(target) as out:
        asked = [header.index(name) if name in header else None for name in (PLACE, *AROUND)]
        write = csv.writer(out, lineterminator="\n")
        write.writerow([*header, *ADDED])
        count = Count()
        for row in rows:
            found = ask(*("" if at is None else row[at].strip() for at in asked))
            write.writerow([*row, *_cells(found)])
            count = _counted(count, found)
            if count.rows % PROGRESS_ROWS == 0:
                tell(count.rows)
    return count


def _counted(count: Count, found: GeocodeResult) -> Count:
    # the area stated around words nobody could read, or a wide one in them where a service knew no better
    around = found.fell_back or bool(found.footprint and found.reason)
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
    """Write a finding; an area without a point has a place and a precision, but no coordinates."""
    reason = found.reason or (_AMBIGUOUS if found.ambiguous else "")
    others = [
        other for other in found.candidates if not found.footprint or other.place_id != found.footprint.place.place_id
    ]
    listed = [{"place_id": other.place_id, "name": other.name, "score": other.score} for other in others]
    alternatives = json.dumps(listed, ensure_ascii=False) if listed else ""
    if found.footprint is None:
        return [""] * len(_FOUND) + [reason, alternatives]
    place, where_prec, method, _ = found.footprint
    drawn = where_prec not in WITHOUT_POINT and place.latitude is not None
    point = [f"{place.latitude}", f"{place.longitude}"] if drawn else ["", ""]
    score = f"{min(found.score, 1.0):.3f}"
    known = [str(int(where_prec)), f"{place.radius_km:g}", place.place_id, place.name, method, score]
    return [*point, *known, reason, alternatives]


@contextmanager
def _rows(source: Path) -> Iterator[tuple[Cells, Iterator[Cells]]]:
    """Open a table: its header, and its rows one after another, each as long as the header."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        with source.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip() for name in next(reader, [])]
            _check(source, header)
            yield header, (_whole(source, row, header, reader.line_num) for row in reader)
    except OSError as trouble:
        raise FileRefused(f"{source}: cannot be read ({trouble.strerror})") from trouble
    except UnicodeDecodeError as trouble:
        raise FileRefused(f"{source}: is not UTF-8 ({trouble.reason}); save it as CSV UTF-8") from trouble
    except csv.Error as trouble:
        raise FileRefused(f"{source}: line {reader.line_num}: is no CSV ({trouble})") from trouble


def _check(source: Path, header: Cells) -> None:
    if not any(header):
        raise FileRefused(f"{source}: is empty; it needs a header with a column {PLACE!r}")
    if PLACE not in header:
        raise FileRefused(f"{source}: has no column {PLACE!r}; its columns are {', '.join(header)[:200]}")
    twice = sorted({name for name in header if name in ADDED or (name in (PLACE, *AROUND) and header.count(name) > 1)})
    if twice:
        raise FileRefused(f"{source}: has the column {', '.join(twice)} already; rename it, for the answer adds one")


def _whole(source: Path, row: Cells, header: Cells, line: int) -> Cells:
    if len(row) > len(header):
        raise FileRefused(f"{source}: line {line} has {len(row)} cells, the header {len(header)}; mend it")
    return row + [""] * (len(header) - len(row))


def _umask() -> int:
    """Read the permissions new files are made without; a temporary file is made for its owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def _replacing(target: Path) -> Iterator[IO[str]]:
    """Write beside the target and put it in its place when it is whole."""
    try:
        out = NamedTemporaryFile(  # noqa: SIM115  closed below, and renamed only then
            "w", encoding="utf-8", newline="", dir=target.parent, prefix=f".{target.name}.", delete=False
        )
    except OSError as trouble:
        raise FileRefused(f"{target}: cannot be written ({trouble.strerror})") from trouble
    try:
        with out:
            yield out
        Path(out.name).chmod(0o666 & ~_umask())
        Path(out.name).replace(target)
    except BaseException:
        Path(out.name).unlink(missing_ok=True)
        raise
