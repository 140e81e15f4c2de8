"""Writing a gazetteer: the tables, and the keys under which each place is found."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from incidentmap.formats.whole_file import beside, refuse_irregular
from incidentmap.gazetteer.kind_words import cut_kind
from incidentmap.gazetteer.lookup import APPLICATION_ID, FORMAT
from incidentmap.gazetteer.place_row import PlaceRow
from incidentmap.text.folding import fold_light
from incidentmap.text.search_keys import keys, skeleton

TABLES = f"""
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {FORMAT};
PRAGMA page_size = 4096;
CREATE TABLE place (
    number INTEGER PRIMARY KEY,
    place_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_ar TEXT NOT NULL,
    aliases TEXT NOT NULL,
    kind TEXT NOT NULL,
    latitude REAL,
    longitude REAL,
    label_latitude REAL,
    label_longitude REAL,
    radius_km REAL NOT NULL,
    admin1 TEXT NOT NULL,
    admin2 TEXT NOT NULL,
    country_code TEXT NOT NULL,
    population INTEGER NOT NULL,
    source TEXT NOT NULL,
    licence TEXT NOT NULL,
    verified TEXT NOT NULL
);
CREATE TABLE name (
    key TEXT NOT NULL,
    core INTEGER NOT NULL, -- 1: what is left of the name without its kind words
    place INTEGER NOT NULL REFERENCES place,
    PRIMARY KEY (key, core, place)
) WITHOUT ROWID;
CREATE TABLE outline (
    area TEXT PRIMARY KEY REFERENCES place (place_id),
    wkb BLOB NOT NULL
);
"""
_AT_ONCE = 20_000
_PLACE = f"INSERT INTO place VALUES ({', '.join('?' * 18)})"  # noqa: S608  placeholders
_NAME = "INSERT OR IGNORE INTO name VALUES (?, ?, ?)"
_OUTLINE = "INSERT OR REPLACE INTO outline VALUES (?, ?)"


def write(path: Path, records: list[PlaceRow], tell: Callable[[str], None] = lambda _: None) -> None:
    """Write the file anew, and put it in place when it is whole; the same records give the same bytes.

    It is made in memory, so that whoever is killed meanwhile leaves nothing beside it; `tell` hears how far it is.
    """
    refuse_irregular(path)  # before the work
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES)
        for done in range(0, len(records), _AT_ONCE):
            tell(f"writing place {done:,} of {len(records):,}")
            insert(connection, records[done : done + _AT_ONCE], done + 1)
        connection.commit()
        connection.execute("VACUUM")
        content = connection.serialize()
    path.parent.mkdir(parents=True, exist_ok=True)
    with beside(path) as part:
        part.write_bytes(content)


def insert(connection: sqlite3.Connection, records: list[PlaceRow], first: int) -> None:
    """Insert places that are not there yet, numbered from `first` on, with their keys and outlines."""
    numbered = list(enumerate(records, first))
    connection.executemany(_PLACE, (_row(number, record) for number, record in numbered))
    add_names(connection, numbered)
    connection.executemany(_OUTLINE, ((record.place_id, record.outline) for record in records if record.outline))


def add_names(connection: sqlite3.Connection, numbered: Iterable[tuple[int, PlaceRow]]) -> None:
    """Let places of these numbers be found by the names of these records, too."""
    connection.executemany(_NAME, sorted({name for number, record in numbered for name in _names(number, record)}))


def _row(number: int, record: PlaceRow) -> tuple[object, ...]:
    label = (record.label_latitude, record.label_longitude)
    point = (record.latitude, record.longitude)
    within = (record.admin1, record.admin2, record.country_code, record.population)
    aliases = "|".join(record.aliases)
    named = (record.place_id, record.name, record.name_ar, aliases, record.kind)
    return (number, *named, *point, *label, record.radius_km, *within, record.source, record.licence, record.verified)


def _names(number: int, record: PlaceRow) -> Iterable[tuple[str, int, int]]:
    yield from ((fold_light(code), 0, number) for code in record.codes)
    for name in record.names:
        whole = keys(name)
        yield from ((key, 0, number) for key in whole)
        core = cut_kind(name)[0]
        yield from ((key, 1, number) for key in keys(core) if key not in whole)
        if bones := skeleton(core):
            yield bones, int(core != fold_light(name)), number
