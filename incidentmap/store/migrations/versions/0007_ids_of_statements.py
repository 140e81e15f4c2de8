"""Statements and figures have ids, by which marked words can point at one

An id is made of the incident, of what is said and, among equal ones, of the rank in their order, in the rows as in the
edits that hold them: every copy of a database gets the same ids, and what two edits held alike they still hold alike.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_BATCH = 500
_LETTERS = {"attribution_id": "a", "casualties_id": "c"}
_OWN = {"attributions": "attribution_id", "casualties": "casualties_id"}
_ATTRIBUTIONS = sa.table(
    "attributions",
    sa.column("stated_on", sa.Date),
    *map(sa.column, ("number", "attribution_id", "incident_id", "actor_id", "basis", "stance", "stated_as")),
    *map(sa.column, ("stated_by", "citation_id")),
)
_CASUALTIES = sa.table(
    "casualties",
    *map(sa.column, ("number", "casualties_id", "incident_id", "measure", "of", "stated", "low", "best", "high")),
    *map(sa.column, ("citation_id", "note")),
)
_REVISIONS = sa.table("revisions", *map(sa.column, ("revision_id", "before", "after")))

Said = dict[str, Any]


def upgrade() -> None:
    connection = op.get_bind()
    for table in (_ATTRIBUTIONS, _CASUALTIES):
        own = _OWN[table.name]
        op.execute(f"ALTER TABLE {table.name} RENAME COLUMN {own} TO number")
        op.add_column(table.name, sa.Column(own, sa.Text(), server_default="", nullable=False))
        _name_rows(connection, table, own)
        op.create_index(op.f(f"ix_{table.name}_{own}"), table.name, [own], unique=True)
    _name_in_edits(connection)


def _name_rows(connection: sa.Connection, table: sa.TableClause, own: str) -> None:
    update = sa.update(table).where(table.c.number == sa.bindparam("row")).values({own: sa.bindparam("made")})
    incident_id, last = itemgetter("incident_id"), ""
    while incidents := _next_incidents(connection, table, last):
        query = sa.select(table).where(table.c.incident_id.in_(incidents))
        rows = connection.execute(query.order_by(table.c.incident_id, table.c.number)).mappings()
        connection.execute(update, [row for _, each in groupby(rows, incident_id) for row in _named(each, own)])
        last = incidents[-1]


def _next_incidents(connection: sa.Connection, table: sa.TableClause, last: str) -> list[str]:
    named = table.c.incident_id
    return list(connection.scalars(sa.select(named).distinct().where(named > last).order_by(named).limit(_BATCH)))


def _named(rows: Any, own: str) -> list[Said]:
    held = [dict(row) for row in rows]
    said = [{name: value for name, value in row.items() if name not in ("number", own)} for row in held]
    return [{"row": row["number"], "made": made} for row, made in zip(held, _ids(said, own), strict=True)]


def _ids(items: list[Said], own: str) -> list[str]:
    """Make the ids of one incident's statements or figures, in their order."""
    ranks = Counter[str]()
    made = []
    for item in items:
        said = {name: value.isoformat() if isinstance(value, date) else value for name, value in item.items()}
        key = json.dumps(said, sort_keys=True)
        ranks[key] += 1
        digest = sha256(json.dumps([said, ranks[key]], sort_keys=True).encode()).hexdigest()[:16]
        made.append(f"{item['incident_id']}:{_LETTERS[own]}:{digest}")
    return made


def _name_in_edits(connection: sa.Connection) -> None:
    named = _REVISIONS.c.revision_id
    update = sa.update(_REVISIONS).where(named == sa.bindparam("edit"))
    update = update.values(before=sa.bindparam("was"), after=sa.bindparam("becomes"))
    for edits in _edits(connection):
        told = [(row.revision_id, _named_side(row.before), _named_side(row.after)) for row in edits]
        connection.execute(update, [dict(zip(("edit", "was", "becomes"), each, strict=True)) for each in told])


def _edits(connection: sa.Connection) -> Iterator[list[Any]]:
    """Read the edits that hold statements or figures in batches: what is read is written meanwhile."""
    held, last = _REVISIONS.c, 0
    says = [side.contains(f'"{part}"', autoescape=True) for part in _OWN for side in (held.before, held.after)]
    query = sa.select(_REVISIONS).where(sa.or_(*says)).order_by(held.revision_id).limit(_BATCH)
    while rows := list(connection.execute(query.where(held.revision_id > last)).all()):
        yield rows
        last = rows[-1].revision_id


def _named_side(side: str | None) -> str | None:
    """Name what one side of an edit holds; what is not of the form that edits have, as of imports, stays as it is."""
    try:
        sheets = json.loads(side or "null")
    except ValueError:
        return side
    found = list(_lists(sheets))
    for sheet, part in found:
        own = _OWN[part]
        sheet[part] = [{own: made} | item for made, item in zip(_ids(sheet[part], own), sheet[part], strict=True)]
    return json.dumps(sheets, ensure_ascii=False) if found else side


def _lists(sheets: Any) -> Iterator[tuple[Said, str]]:
    for key, sheet in sheets.items() if isinstance(sheets, dict) else ():
        for part in _OWN if key.startswith("incident:") and isinstance(sheet, dict) else ():
            items = sheet.get(part)
            if isinstance(items, list) and all(isinstance(each, dict) and "incident_id" in each for each in items):
                yield sheet, part
