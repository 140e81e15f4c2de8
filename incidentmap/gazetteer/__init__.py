"""The reference geography: opened, looked up, built, and extended with places of one's own."""

from incidentmap.gazetteer.consistency import contradiction_of
from incidentmap.gazetteer.context import Context, context_of
from incidentmap.gazetteer.lookup import Entry, Gazetteer

__all__ = ["Context", "Entry", "Gazetteer", "context_of", "contradiction_of"]
