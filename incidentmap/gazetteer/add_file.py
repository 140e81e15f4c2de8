"""Taking a user's file into the gazetteer, the path of `gazetteer add`.

1. See what the file is: a GeoNames country file, boundaries in GeoJSON, or a table of places.
2. Read it: places to add, rows refused. A file that is none of the three is refused whole.
3. Write what was refused to a report, and assemble base, earlier additions and the new ones.
"""

from __future__ import annotations

import csv
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import IO, NamedTuple

from incidentmap.errors import FileRefused
from incidentmap.gazetteer.csv_places import NEEDED, read_place_table
from incidentmap.gazetteer.extend import extend, renew
from incidentmap.gazetteer.geojson_areas import read_boundaries
from incidentmap.gazetteer.geonames_file import COLUMNS, read_country_file
from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.gazetteer.user_places import ExistingPlaces, UserPlaces

LARGEST = 300_000_000  # bytes, unpacked; the largest country file has half of that
_MEMBER = re.compile(r"[A-Z]{2}\.txt")
# RuntimeError: an archive with a password, or JSON nested too deep.
_UNREADABLE = (OSError, EOFError, RuntimeError, csv.Error, zipfile.BadZipFile, zlib.error)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Added(NamedTuple):
    """What came of a file; `report` is where the refused rows stand, None where there are none."""

    user_places: UserPlaces
    report: Path | None


def add(file: Path, base: Path, target: Path, source: str, licence: str) -> Added:
    """Add the places of a file to the gazetteer at `target`, or to a copy of `base` if that is not there yet.

    Raise `FileRefused` for a file that cannot be read as one of the three kinds, and `GazetteerUnavailable`.
    """
    if not (source.strip() and licence.strip()):
        raise FileRefused(f"{file}: say where it comes from and under which licence: --source, --licence")
    if target.resolve() == base.resolve():
        raise FileRefused(f"{target}: is what additions are made on top of; name another file")
    renew(base, target)
    with Gazetteer(target if target.exists() else base) as gazetteer:
        user_places = _read(file, ExistingPlaces(gazetteer), source.strip(), licence.strip())
    report = _report(user_places, target.with_name(f"{file.stem}-refused.csv")) if user_places.refusals else None
    if user_places.records:
        extend(base, user_places.records, target)
    return Added(user_places, report)


def _read(file: Path, existing: ExistingPlaces, source: str, licence: str) -> UserPlaces:
    try:
        with _opened(file) as text:
            first = text.readline()
            if first.lstrip().startswith("{"):
                return read_boundaries(_features(file, first + text.read()), existing, source, licence)
            lines = chain([first], text)
            if first.count("\t") == COLUMNS - 1:
                return read_country_file(lines, existing, source, licence)
            if set(NEEDED) <= {name.strip().strip('"').lower() for name in first.split(",")}:
                return read_place_table(lines, existing, source, licence)
    except UnicodeDecodeError as error:
        raise FileRefused(f"{file}: is not UTF-8 ({error.reason}, byte {error.start}); save it as UTF-8") from error
    except _UNREADABLE as error:
        raise FileRefused(f"{file}: cannot be read ({error})") from error
    raise FileRefused(
        f"{file}: is no GeoNames country file ({COLUMNS} columns), no GeoJSON, no CSV with {', '.join(NEEDED)} on top"
    )


@contextmanager
def _opened(file: Path) -> Iterator[IO[str]]:
    """Open a file, or the one country file in an archive, as text; nothing is unpacked to disk."""
    if not zipfile.is_zipfile(file):
        _check_size(file, file.stat().st_size)
        with file.open(encoding="utf-8-sig", newline="") as text:
            yield text
        return
    with zipfile.ZipFile(file) as archive:
        members = [each for each in archive.infolist() if _MEMBER.fullmatch(each.filename)]
        if len(members) != 1:
            raise FileRefused(f"{file}: holds no country file of GeoNames, such as IQ.txt; unpack what is in it")
        _check_size(file, members[0].file_size)
        with archive.open(members[0]) as packed, TextIOWrapper(packed, "utf-8-sig", newline="") as text:
            yield text


def _check_size(file: Path, size: int) -> None:
    if size > LARGEST:
        raise FileRefused(f"{file}: holds {size:,} bytes, more than the {LARGEST:,} that are read; split it")


def _features(file: Path, text: str) -> list[object]:
    try:
        collection = json.loads(text)
    except ValueError as error:
        raise FileRefused(f"{file}: is no JSON ({error})") from error
    features = collection.get("features")
    if collection.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise FileRefused(f"{file}: is JSON, but no GeoJSON FeatureCollection")
    return features


def _report(user_places: UserPlaces, path: Path) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
            writer = csv.writer(file)
            writer.writerow(("line", "field", "value", "reason"))
            writer.writerows((r.line, r.field, _harmless(r.value), r.reason) for r in user_places.refusals)
    except OSError as error:
        raise FileRefused(
            f"{path}: the report of refused rows cannot be written ({error}); nothing is added"
        ) from error
    return path


def _harmless(value: str) -> str:
    """Keep a spreadsheet from reading a foreign value as a formula."""
    shown = value.replace("\0", "\\0")
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
