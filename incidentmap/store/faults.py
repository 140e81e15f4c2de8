"""What a database says when it cannot work, told as what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from incidentmap.errors import StoreUnavailable

_ADVICE = {
    "file is not a database": "the file is not a database; move it away to start anew, or put back a copy",
    "malformed": "the file is damaged; put back a copy, or move it away to start anew",
    "database is locked": "another program holds the database; close it, then reload this page",
    "disk is full": "the disk is full; nothing was changed; free some space, then try again",
    "readonly": "the file or its folder may not be written; give this user the right to write there",
    "read-only": "the file or its folder may not be written; give this user the right to write there",
    "unable to open": "the file cannot be opened; check that its folder exists and may be read and written",
    "no such table": "the database is incomplete; put back a copy, or move it away to start anew",
    "no such column": "the database is incomplete; put back a copy, or move it away to start anew",
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
        raise StoreUnavailable(f"{where}: {_advice(trouble)}") from trouble


def _advice(trouble: sa.exc.DBAPIError) -> str:
    # A full disk ends the transaction by itself, and the error that arrives is of the savepoint it took along.
    told = " ".join(_chain(trouble)).lower()
    known = next((advice for sign, advice in _ADVICE.items() if sign in told), None)
    return known or f"the database refused: {str(trouble.orig).strip()}; nothing was changed"


def _chain(trouble: BaseException | None) -> Iterator[str]:
    while trouble is not None:
        yield str(getattr(trouble, "orig", trouble))  # not the statement: it holds the analyst's own words
        trouble = trouble.__context__
