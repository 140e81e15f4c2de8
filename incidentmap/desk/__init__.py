"""What an analyst does, one transaction each."""

from incidentmap.desk.changes import combine, difference
from incidentmap.desk.deciding import Moved, Waiting, decide, meaning, moved_by, rivals, waiting
from incidentmap.desk.editing import Change, save
from incidentmap.desk.learning import learn_from_records, learnable
from incidentmap.desk.merging import merge, split
from incidentmap.desk.naming import new_citation_id, new_incident_id
from incidentmap.desk.seeding import Seeded, needs_seeds, seed
from incidentmap.desk.teaching import forget, learned, lesson, name_in, teach
from incidentmap.desk.undoing import edits_since, sides, undo
from incidentmap.desk.unreadable import unreadable

__all__ = [
    "Change",
    "Moved",
    "Seeded",
    "Waiting",
    "combine",
    "decide",
    "difference",
    "edits_since",
    "forget",
    "learn_from_records",
    "learnable",
    "learned",
    "lesson",
    "meaning",
    "merge",
    "moved_by",
    "name_in",
    "needs_seeds",
    "new_citation_id",
    "new_incident_id",
    "rivals",
    "save",
    "seed",
    "sides",
    "split",
    "teach",
    "undo",
    "unreadable",
    "waiting",
]
