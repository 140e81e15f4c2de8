"""Who: actors and how they hang together."""

from __future__ import annotations

from dataclasses import dataclass

from incidentmap.errors import InvalidRecord
from incidentmap.model import checks
from incidentmap.model.vocabulary import ActorKind, LinkKind


@dataclass(frozen=True, slots=True)
class Actor:
    """A force, group, umbrella name or façade; `side` groups actors for display and judges nobody."""

    actor_id: str
    name: str
    kind: ActorKind
    name_ar: str = ""
    aliases: tuple[str, ...] = ()
    side: str = ""
    country: str = ""
    notes: str = ""
    source_url: str = ""

    def __post_init__(self) -> None:
        checks.identifier(self.actor_id, "actor_id", self.actor_id)
        checks.clean_text(self.actor_id, self)
        checks.required(self.actor_id, "name", self.name)
        checks.one_of(self.actor_id, "kind", self.kind, ActorKind)


@dataclass(frozen=True, slots=True)
class ActorLink:
    """`actor` is linked to `parent`; the bounds are ISO months or days, "" where not known."""

    actor: str
    parent: str
    link: LinkKind
    valid_from: str = ""
    valid_to: str = ""

    def __post_init__(self) -> None:
        checks.clean_text(self.actor, self)
        checks.one_of(self.actor, "link", self.link, LinkKind)
        if self.actor == self.parent:
            raise InvalidRecord(self.actor, "parent", self.parent, "is the actor itself")
