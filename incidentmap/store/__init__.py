"""Keeping records: tables, migrations, reading and writing."""

from incidentmap.store.database import Store
from incidentmap.store.reading import Dossier
from incidentmap.store.writing import Writer

__all__ = ["Dossier", "Store", "Writer"]
