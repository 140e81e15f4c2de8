"""What a database says when it cannot work, told as what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import sqlalchemy as sa

from incidentmap.errors import StoreDamaged, StoreUnavailable

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
_ADVICE = {
    "database is locked": "another program holds the database; close it, then reload this page",
    "disk is full": "the disk is full; nothing was changed; free some space, then try again",
    "readonly": "the file or its folder may not be written; give this user the right to write there",
    "read-only": "the file or its folder may not be written; give this user the right to write there",
    "unable to open": "the file cannot be opened; check that its folder exists and may be read and written",
    "disk i/o": "the disk does not answer; check it, then try again; what was confirmed before is kept",
    "connection": "the server does not answer; start it, or correct INCIDENTMAP_DATABASE_URL",
}


def named(engine: sa.Engine) -> str:
    """Name a database to a person, without its password."""
    url = engine.url
    return str(url.database) if engine.dialect.name == "sqlite" else url.render_as_string(hide_password=True)


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Raise `StoreUnavailable` with advice for trouble with the database; let refused records through."""
    try:
        yield
    except sa.exc.IntegrityError:
        raise
    except sa.exc.DBAPIError as trouble:
        # A full disk ends the transaction by itself, and the error that arrives is of the savepoint it took along.
        told = " ".join(_chain(trouble)).lower()
        if damage := _known(_DAMAGED, told):
            raise StoreDamaged(f"{where}: {damage}") from trouble
        refused = f"the database refused: {str(trouble.orig).strip()}; nothing was changed"
        raise StoreUnavailable(f"{where}: {_known(_ADVICE, told) or refused}") from trouble


def _known(advice: Mapping[str, str], told: str) -> str | None:
    return next((said for sign, said in advice.items() if sign in told), None)


def _chain(trouble: BaseException | None) -> Iterator[str]:
    while trouble is not None:
        yield str(getattr(trouble, "orig", trouble))  # not the statement: it holds the analyst's own words
        trouble = trouble.__context__
