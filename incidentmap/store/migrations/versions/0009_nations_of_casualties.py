"""Figures say whose nation the dead and the injured were, where a source says it; one may stand for all sides

What was there before says nothing of it, in the rows as in the edits that hold them, and keeps its id.
"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_BATCH = 500
_SIDES = ("attackers", "targets", "civilians", "partners", "unknown")
_REVISIONS = sa.table("revisions", *map(sa.column, ("revision_id", "before", "after")))
_KNOWN = "ck_casualties_of_known"

Said = dict[str, Any]


def upgrade() -> None:
    known = ", ".join(repr(each) for each in (*_SIDES, "all"))
    with op.batch_alter_table("casualties", copy_from=_table_before()) as batch:
        batch.drop_constraint(op.f(_KNOWN), type_="check")
        batch.create_check_constraint(op.f(_KNOWN), f"of IN ({known})")
        batch.add_column(sa.Column("nationality", sa.Text(), server_default="", nullable=False))
    _add_to_edits(op.get_bind())


def _table_before() -> sa.Table:
    """Describe the table as version 0008 has it: SQLite's own description lacks the checks."""
    known = ", ".join(repr(each) for each in _SIDES)
    table = sa.Table(
        "casualties",
        sa.MetaData(),
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("incident_id", "measure", "of", "stated")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("low", "best", "high")),
        sa.Column("citation_id", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("casualties_id", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("measure IN ('killed', 'injured', 'tbi')", name=op.f("ck_casualties_measure_known")),
        sa.CheckConstraint(f"of IN ({known})", name=op.f(_KNOWN)),
        sa.CheckConstraint("stated <> 'none' OR (low = 0 AND high = 0)", name=op.f("ck_casualties_none_is_zero")),
        sa.CheckConstraint("stated <> 'number' OR coalesce(low, best, high) IS NOT NULL", name=op.f("ck_casualties_number_is_given")),
        sa.CheckConstraint("stated <> 'unspecified' OR coalesce(low, best, high) IS NULL", name=op.f("ck_casualties_unspecified_is_blank")),
        sa.CheckConstraint("stated IN ('number', 'none', 'unspecified')", name=op.f("ck_casualties_stated_known")),
        *(sa.CheckConstraint(f"{name} BETWEEN 0 AND 10000000", name=op.f(f"ck_casualties_{name}_range")) for name in ("low", "best", "high")),
        sa.CheckConstraint("low <= best AND best <= high AND low <= high", name=op.f("ck_casualties_figures_ordered")),
        sa.ForeignKeyConstraint(["citation_id"], ["citations.citation_id"], name=op.f("fk_casualties_citation_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.incident_id"], name=op.f("fk_casualties_incident_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_casualties")),
    )  # fmt: skip
    sa.Index(op.f("ix_casualties_incident_id"), table.c.incident_id)
    sa.Index(op.f("ix_casualties_casualties_id"), table.c.casualties_id, unique=True)
    return table


def _add_to_edits(connection: sa.Connection) -> None:
    named = _REVISIONS.c.revision_id
    update = sa.update(_REVISIONS).where(named == sa.bindparam("edit"))
    update = update.values(before=sa.bindparam("was"), after=sa.bindparam("becomes"))
    for edits in _edits(connection):
        told = [(row.revision_id, _added(row.before), _added(row.after)) for row in edits]
        connection.execute(update, [dict(zip(("edit", "was", "becomes"), each, strict=True)) for each in told])


def _edits(connection: sa.Connection) -> Iterator[list[Any]]:
    """Read the edits that hold figures in batches: what is read is written meanwhile."""
    held, last = _REVISIONS.c, 0
    says = [side.contains('"casualties"', autoescape=True) for side in (held.before, held.after)]
    query = sa.select(_REVISIONS).where(sa.or_(*says)).order_by(held.revision_id).limit(_BATCH)
    while rows := list(connection.execute(query.where(held.revision_id > last)).all()):
        yield rows
        last = rows[-1].revision_id


def _added(side: str | None) -> str | None:
    """Add the blank to what one side of an edit holds; what is not of the form that edits have stays as it is."""
    try:
        sheets = json.loads(side or "null")
    except ValueError:
        return side
    found = list(_figures(sheets))
    for figure in found:
        figure.setdefault("nationality", "")
    return json.dumps(sheets, ensure_ascii=False) if found else side


def _figures(sheets: Any) -> Iterator[Said]:
    for key, sheet in sheets.items() if isinstance(sheets, dict) else ():
        items = sheet.get("casualties") if key.startswith("incident:") and isinstance(sheet, dict) else None
        if isinstance(items, list) and all(isinstance(each, dict) and "incident_id" in each for each in items):
            yield from items
