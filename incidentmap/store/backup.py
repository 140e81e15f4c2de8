"""Backups: all records of one moment in one portable file, and back.

The file is a SQLite database of this program's tables, also where the records live in PostgreSQL.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from incidentmap.errors import StoreDamaged, StoreUnavailable
from incidentmap.formats.whole_file import refuse_irregular
from incidentmap.model import Revision
from incidentmap.store import reading
from incidentmap.store.address import understood
from incidentmap.store.checking import check, damage
from incidentmap.store.copying import Contents, clear_all, contents, copy_all, renumber
from incidentmap.store.database import Store
from incidentmap.store.repository import EVERYTHING
from incidentmap.store.seal import is_broken, put_seal
from incidentmap.store.sqlite_files import is_anothers, set_aside
from incidentmap.store.tables import metadata
from incidentmap.store.writing import Writer
from incidentmap.text.counting import counted

Tell = Callable[[str], None]


def backup(store: Store, file: Path) -> tuple[Contents, int]:
    """Write all records of one moment to a new file; give what it holds, and how many findings `check` has in it.

    Others go on reading and writing meanwhile. The file is there whole or not at all.
    """
    _refuse_existing(file)
    with _working_copy(file, file.absolute().parent) as part:
        # 1 copy
        written = _write(store, part)
        # 2 look at the copy, opened anew
        findings = _verified(part, written)
        # 3 put it in its place
        put_seal(part)
        _put(part, file)
    # 4 look at it once more, under the name that it has now
    _verified(file, written)
    return written, findings


def restore(store: Store, file: Path, by: str, *, replace: bool = False, tell: Tell = lambda _: None) -> Contents:
    """Put the records of a backup into the store, all or nothing; give what was restored, `tell` what gave way to it.

    Raise `StoreUnavailable` for a file that is no sound backup, or where the store holds records and `replace` is not
    set. The file itself is never written to; an older one is migrated in a copy.
    """
    with _working_copy(file) as part:
        # 1 open a copy of our own
        source = _opened_copy(file, part)
        with source.reading_all() as connection, store.writing() as writer:
            writer.connection.execution_options(**EVERYTHING)
            # 2 put its records in place of what is there
            newest = max(reading.state(connection), reading.state(writer.connection))
            gone = _make_room(writer.connection, store.where, replace=replace)
            restored = copy_all(connection, writer.connection)
            _compare(contents(writer.connection), restored)
            # 3 sign, under a number that neither has had: what is kept in memory goes by the highest
            _sign(writer, newest + 1, restored, file, by)
        source.close()
    if gone:
        tell(f"{counted(gone, 'row')} that stood there before: taken away")
    return restored


def restore_into(
    url: str | Path, file: Path, by: str, *, replace: bool = False, tell: Tell = lambda _: None
) -> tuple[Store, Contents, Path | None]:
    """Put the records of a backup into the database at `url`; give it, what was restored, and what was set aside.

    A damaged file of SQLite is set aside, with its `-wal` and `-shm`, where `replace` is set; else this raises.
    """
    try:
        store = Store.open(url)
        with store.reading() as connection:
            _refuse_damaged(connection)
    except StoreDamaged:
        if not replace:
            raise
        store, kept = _in_place_of_damaged(url, file)
    else:
        kept = None
    return store, restore(store, file, by, replace=replace, tell=tell), kept


def _in_place_of_damaged(url: str | Path, file: Path) -> tuple[Store, Path | None]:
    """Make a new database where a damaged one stands, once it is known that the backup is sound."""
    with _working_copy(file) as part:
        _opened_copy(file, part).close()
    kept = set_aside(Path(understood(url).database or "").absolute())
    return Store.open(url), kept


def _write(store: Store, part: Path) -> Contents:
    target = Store.open(part)
    with store.reading_all() as source, target.writing() as writer:
        written = copy_all(source, writer.connection)
    target.close()
    with closing(sqlite3.connect(part)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # one file, without a journal beside it
    return written


def _verified(part: Path, written: Contents) -> int:
    copy = Store.look(part)
    with copy.reading_all() as connection:
        _refuse_damaged(connection)
        _compare(contents(connection), written)
    with copy.reading() as connection:
        findings = sum(1 for _ in check(connection))
    copy.close()
    return findings


def _put(part: Path, file: Path) -> None:
    _sync(part)
    _refuse_existing(file)
    part.rename(file)
    with suppress(PermissionError):  # Windows opens no folders
        _sync(file.absolute().parent)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _opened_copy(file: Path, copy: Path) -> Store:
    for journal in (Path(f"{file}-wal"), Path(f"{file}-journal")):
        if journal.exists() and journal.stat().st_size:
            raise StoreUnavailable(f"{file}: is a database in use; make a backup of it, and restore that")
    refuse_irregular(file, StoreUnavailable)
    shutil.copyfile(file, copy)
    if is_anothers(copy):
        raise StoreUnavailable(f"{file}: is no backup of this program; name a file that `backup` wrote")
    if is_broken(copy):
        raise StoreUnavailable(f"{file}: was damaged or changed since it was written; take another backup")
    store = Store.open(copy, create=False)
    with store.reading() as connection:
        _refuse_damaged(connection)
    return store


def _make_room(connection: sa.Connection, where: str, *, replace: bool) -> int:
    """Take away what is there, and give how many rows that were; raise `StoreUnavailable` where it may not go."""
    if replace:
        return clear_all(connection)
    if any(connection.scalar(sa.select(sa.exists(sa.select(table)))) for table in metadata.sorted_tables):
        raise StoreUnavailable(f"{where}: holds records; make a backup of them, then give --replace to take them away")
    return 0


def _sign(writer: Writer, number: int, restored: Contents, file: Path, by: str) -> None:
    now = datetime.now(UTC)
    after = json.dumps({name: content.rows for name, content in restored.items()})
    subject = f"restore-{now:%Y%m%dT%H%M%S%f}"
    writer.add(Revision(subject, now, by, f"restored from {file.name}", None, after, revision_id=number))
    renumber(writer.connection)


def _refuse_existing(file: Path) -> None:
    if file.exists():
        raise StoreUnavailable(f"{file}: is there already, and is not overwritten; name another file")


def _refuse_damaged(connection: sa.Connection) -> None:
    if found := next(damage(connection), None):
        raise StoreDamaged(str(found))


def _compare(found: Contents, wanted: Contents) -> None:
    if differing := [name for name in wanted if found[name] != wanted[name]]:
        raise StoreUnavailable(f"{', '.join(differing)}: did not arrive as they were; check the disk, then try again")


@contextmanager
def _working_copy(file: Path, folder: Path | None = None) -> Iterator[Path]:
    """Give a path that is cleared away afterwards; what goes wrong with it is told of the file that it stands for."""
    part = file
    try:
        with TemporaryDirectory(prefix=f".{file.name}-", dir=folder, ignore_cleanup_errors=True) as made:
            part = Path(made) / "backup"
            yield part
    except (OSError, sqlite3.Error) as trouble:
        reason = getattr(trouble, "strerror", None) or trouble
        raise StoreUnavailable(f"{file}: {reason}; nothing was changed") from trouble
    except StoreUnavailable as trouble:
        raise StoreUnavailable(str(trouble).replace(str(part), str(file))) from trouble
