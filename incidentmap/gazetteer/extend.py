"""Which gazetteer file is used, and how additions come into one: built beside, and renamed into place when whole.

`INCIDENTMAP_HOME/gazetteer.sqlite` holds the file that comes with the program (or `theatre.sqlite`, built for other
countries) and what was added. The additions are kept in it as they were given, so that a newer base takes them over.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from incidentmap.errors import FileRefused, GazetteerUnavailable
from incidentmap.formats.whole_file import beside
from incidentmap.gazetteer.lookup import APPLICATION_ID
from incidentmap.gazetteer.place_row import PlaceRow
from incidentmap.gazetteer.sqlite_writer import insert
from incidentmap.settings import GEODATA, Settings

OWN = "gazetteer.sqlite"
THEATRE = "theatre.sqlite"
_AS_BUILT = f"is a gazetteer as it was built, which would be replaced; make it INCIDENTMAP_HOME/{THEATRE}, then add"
_NONE = "is no gazetteer; move it away"
_TABLES = """
CREATE TABLE addition (
    number INTEGER PRIMARY KEY, -- the later of two sources draws a place
    place_id TEXT NOT NULL,
    record TEXT NOT NULL,
    outline BLOB NOT NULL
);
CREATE TABLE made_from (sha256 TEXT NOT NULL);
"""
Stamp = tuple[int, int] | None
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
    """List what was added to a gazetteer, as it was given, the earliest first; nothing for a file that is not there.

    Raise `GazetteerUnavailable` for what is no gazetteer.
    """
    if not path.exists():
        return []
    with _reading(path) as connection:
        if not _has(connection, "addition"):
            return []
        rows = connection.execute("SELECT record, outline FROM addition ORDER BY rowid").fetchall()
    return [PlaceRow(**json.loads(record), outline=outline) for record, outline in rows]


def extend(base: Path, user_places: Iterable[PlaceRow], target: Path) -> None:
    """Write a gazetteer of a base, what was added before, and what is added now.

    The target stays as it is until the new one is whole. What others add meanwhile is not lost: it is read again.
    Raise `GazetteerUnavailable`, also for a target as it was built: its places would be replaced by those of the base.
    """
    new = list(user_places)
    _rewrite(base, target, lambda kept: [*kept, *new])


def take_back(base: Path, source: str, target: Path) -> int:
    """Write a gazetteer without what was added from one source, and return how many places that were.

    What another source says of the same places comes back. Without any addition left the file is gone.
    Raise `GazetteerUnavailable`.
    """
    count = 0

    def others(kept: list[PlaceRow]) -> list[PlaceRow]:
        nonlocal count
        left = [record for record in kept if record.source != source]
        count = len(kept) - len(left)
        return left

    if any(record.source == source for record in additions(target)):
        _rewrite(base, target, others)
    return count


def _rewrite(base: Path, target: Path, change: Callable[[list[PlaceRow]], list[PlaceRow]]) -> None:
    """Replace a gazetteer by one with other additions, or none; begin again where another did so meanwhile."""
    while True:
        seen = _stamp(target)
        if seen and not _made_from(target):
            raise GazetteerUnavailable(f"{target}: {_AS_BUILT}")
        added = change(additions(target))
        with suppress(_Outrun), _trouble(target):
            if added:
                _assemble(base, added, target, seen)
            else:
                _check_same(target, seen)
                target.unlink(missing_ok=True)
            return


class _Outrun(Exception):
    """Tells that the file is no longer the one that was read."""


def _check_same(target: Path, seen: Stamp) -> None:
    if _stamp(target) != seen:
        raise _Outrun


def _assemble(base: Path, added: list[PlaceRow], target: Path, seen: Stamp) -> None:
    """Write it whole, unless the target is no longer the one that was `seen`."""
    kept: dict[tuple[str, str], PlaceRow] = {}
    for record in added:
        kept.pop((record.place_id, record.source), None)  # the same source says it anew: it is the latest
        kept[record.place_id, record.source] = record
    target.parent.mkdir(parents=True, exist_ok=True)
    with beside(target, lambda: _check_same(target, seen)) as part:
        shutil.copyfile(base, part)
        stamp = _sha256(part)
        with closing(sqlite3.connect(part)) as connection, connection:
            _apply(connection, list(kept.values()), stamp)


def _stamp(path: Path) -> Stamp:
    """Tell one state of a file from the next; each is another file, put in place of the last."""
    found = path.stat() if path.exists() else None
    return found and (found.st_ino, found.st_mtime_ns)


def _apply(connection: sqlite3.Connection, records: list[PlaceRow], stamp: str) -> None:
    connection.executescript(_TABLES)
    connection.execute("INSERT INTO made_from VALUES (?)", (stamp,))
    kept = ((r.place_id, json.dumps(_plain(r), ensure_ascii=False), r.outline) for r in records)
    connection.executemany("INSERT INTO addition (place_id, record, outline) VALUES (?, ?, ?)", kept)
    records = list({record.place_id: record for record in records}.values())
    numbers: dict[str, int] = dict(connection.execute("SELECT place_id, number FROM place"))
    first = max(numbers.values(), default=0) + 1
    for record in records:
        if number := numbers.get(record.place_id):
            connection.execute("DELETE FROM place WHERE number = ?", (number,))
            insert(connection, [record], number)  # its old names still find it
    insert(connection, [record for record in records if record.place_id not in numbers], first)


def _plain(record: PlaceRow) -> dict[str, object]:
    """Write what is said; what stands blank is left to the defaults of `PlaceRow`."""
    plain = {name: value for name, value in asdict(record).items() if value or name in _ALWAYS}
    plain.pop("outline", None)
    return plain


def _made_from(path: Path) -> str:
    with _reading(path) as connection:
        if not _has(connection, "made_from"):
            return ""
        return str(connection.execute("SELECT sha256 FROM made_from").fetchone()[0])


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a gazetteer to read it; raise `GazetteerUnavailable` for any other file."""
    with _trouble(path), closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise GazetteerUnavailable(f"{path}: {_NONE}")
        yield connection


def _has(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return sha256(file.read()).hexdigest()


@contextmanager
def _trouble(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeEncodeError) as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB:
            raise GazetteerUnavailable(f"{path}: {_NONE}") from error
        raise GazetteerUnavailable(f"{path}: the gazetteer cannot be used or written ({error})") from error
    except FileRefused as error:
        raise GazetteerUnavailable(str(error)) from error
