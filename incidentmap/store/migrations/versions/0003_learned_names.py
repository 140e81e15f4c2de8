"""Names of places that this house has learned"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "aliases",
        sa.Column("alias_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("admin1", sa.Text(), server_default="", nullable=False),
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("where_prec", sa.SmallInteger(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("where_prec IN (1, 2, 3, 4, 5, 6, 7)", name=op.f("ck_aliases_where_prec_known")),
        sa.CheckConstraint("origin IN ('analyst', 'record', 'import')", name=op.f("ck_aliases_origin_known")),
        sa.ForeignKeyConstraint(["place_id"], ["places.place_id"], name=op.f("fk_aliases_place_id")),
        sa.PrimaryKeyConstraint("alias_id", name=op.f("pk_aliases")),
    )
    op.create_index(op.f("ix_aliases_place_id"), "aliases", ["place_id"], unique=False)
