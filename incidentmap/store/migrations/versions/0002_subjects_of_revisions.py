"""What each edit is listed under"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "revision_subjects",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.revision_id"], name=op.f("fk_revision_subjects_revision_id")
        ),
        sa.PrimaryKeyConstraint("revision_id", "subject", name=op.f("pk_revision_subjects")),
    )
    op.create_index(op.f("ix_revision_subjects_subject"), "revision_subjects", ["subject"], unique=False)
