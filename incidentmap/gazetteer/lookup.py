"""The reference geography: one SQLite file, read only, looked up by folded name or by id."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Self

from incidentmap.errors import GazetteerUnavailable
from incidentmap.model import Place
from incidentmap.settings import GEODATA
from incidentmap.text.folding import REMEMBERED

APPLICATION_ID = 0x494D475A  # "IMGZ": the file is one of ours
FORMAT = 2
_PAGES_KB = 16_384  # of the file, kept in memory: names lie all over it, and SQLite keeps 2 MB unless it is told
_RECENT = 1_000  # look-ups: one question has its own answered several times
_LONGEST_ID = 120  # as `model.checks` has it

_COLUMNS = (
    "SELECT place_id, name, kind, radius_km, latitude, longitude, country_code, admin1, admin2, population, name_ar,"
    " aliases, source, licence, verified FROM place"
)
_RANKED_BY = 10  # columns, the first ones
_NUMBERED = f"{_COLUMNS} WHERE number = ?"
_NUMBER = "SELECT number FROM place WHERE place_id = ?"
_AREAS = f"{_COLUMNS} WHERE kind = ? AND (? = '' OR country_code = ?) ORDER BY name"
_LABEL = "SELECT label_latitude, label_longitude FROM place WHERE place_id = ? AND label_latitude IS NOT NULL"
_OUTLINES = "SELECT area, wkb FROM outline WHERE area LIKE ? || ':%' ORDER BY area"
_OUTLINE = "SELECT wkb FROM outline WHERE area = ?"
# The keys of one question are few; "key IN (...)" would make a table of them each time.
_NAMED = "SELECT key, core, place FROM name WHERE key = ?"
_AT_ONCE = 4
_NAMED_BY = [" UNION ALL ".join([_NAMED] * count) for count in range(_AT_ONCE + 1)]
_BEGINNING = "SELECT key, core, place FROM name WHERE key >= ? AND key < ?"


class Entry(NamedTuple):
    """What a name look-up tells of a place: the key that found it, and enough to rank it."""

    key: str
    core: int
    number: int
    place_id: str
    name: str
    kind: str
    radius_km: float
    latitude: float | None
    longitude: float | None
    country_code: str
    admin1: str
    admin2: str
    population: int


class Gazetteer:
    """An open gazetteer; use it for the life of the program, from any thread.

    `version` tells one file from the next.
    """

    def __init__(self, path: Path = GEODATA / "gazetteer.sqlite") -> None:
        self.path = path
        self._connection = _open(path)
        self.version = _version(path)
        self._number = lru_cache(maxsize=REMEMBERED)(self._read_number)
        self._found = lru_cache(maxsize=_RECENT)(self._read_named)
        self._row = lru_cache(maxsize=REMEMBERED)(self._read_row)
        self._numbered = lru_cache(maxsize=REMEMBERED)(self._read)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def place(self, place_id: str) -> Place | None:
        """Return the place of this id, or None."""
        number = self._number(place_id) if len(place_id) <= _LONGEST_ID else None
        return self._numbered(number) if number else None

    def label(self, place_id: str) -> tuple[float, float] | None:
        """Return latitude and longitude for the label of a country or governorate: where to write, not a point."""
        found: tuple[float, float] | None = self._connection.execute(_LABEL, (place_id,)).fetchone()
        return found

    def named(self, keys: Iterable[str]) -> list[Entry]:
        """List the places that have one of these keys, by key; `core` 1 marks names found without their kind words."""
        return list(self._found(tuple(sorted(set(keys)))))

    def beginning(self, key: str) -> list[Entry]:
        """List the places that have a key of these words and more after them."""
        return self._entries(_BEGINNING, (f"{key} ", f"{key}!"))  # "!" follows the space

    def place_of(self, entry: Entry) -> Place:
        """Return the place of an entry of this gazetteer."""
        return self._numbered(entry.number)

    def _read_named(self, asked: tuple[str, ...]) -> list[Entry]:
        found = []
        for start in range(0, len(asked), _AT_ONCE):
            part = asked[start : start + _AT_ONCE]
            found += self._entries(_NAMED_BY[len(part)], part)
        return found

    def _entries(self, query: str, asked: tuple[str, ...]) -> list[Entry]:
        found = self._connection.execute(query, asked).fetchall()
        return [Entry._make(name + self._row(name[-1])[:_RANKED_BY]) for name in found]

    def _read_number(self, place_id: str) -> int | None:
        found = self._connection.execute(_NUMBER, (place_id,)).fetchone()
        return int(found[0]) if found else None

    def _read_row(self, number: int) -> tuple[Any, ...]:
        row: tuple[Any, ...] = self._connection.execute(_NUMBERED, (number,)).fetchone()
        return row

    def _read(self, number: int) -> Place:
        return _place(self._row(number))

    def areas(self, kind: str, country: str = "") -> list[Place]:
        """List the areas of a kind (country, admin1, admin2), of one country or of all, by name."""
        rows = self._connection.execute(_AREAS, (kind, country, country)).fetchall()
        return [_place(row) for row in rows]

    def outlines(self, kind: str) -> list[tuple[str, bytes]]:
        """List the codes of the areas of a kind (admin1, admin2) that are drawn, each with its outline as WKB."""
        rows = self._connection.execute(_OUTLINES, (kind,)).fetchall()
        return [(area.partition(":")[2], wkb) for area, wkb in rows]

    def outline(self, place_id: str) -> bytes | None:
        """Return the outline of one area as WKB, None where it is not drawn."""
        row = self._connection.execute(_OUTLINE, (place_id,)).fetchone()
        return row[0] if row else None

    def country(self, code: str) -> Place | None:
        """Return the country of an ISO 3166-1 code, or None."""
        return self.place(f"country:{code}")

    def admin1(self, code: str) -> Place | None:
        """Return the governorate of an ISO 3166-2 code, or None."""
        return self.place(f"admin1:{code}")


def _open(path: Path) -> sqlite3.Connection:
    remedy = "build it: python geodata/build.py"
    if not path.is_file():
        raise GazetteerUnavailable(f"{path}: there is no gazetteer; {remedy}")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    except sqlite3.DatabaseError as error:
        connection.close()
        raise GazetteerUnavailable(f"{path}: is no gazetteer ({error}); {remedy}") from error
    if found != [APPLICATION_ID, FORMAT]:
        connection.close()
        raise GazetteerUnavailable(f"{path}: is no gazetteer of format {FORMAT}; {remedy}")
    connection.execute(f"PRAGMA cache_size = -{_PAGES_KB}")
    return connection


def _version(path: Path) -> str:
    """Take what changes with each file that is put in place: reading five megabytes would delay every start."""
    found = path.stat()
    return sha256(f"{found.st_ino} {found.st_mtime_ns} {found.st_size}".encode()).hexdigest()[:12]


def _place(row: tuple[Any, ...]) -> Place:
    place_id, name, kind, radius_km, latitude, longitude, country, admin1, admin2, _, name_ar, aliases, *told = row
    split = tuple(aliases.split("|")) if aliases else ()
    source, licence, verified = told
    return Place(
        place_id, name, kind, radius_km, latitude, longitude, name_ar, split, admin1, admin2, country,
        source, licence, verified,
    )  # fmt: skip
