"""Who: actors and how they hang together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from incidentmap.errors import InvalidRecord
from incidentmap.model import checks
from incidentmap.model.field import Field
from incidentmap.model.vocabulary import ActorKind, LinkKind


@dataclass(frozen=True, slots=True)
class Actor:
    """A force, group, umbrella name or façade; `side` groups actors for display and judges nobody."""

    actor_id: Annotated[str, Field("Id", key=True)]
    name: Annotated[str, Field("Name", required=True, unique=True)]
    kind: Annotated[ActorKind, Field("Kind")]
    name_ar: Annotated[str, Field("Name in Arabic")] = ""
    aliases: Annotated[tuple[str, ...], Field("Also called")] = ()
    side: Annotated[str, Field("Side", "Groups actors for display; judges nobody")] = ""
    country: Annotated[str, Field("Country", "ISO 3166-1 code")] = ""
    notes: Annotated[str, Field("Notes", long=True)] = ""
    source_url: Annotated[str, Field("Address of the source")] = ""

    def __post_init__(self) -> None:
        checks.declared(self.actor_id, self)


@dataclass(frozen=True, slots=True)
class ActorLink:
    """`actor` is linked to `parent`; the bounds are ISO months or days, "" where not known."""

    actor: Annotated[str, Field("Actor", key=True, refers="actor")]
    parent: Annotated[str, Field("Linked to", key=True, refers="actor")]
    link: Annotated[LinkKind, Field("As", key=True)]
    valid_from: Annotated[str, Field("From", "ISO month or day; empty where not known")] = ""
    valid_to: Annotated[str, Field("To", "ISO month or day; empty where not known")] = ""

    def __post_init__(self) -> None:
        checks.declared(self.actor, self)
        if self.actor == self.parent:
            raise InvalidRecord(self.actor, "parent", self.parent, "is the actor itself", kind=ActorLink)
