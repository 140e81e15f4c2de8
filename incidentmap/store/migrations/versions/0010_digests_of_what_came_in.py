"""What came in is marked field by field, by which a change past the program is found where no edit names the noun

What was there before, and what nobody edited, is marked as it is now: what was changed before cannot be seen.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

# Left open: what is there when all migrations are done is marked.
_NEVER_EDITED = """INSERT INTO digests (subject) SELECT subject FROM (
    SELECT 'actor:' || actor_id AS subject FROM actors
    UNION ALL SELECT 'actor_link:' || actor || '>' || parent || '>' || link FROM actor_links
    UNION ALL SELECT 'article:' || article_id FROM articles
    UNION ALL SELECT 'incident:' || incident_id FROM incidents
    UNION ALL SELECT 'aggregate:' || aggregate_id FROM aggregates
    UNION ALL SELECT 'response:' || from_incident || '>' || to_incident FROM responses
    UNION ALL SELECT 'same_event:' || same_event_id FROM same_events
) AS held WHERE subject NOT IN (SELECT subject FROM revision_subjects)"""


def upgrade() -> None:
    op.create_table(
        "digests",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("marks", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_digests")),
    )
    op.get_bind().exec_driver_sql(_NEVER_EDITED)
