"""Where the records are: the address of a file of SQLite or of a server of PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from incidentmap.errors import StoreUnavailable

_DRIVERS = dict.fromkeys(("sqlite", "sqlite+pysqlite"), "sqlite")
_DRIVERS |= dict.fromkeys(("postgres", "postgresql", "postgresql+psycopg"), "postgresql+psycopg")


def understood(url: str | Path) -> sa.URL:
    """Read an address or a path; refuse what is neither a file of SQLite nor a server of PostgreSQL."""
    if isinstance(url, Path):
        return sa.URL.create("sqlite", database=str(url))
    try:
        parsed = sa.make_url(url)
        parsed = parsed.set(drivername=_DRIVERS[parsed.drivername])
        if parsed.drivername == "sqlite" and (_in_memory(parsed) or "?" in url):
            raise ValueError("not a plain file")
    except (sa.exc.ArgumentError, KeyError, ValueError) as trouble:
        raise StoreUnavailable(
            "INCIDENTMAP_DATABASE_URL is not understood; write sqlite:///FILE or postgresql://USER@HOST/NAME"
        ) from trouble
    return parsed


def _in_memory(url: sa.URL) -> bool:
    return not url.database or url.database.startswith((":memory:", "file:"))
