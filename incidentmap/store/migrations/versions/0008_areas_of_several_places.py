"""What stands for several places lies in no area unless all of them do, which older ones did not say

They took the areas of the first one, and readers told them by their id; they now say none, as readers took it.
"""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.execute(
        "UPDATE places SET country_code = '', admin1 = '', admin2 = '' "
        "WHERE kind = 'derived' AND (place_id LIKE '%@several-%' OR place_id LIKE '%@or-%')"
    )
