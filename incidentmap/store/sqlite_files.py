"""The three files of a SQLite database: the main one, and beside it `-wal`, with the latest saves, and `-shm`."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

from incidentmap.errors import StoreDamaged, StoreUnavailable

ENDINGS = ("", "-wal", "-shm")
_MAGIC = b"SQLite format 3\0"

Identity = tuple[int, int] | None


def identity(path: Path) -> Identity:
    """Tell which file stands under a name now; None where there is none."""
    with suppress(FileNotFoundError):
        found = path.stat()
        return found.st_dev, found.st_ino
    return None


def wal_of(path: Path) -> Path:
    """Name the file of the latest saves."""
    return path.with_name(f"{path.name}-wal")


def check_same(path: Path, opened: tuple[Identity, Identity]) -> None:
    """Refuse to go on where the files that were opened, main and `-wal`, are no longer those under their names."""
    if (identity(path), identity(wal_of(path))) != opened:
        raise StoreUnavailable(
            f"{path}: it or its -wal was deleted, moved or exchanged while the program was running; nothing was saved. "
            "Put the file back together with its -wal and -shm, then save again; if they are gone for good, "
            "`python -m incidentmap restore FILE` puts a backup there"
        )


def is_anothers(path: Path) -> bool:
    """Tell whether a file is no database of SQLite, or one of another program; an empty or damaged one may be ours."""
    head = _head(path)
    if head and head != _MAGIC:
        return True
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        return bool(tables) and "alembic_version" not in tables
    return False


def _head(path: Path) -> bytes:
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(len(_MAGIC))


def refuse_torn(path: Path, advice: str) -> None:
    """Refuse a `-wal` without its main file, and a main file that is no database: SQLite would delete that `-wal`."""
    head = _head(path)
    if head and head != _MAGIC:
        raise StoreDamaged(f"{path}: the file is not a database; {advice}")
    wal = wal_of(path)
    if not head and wal.is_file() and wal.stat().st_size:
        problem = f"is not there, but the latest saves are, in {wal.name}; put it back beside them, or {advice}"
        raise StoreDamaged(f"{path}: {problem}")


def set_aside(path: Path) -> Path | None:
    """Give all files of a database another name together, so that none is lost; None where there are none."""
    kept = path.with_name(f"{path.name}.set-aside-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
    moved = [ending for ending in ENDINGS if Path(f"{path}{ending}").exists()]
    for ending in moved:
        Path(f"{path}{ending}").rename(f"{kept}{ending}")
    return kept if moved else None


def refuse_earlier_name(path: Path) -> None:
    """Name the file that an earlier version kept, which took `%20` in a path for a space."""
    earlier = Path(unquote(str(path)))
    if earlier != path and earlier.exists() and not path.exists():
        raise StoreUnavailable(
            f"{path}: is not there, but an earlier version kept its records in {earlier}; "
            "move that file here together with its -wal and -shm, then start again"
        )
