"""What an analyst does, one transaction each."""

from incidentmap.desk.alias_learning import aliases_to_learn, learn_from_records
from incidentmap.desk.aliases import alias_from, learned, name_in, remove_alias, save_aliases
from incidentmap.desk.changes import combine, difference
from incidentmap.desk.editing import Change, save
from incidentmap.desk.merging import merge, split
from incidentmap.desk.naming import new_citation_id, new_incident_id
from incidentmap.desk.placing import Moved, Waiting, decide, meaning, moved_by, rivals, waiting
from incidentmap.desk.seeding import Seeded, needs_seeds, seed
from incidentmap.desk.undoing import edits_since, sides, undo
from incidentmap.desk.unreadable import unreadable

__all__ = [
    "Change",
    "Moved",
    "Seeded",
    "Waiting",
    "alias_from",
    "aliases_to_learn",
    "combine",
    "decide",
    "difference",
    "edits_since",
    "learn_from_records",
    "learned",
    "meaning",
    "merge",
    "moved_by",
    "name_in",
    "needs_seeds",
    "new_citation_id",
    "new_incident_id",
    "remove_alias",
    "rivals",
    "save",
    "save_aliases",
    "seed",
    "sides",
    "split",
    "undo",
    "unreadable",
    "waiting",
]
