"""The gazetteer of a process, opened once: pages and routes speak of the same places."""

from __future__ import annotations

from functools import cache

from incidentmap.gazetteer.extend import gazetteer_path
from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.settings import Settings


@cache
def gazetteer_of(settings: Settings) -> Gazetteer:
    """Open the gazetteer once; raise `GazetteerUnavailable`, which is not kept, so that the next try opens it anew."""
    return Gazetteer(gazetteer_path(settings))
