"""The nouns: frozen records, validated when made."""

from incidentmap.model.actor import Actor, ActorLink
from incidentmap.model.aggregate import Aggregate
from incidentmap.model.alias import Alias
from incidentmap.model.article import Article, Span, article_id_of
from incidentmap.model.history import Import, Origin, Revision
from incidentmap.model.incident import Incident, Response, SameEvent
from incidentmap.model.place import DERIVED, Candidate, Place, Placement, is_derived
from incidentmap.model.record import PARTS, Record
from incidentmap.model.registry import Subject, noun_of
from incidentmap.model.sheet import Sheet, from_sheet, key_of, to_sheet
from incidentmap.model.snapshot import Snapshot, SnapshotFile
from incidentmap.model.sourcing import Attribution, Casualties, Citation, Evidence
from incidentmap.model.story import Frame, Step, Story

__all__ = [
    "DERIVED",
    "PARTS",
    "Actor",
    "ActorLink",
    "Aggregate",
    "Alias",
    "Article",
    "Attribution",
    "Candidate",
    "Casualties",
    "Citation",
    "Evidence",
    "Frame",
    "Import",
    "Incident",
    "Origin",
    "Place",
    "Placement",
    "Record",
    "Response",
    "Revision",
    "SameEvent",
    "Sheet",
    "Snapshot",
    "SnapshotFile",
    "Span",
    "Step",
    "Story",
    "Subject",
    "article_id_of",
    "from_sheet",
    "is_derived",
    "key_of",
    "noun_of",
    "to_sheet",
]
