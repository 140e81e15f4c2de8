"""What a folder or an article gives: records in an order in which they can be saved, and refusals."""

from __future__ import annotations

from dataclasses import dataclass, field

from incidentmap.formats.refusal import Refusal
from incidentmap.model import (
    Actor,
    ActorLink,
    Aggregate,
    Article,
    Attribution,
    Casualties,
    Citation,
    Evidence,
    Incident,
    Response,
    SameEvent,
)


@dataclass(slots=True)
class Seeds:
    """What the seed folder holds, in an order in which it can be saved, and what it could not give."""

    actors: list[Actor] = field(default_factory=list)
    actor_links: list[ActorLink] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    casualties: list[Casualties] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    aggregates: list[Aggregate] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    same_events: list[SameEvent] = field(default_factory=list)
    raw_rows: dict[str, str] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
