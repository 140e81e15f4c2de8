"""Taking a user's file into the gazetteer, the path of `gazetteer add`.

1. See what the file is: a GeoNames country file, boundaries in GeoJSON, or a table of places.
2. Read it: places to add, rows refused. A file that is none of the three is refused whole.
3. Write what was refused to a report, and assemble base, earlier additions and the new ones.
"""

from __future__ import annotations

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
from incidentmap.formats import write_report
from incidentmap.formats.csv_content import open_csv
from incidentmap.formats.csv_file import ENCODING, CsvReader, refused_if_unreadable
from incidentmap.formats.table import BrokenTable
from incidentmap.formats.whole_file import refuse_irregular
from incidentmap.gazetteer.csv_places import NEEDED, read_place_table
from incidentmap.gazetteer.extend import additions, extend, renew
from incidentmap.gazetteer.geojson_areas import read_boundaries
from incidentmap.gazetteer.geonames_file import COLUMNS, read_country_file
from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.gazetteer.user_places import ExistingPlaces, UserPlaces

LARGEST = 300_000_000  # bytes, unpacked; the largest country file has half of that
_TORN = "surrogateescape"  # bytes that are no letter cost the row that they stand in
_MEMBER = re.compile(r"[A-Z]{2}\.txt")
# RuntimeError: an archive with a password, or JSON nested too deep.
_UNREADABLE = (EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)


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
    refuse_irregular(target)
    renew(base, target)
    with Gazetteer(target if target.exists() else base) as gazetteer:
        user_places = _read(file, ExistingPlaces(gazetteer), source.strip(), licence.strip())
    user_places.pass_over(additions(target))
    refused = user_places.refusals
    report = write_report(refused, target.with_name(f"{file.stem}-refused.csv")) if refused else None
    if user_places.records:
        extend(base, user_places.records, target)
    return Added(user_places, report)


def _read(file: Path, existing: ExistingPlaces, source: str, licence: str) -> UserPlaces:
    with refused_if_unreadable(file, *_UNREADABLE), _opened(file) as text:
        first = text.readline()
        if first.lstrip().startswith("{"):
            return read_boundaries(_features(file, first + text.read()), existing, source, licence)
        if first.count("\t") == COLUMNS - 1:
            return read_country_file(chain([first], text), existing, source, licence)
    return read_place_table(_place_table(file), existing, source, licence)


def _place_table(file: Path) -> CsvReader:
    """Open a CSV of places, of any country's spreadsheet; raise `FileRefused` for anything else."""
    try:
        opened = open_csv(b"" if zipfile.is_zipfile(file) else file.read_bytes(), {})
    except BrokenTable as trouble:
        raise FileRefused(f"{file}: {trouble}") from None
    opened.table.header = [name.lower() for name in opened.table.header]
    if not set(opened.table.header) >= set(NEEDED):
        needed = ", ".join(NEEDED)
        said = f"is no GeoNames country file ({COLUMNS} columns), no GeoJSON, no CSV with {needed} on top"
        raise FileRefused(f"{file}: {said}")
    if twice := opened.table.repeated:  # which of the two is meant is not ours to choose
        raise FileRefused(f"{file}: the header names {', '.join(twice)} twice; rename one of the two columns")
    if opened.question:
        raise FileRefused(f"{file}: {opened.question.asked} Save it as CSV UTF-8")
    return opened.table


@contextmanager
def _opened(file: Path) -> Iterator[IO[str]]:
    """Open a file, or the one country file in an archive, as text; nothing is unpacked to disk."""
    if not zipfile.is_zipfile(file):
        _check_size(file, file.stat().st_size)
        with file.open(encoding=ENCODING, errors=_TORN, newline="") as text:
            yield text
        return
    with zipfile.ZipFile(file) as archive:
        members = [each for each in archive.infolist() if _MEMBER.fullmatch(each.filename)]
        if len(members) != 1:
            raise FileRefused(f"{file}: holds no country file of GeoNames, such as IQ.txt; unpack what is in it")
        _check_size(file, members[0].file_size)
        with archive.open(members[0]) as packed, TextIOWrapper(packed, ENCODING, _TORN, "") as text:
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
