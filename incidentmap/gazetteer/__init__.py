"""The reference geography: opened, looked up, built, and extended with places of one's own."""

from incidentmap.gazetteer.consistency import Contradiction, contradiction_at, contradiction_of
from incidentmap.gazetteer.context import Context, context_of
from incidentmap.gazetteer.lookup import Entry, Gazetteer

__all__ = [
    "Context",
    "Contradiction",
    "Entry",
    "Gazetteer",
    "context_of",
    "contradiction_at",
    "contradiction_of",
]
