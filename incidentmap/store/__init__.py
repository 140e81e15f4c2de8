"""Keeping records: tables, migrations, reading and writing, checks and backups."""

from incidentmap.store.backup import backup, restore, restore_into
from incidentmap.store.checking import Finding, check
from incidentmap.store.database import Store
from incidentmap.store.reading import Dossier
from incidentmap.store.writing import Writer

__all__ = ["Dossier", "Finding", "Store", "Writer", "backup", "check", "restore", "restore_into"]
