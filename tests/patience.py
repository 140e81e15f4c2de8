"""How long a test waits for what is meant: no time that a slow machine could need.

This guards against hanging for ever, and is in no test what is tested: nothing takes so long unless something is wrong.
"""

from __future__ import annotations

from incidentmap.store import database

SECONDS = 480  # whole minutes, as PostgreSQL says them
MILLISECONDS = 1000 * SECONDS


def lend() -> None:
    """Let writers in this process wait as long for each other; an analyst would be told of it after some seconds."""
    database.BUSY_SECONDS = SECONDS
