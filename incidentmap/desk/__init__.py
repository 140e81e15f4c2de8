"""What an analyst does, one transaction each."""

from incidentmap.desk.changes import combine, difference
from incidentmap.desk.editing import Change, save
from incidentmap.desk.merging import merge, split
from incidentmap.desk.naming import new_citation_id, new_incident_id
from incidentmap.desk.seeding import Seeded, needs_seeds, seed
from incidentmap.desk.undoing import edits_since, sides, undo

__all__ = [
    "Change",
    "Seeded",
    "combine",
    "difference",
    "edits_since",
    "merge",
    "needs_seeds",
    "new_citation_id",
    "new_incident_id",
    "save",
    "seed",
    "sides",
    "split",
    "undo",
]
