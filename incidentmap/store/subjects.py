"""Reading edits by what they are about."""

from __future__ import annotations

import sqlalchemy as sa

from incidentmap.model import Revision
from incidentmap.store import tables
from incidentmap.store.reading import revisions_where


def revisions_of(connection: sa.Connection, key: str) -> tuple[Revision, ...]:
    """Read the edits of one noun, named by its key, oldest first."""
    listed = sa.select(tables.revision_subjects.c.revision_id).filter_by(subject=key)
    return revisions_where(connection, tables.revisions.c.revision_id.in_(listed))


def ever_named(connection: sa.Connection, stem: str) -> frozenset[str]:
    """Read the keys that edits ever named and that start alike, also of what was taken away since."""
    said = tables.revision_subjects.c.subject
    return frozenset(connection.scalars(sa.select(said).where(said.startswith(stem, autoescape=True))))
