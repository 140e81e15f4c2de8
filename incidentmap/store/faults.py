"""What a database says when it cannot work, told as what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import sqlalchemy as sa

from incidentmap.errors import StoreBusy, StoreDamaged, StoreUnavailable
from incidentmap.store.server_limits import SILENT

RESTORE = (
    "`python -m incidentmap restore FILE --replace` puts a backup in its place and keeps the old files; to start anew, "
    "move it away together with its -wal and -shm: the three are one database"
)
_DAMAGED = {
    "file is not a database": f"the file is not a database; {RESTORE}",
    "malformed": f"the file is damaged; {RESTORE}",
    "no such table": f"the database is incomplete; {RESTORE}",
    "no such column": f"the database is incomplete; {RESTORE}",
}
_BUSY = "another program holds the database; wait until it is done, or close it, then try again"
_FULL = "too many work with the database at this moment; try again in a moment"
_NO_ROOM = "the disk is full; nothing was changed; free some space, then try again"
_NOT_WRITTEN = "the file or its folder may not be written; give this user the right to write there"
_NOT_LET_IN = "the server does not let this user in; correct name or password in INCIDENTMAP_DATABASE_URL"
_LEFT_ALONE = "the server ended what was begun, as nothing more came for too long; nothing was changed; try again"
_BUSY_SIGNS = {
    "database is locked": _BUSY,
    "too many clients": _FULL,
    "too many connections": _FULL,
    "remaining connection slots": _FULL,
    "the database system is": "the server is starting or stopping; try again in a moment",
}
# What PostgreSQL means whatever its language.
_BUSY_CODES = {"55P03": _BUSY, "53300": _FULL, "57P03": _BUSY_SIGNS["the database system is"]}
_CODES = {
    "25P03": _LEFT_ALONE,
    "57014": "the server stopped it, as it took longer than the server allows; nothing was changed",
    "53100": _NO_ROOM,
    "25006": "the server takes no changes just now; nothing was changed; ask who runs it",
}
_ADVICE = {
    "disk is full": _NO_ROOM,
    "readonly": _NOT_WRITTEN,
    "read-only": _NOT_WRITTEN,
    "unable to open": (
        "the file cannot be opened; check that its folder exists and may be read and written; if the file is gone for "
        "good, `python -m incidentmap restore FILE` puts a backup there"
    ),
    "disk i/o": "the disk does not answer; check it, then try again; what was confirmed before is kept",
    SILENT: (
        "the server does not answer any more; check it; what was confirmed before is kept; whether the last change was "
        "kept the history tells once the server answers: look there before you save again"
    ),
    "password": _NOT_LET_IN,
    "pg_hba.conf": _NOT_LET_IN,
    'fatal:  role "': _NOT_LET_IN,
    'fatal:  database "': "the server has no such database; make it with createdb, or correct INCIDENTMAP_DATABASE_URL",
    "connection": "the server does not answer; start it, or correct INCIDENTMAP_DATABASE_URL",
}
_SHOWN = ("host", "port")  # of what an address may say after "?": a password may stand there, too


def named(engine: sa.Engine) -> str:
    """Name a database to a person, without its password, wherever in the address it stands."""
    url = engine.url
    if engine.dialect.name == "sqlite":
        return str(url.database)
    shown = {key: value for key, value in url.query.items() if key in _SHOWN}
    return url.set(query=shown).render_as_string(hide_password=True)


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Raise `StoreUnavailable` with advice for trouble with the database; let refused records through."""
    try:
        yield
    except sa.exc.IntegrityError:
        raise
    except sa.exc.TimeoutError as trouble:  # no connection became free
        raise StoreBusy(f"{where}: {_FULL}") from trouble
    except sa.exc.DBAPIError as trouble:
        raise _told(where, trouble) from trouble


def _told(where: str, trouble: sa.exc.DBAPIError) -> StoreUnavailable:
    # A full disk ends the transaction by itself, and the error that arrives is of the savepoint it took along.
    message, code = " ".join(_chain(trouble)).lower(), getattr(trouble.orig, "sqlstate", None) or ""
    if damage := _known(_DAMAGED, message):
        return StoreDamaged(f"{where}: {damage}")
    if busy := _BUSY_CODES.get(code) or _known(_BUSY_SIGNS, message):
        return StoreBusy(f"{where}: {busy}")
    refused = f"the database refused: {str(trouble.orig).strip()}; nothing was changed"
    return StoreUnavailable(f"{where}: {_CODES.get(code) or _known(_ADVICE, message) or refused}")


def _known(advice: Mapping[str, str], message: str) -> str | None:
    return next((said for sign, said in advice.items() if sign in message), None)


def _chain(trouble: BaseException | None) -> Iterator[str]:
    while trouble is not None:
        yield str(getattr(trouble, "orig", trouble))  # not the statement: it holds the analyst's own words
        trouble = trouble.__context__
