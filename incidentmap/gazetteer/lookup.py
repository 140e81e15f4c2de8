"""The reference geography: one SQLite file, read only, looked up by folded name or by id."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Self

from incidentmap.errors import GazetteerUnavailable
from incidentmap.model import Place
from incidentmap.settings import GEODATA

APPLICATION_ID = 0x494D475A  # "IMGZ": the file is one of ours
FORMAT = 2

_COLUMNS = (
    "SELECT place_id, name, kind, radius_km, latitude, longitude, name_ar, aliases, admin1, admin2, country_code,"
    " source, licence, verified FROM place"
)
_PLACE = f"{_COLUMNS} WHERE place_id = ?"
_AREAS = f"{_COLUMNS} WHERE kind = ? AND (? = '' OR country_code = ?) ORDER BY name"
_LABEL = "SELECT label_latitude, label_longitude FROM place WHERE place_id = ? AND label_latitude IS NOT NULL"
_OUTLINES = "SELECT area, wkb FROM outline WHERE area LIKE ? || ':%' ORDER BY area"
_OUTLINE = "SELECT wkb FROM outline WHERE area = ?"
_ENTRY = (
    "SELECT place_id, place.name, key, core, kind, country_code, admin1, admin2, population, latitude, longitude,"
    " radius_km FROM name JOIN place ON number = name.place"
)
_NAMED = f"{_ENTRY} WHERE key IN ({{}})"
_BEGINNING = f"{_ENTRY} WHERE key >= ? AND key < ?"


class Entry(NamedTuple):
    """What a name look-up tells of a place: enough to rank it."""

    place_id: str
    name: str
    key: str
    core: int
    kind: str
    country_code: str
    admin1: str
    admin2: str
    population: int
    latitude: float | None
    longitude: float | None
    radius_km: float


class Gazetteer:
    """An open gazetteer; use it for the life of the program, from any thread.

    `version` tells one file from the next.
    """

    def __init__(self, path: Path = GEODATA / "gazetteer.sqlite") -> None:
        self.path = path
        self._connection = _open(path)
        self.version = _version(path)
        self._places: dict[str, Place] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def place(self, place_id: str) -> Place | None:
        """Return the place of this id, or None."""
        if place_id not in self._places:
            row = self._connection.execute(_PLACE, (place_id,)).fetchone()
            if row is None:
                return None
            self._places[place_id] = _place(row)
        return self._places[place_id]

    def label(self, place_id: str) -> tuple[float, float] | None:
        """Return latitude and longitude for the label of a country or governorate: where to write, not a point."""
        found: tuple[float, float] | None = self._connection.execute(_LABEL, (place_id,)).fetchone()
        return found

    def named(self, keys: Iterable[str]) -> list[Entry]:
        """List the places that have one of these keys; `core` 1 marks names found without their kind words."""
        asked = tuple(keys)
        rows = self._connection.execute(_NAMED.format(", ".join("?" * len(asked))), asked)
        return [Entry._make(row) for row in rows]

    def beginning(self, key: str) -> list[Entry]:
        """List the places that have a key of these words and more after them."""
        rows = self._connection.execute(_BEGINNING, (f"{key} ", f"{key}!"))  # "!" follows the space
        return [Entry._make(row) for row in rows]

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
    return connection


def _version(path: Path) -> str:
    """Take what changes with each file that is put in place: reading five megabytes would delay every start."""
    found = path.stat()
    return sha256(f"{found.st_ino} {found.st_mtime_ns} {found.st_size}".encode()).hexdigest()[:12]


def _place(row: tuple[object, ...]) -> Place:
    place_id, name, kind, radius_km, latitude, longitude, name_ar, aliases, *rest = row
    split = tuple(str(aliases).split("|")) if aliases else ()
    return Place(place_id, name, kind, radius_km, latitude, longitude, name_ar, split, *rest)  # type: ignore[arg-type]
