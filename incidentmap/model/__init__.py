"""The nouns: frozen records, validated when made."""

from incidentmap.model.actor import Actor, ActorLink
from incidentmap.model.aggregate import Aggregate
from incidentmap.model.article import Article, Span, article_id_of
from incidentmap.model.history import Import, Origin, Revision
from incidentmap.model.incident import Incident, Response, SameEvent
from incidentmap.model.place import Candidate, Place, Placement
from incidentmap.model.sourcing import Attribution, Casualties, Citation, Evidence

__all__ = [
    "Actor",
    "ActorLink",
    "Aggregate",
    "Article",
    "Attribution",
    "Candidate",
    "Casualties",
    "Citation",
    "Evidence",
    "Import",
    "Incident",
    "Origin",
    "Place",
    "Placement",
    "Response",
    "Revision",
    "SameEvent",
    "Span",
    "article_id_of",
]
