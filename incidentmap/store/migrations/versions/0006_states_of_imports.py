"""States of imports, and what came with one"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"

# Batch mode would make the table anew, which SQLite refuses while origins refer to it.
STATE = """ALTER TABLE imports ADD COLUMN state TEXT DEFAULT 'applied' NOT NULL
    CONSTRAINT ck_imports_state_known CHECK (state IN ('loading', 'applied', 'discarded'))"""


def _kept() -> sa.Column[bool]:
    return sa.Column("kept", sa.Boolean(), server_default=sa.false(), nullable=False)


def upgrade() -> None:
    op.execute(STATE)
    op.add_column("origins", _kept())
    op.create_index(op.f("ix_origins_import_id"), "origins", ["import_id"])
    op.create_table(
        "import_subjects",
        sa.Column("import_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        _kept(),
        sa.ForeignKeyConstraint(["import_id"], ["imports.import_id"], name=op.f("fk_import_subjects_import_id")),
        sa.PrimaryKeyConstraint("import_id", "subject", name=op.f("pk_import_subjects")),
    )
    op.create_index(op.f("ix_import_subjects_import_id"), "import_subjects", ["import_id"])
    op.create_index(op.f("ix_import_subjects_subject"), "import_subjects", ["subject"])
