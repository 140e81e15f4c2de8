"""A backup of a file of SQLite, written beside it before its tables are brought up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import count, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from incidentmap.errors import StoreUnavailable
from incidentmap.store.seal import put_seal


def keep_earlier(path: Path, version: str) -> Path:
    """Copy a database as it is, compare the copy, and give its name; raise `StoreUnavailable` if that fails."""
    file = free_name(path, version)
    try:
        with TemporaryDirectory(prefix=f".{file.name}-", dir=path.parent, ignore_cleanup_errors=True) as made:
            part = Path(made) / "backup"
            _copy(path, part)
            put_seal(part)
            part.rename(file)
        _verify(path, file)
    except (OSError, sqlite3.Error) as trouble:
        raise unkept(file, trouble) from trouble
    return file


def unkept(file: Path, trouble: Exception) -> StoreUnavailable:
    """Say that there is no backup, so that nothing was migrated."""
    reason = getattr(trouble, "strerror", None) or getattr(trouble, "orig", trouble)
    return StoreUnavailable(
        f"{file}: the backup before the database is brought up to date could not be written ({reason}); "
        "the database is as it was; free some space or let this user write there, then try again"
    )


def free_name(path: Path, version: str) -> Path:
    """Give a name beside `path` that says the version and is not taken."""
    first = f"{path.stem}-version-{version}"
    names = (f"{first}{f'-{number}' if number > 1 else ''}{path.suffix}" for number in count(1))
    return next(file for file in map(path.with_name, names) if not file.exists())


def _copy(path: Path, part: Path) -> None:
    with closing(_read(path)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, without a journal beside it


def _verify(path: Path, file: Path) -> None:
    """Read the backup under its own name; what is none does not keep that name."""
    try:
        _compare(path, file)
    except sqlite3.Error:
        file.unlink()
        raise


def _compare(path: Path, file: Path) -> None:
    with closing(_read(path)) as source, closing(_read(file)) as copy:
        if any(one != other for one, other in zip_longest(source.iterdump(), copy.iterdump())):
            raise sqlite3.DatabaseError("the copy differs from the database")


def _read(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
