"""Which gazetteer file is used, and how additions come into one: built beside, and renamed into place when whole.

`INCIDENTMAP_HOME/gazetteer.sqlite` holds the file that comes with the program (or `theatre.sqlite`, built for other
countries) and what was added. The additions are kept in it as they were given, so that a newer base takes them over.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from incidentmap.errors import GazetteerUnavailable
from incidentmap.gazetteer.lookup import APPLICATION_ID
from incidentmap.gazetteer.place_row import PlaceRow
from incidentmap.gazetteer.sqlite_writer import insert
from incidentmap.settings import GEODATA, Settings

OWN = "gazetteer.sqlite"
THEATRE = "theatre.sqlite"
_AS_BUILT = f"is a gazetteer as it was built, which would be replaced; make it INCIDENTMAP_HOME/{THEATRE}, then add"
_TABLES = """
CREATE TABLE addition (place_id TEXT PRIMARY KEY, record TEXT NOT NULL, outline BLOB NOT NULL);
CREATE TABLE made_from (sha256 TEXT NOT NULL);
"""
_ALWAYS = ("place_id", "name", "kind", "radius_km", "source", "licence", "latitude", "longitude")


def base_path(settings: Settings) -> Path:
    """Return the gazetteer that additions go on top of: one built for other countries, or the program's own."""
    theatre = settings.home / THEATRE
    return theatre if theatre.exists() else GEODATA / "gazetteer.sqlite"


def gazetteer_path(settings: Settings) -> Path:
    """Return the gazetteer to use; one with additions is first made anew if its base has changed since.

    Raise `GazetteerUnavailable` if it cannot be read or written.
    """
    base, own = base_path(settings), settings.home / OWN
    renew(base, own)
    return own if own.exists() else base


def renew(base: Path, target: Path) -> None:
    """Make a gazetteer with additions anew if its base has changed since; leave one that is as it was built."""
    if target.exists() and base.exists() and (stamp := _made_from(target)) and stamp != _sha256(base):
        extend(base, [], target)


def additions(path: Path) -> list[PlaceRow]:
    """List what was added to a gazetteer, as it was given; nothing for a file that is not there."""
    if not path.exists():
        return []
    with _trouble(path), closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'addition'").fetchone() is None:
            return []
        rows = connection.execute("SELECT record, outline FROM addition ORDER BY place_id").fetchall()
    return [PlaceRow(**json.loads(record), outline=outline) for record, outline in rows]


def extend(base: Path, user_places: Iterable[PlaceRow], target: Path) -> None:
    """Write a gazetteer of a base, what was added before, and what is added now.

    The target stays as it is until the new one is whole. What others add meanwhile is not lost: it is read again.
    Raise `GazetteerUnavailable`, also for a target as it was built: its places would be replaced by those of the base.
    """
    new, whole = list(user_places), False
    while not whole:
        seen = _stamp(target)
        if seen and not _made_from(target):
            raise GazetteerUnavailable(f"{target}: {_AS_BUILT}")
        whole = _assemble(base, [*additions(target), *new], target, seen)


def _assemble(base: Path, added: Iterable[PlaceRow], target: Path, seen: tuple[int, int] | None) -> bool:
    """Write it beside, and put it in place unless the target is no longer the one that was `seen`."""
    kept = {record.place_id: record for record in added}
    beside = target.with_name(f".{target.name}-{os.getpid()}")
    with _trouble(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(base, beside)
            stamp = _sha256(beside)
            with closing(sqlite3.connect(beside)) as connection, connection:
                _apply(connection, list(kept.values()), stamp)
            with beside.open("rb") as file:
                os.fsync(file.fileno())
            if unchanged := _stamp(target) == seen:
                beside.replace(target)
            return unchanged
        finally:
            beside.unlink(missing_ok=True)


def _stamp(path: Path) -> tuple[int, int] | None:
    """Tell one state of a file from the next; each is another file, put in place of the last."""
    found = path.stat() if path.exists() else None
    return found and (found.st_ino, found.st_mtime_ns)


def _apply(connection: sqlite3.Connection, records: list[PlaceRow], stamp: str) -> None:
    connection.executescript(_TABLES)
    connection.execute("INSERT INTO made_from VALUES (?)", (stamp,))
    kept = ((r.place_id, json.dumps(_plain(r), ensure_ascii=False), r.outline) for r in records)
    connection.executemany("INSERT INTO addition VALUES (?, ?, ?)", kept)
    numbers: dict[str, int] = dict(connection.execute("SELECT place_id, number FROM place"))
    first = max(numbers.values(), default=0) + 1
    for record in records:
        if number := numbers.get(record.place_id):
            connection.execute("DELETE FROM place WHERE number = ?", (number,))
            insert(connection, [record], number)  # its old names still find it
    insert(connection, [record for record in records if record.place_id not in numbers], first)


def _plain(record: PlaceRow) -> dict[str, object]:
    """Write what is said; what stands blank is left to the defaults of `Record`."""
    plain = {name: value for name, value in asdict(record).items() if value or name in _ALWAYS}
    plain.pop("outline", None)
    return plain


def _made_from(path: Path) -> str:
    with _trouble(path), closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise GazetteerUnavailable(f"{path}: is no gazetteer; move it away")
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'made_from'").fetchone() is None:
            return ""
        return str(connection.execute("SELECT sha256 FROM made_from").fetchone()[0])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return sha256(file.read()).hexdigest()


@contextmanager
def _trouble(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeEncodeError) as error:
        raise GazetteerUnavailable(f"{path}: the gazetteer cannot be used or written ({error})") from error
