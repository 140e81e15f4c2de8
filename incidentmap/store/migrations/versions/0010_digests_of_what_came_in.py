"""What came in is marked field by field, by which a change past the program is found where no edit names the noun

What was there before, and what nobody edited, is marked as it is now: what was changed before cannot be seen.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_IDS = {  # by kind, as edits name it: its table and the columns of its id
    "actor": ("actors", "actor_id"),
    "actor_link": ("actor_links", "actor", "parent", "link"),
    "article": ("articles", "article_id"),
    "incident": ("incidents", "incident_id"),
    "aggregate": ("aggregates", "aggregate_id"),
    "response": ("responses", "from_incident", "to_incident"),
    "same_event": ("same_events", "same_event_id"),
}
_DIGESTS = sa.table("digests", sa.column("subject"))


def upgrade() -> None:
    op.create_table(
        "digests",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("marks", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_digests")),
    )
    edited = sa.select(sa.column("subject")).select_from(sa.table("revision_subjects"))
    for kind, (table, *own) in _IDS.items():
        named = _named(kind, own)
        never_edited = sa.select(named).select_from(sa.table(table)).where(named.not_in(edited))
        # Left open: what is there when all migrations are done is marked.
        op.execute(sa.insert(_DIGESTS).from_select(["subject"], never_edited))


def _named(kind: str, own: list[str]) -> sa.ColumnElement[str]:
    first, *others = (sa.column(each, sa.Text) for each in own)
    named: sa.ColumnElement[str] = f"{kind}:" + first
    for each in others:
        named = named + ">" + each
    return named
