"""Every noun there is: what edits call it, where it stands, and which history it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from incidentmap.model.actor import Actor, ActorLink
from incidentmap.model.aggregate import Aggregate
from incidentmap.model.alias import Alias
from incidentmap.model.article import Article
from incidentmap.model.field import keys_of
from incidentmap.model.history import Import, Origin, Revision
from incidentmap.model.incident import Incident, Response, SameEvent
from incidentmap.model.place import Place, Placement
from incidentmap.model.record import Record
from incidentmap.model.snapshot import Snapshot, SnapshotFile
from incidentmap.model.sourcing import Attribution, Casualties, Citation, Evidence
from incidentmap.model.story import Story

Key = tuple[Any, ...]
Subject = Record | Response | SameEvent | Aggregate | Alias | Article | Actor | ActorLink | Story


class History(Enum):
    """How the history tells of a noun."""

    EDITED = "edited"  # edits name it by its key, such as incident:IQ-2024-01-08-01
    WITH_INCIDENT = "with its incident"  # it is a part of a record
    AS_IT_CAME = "as it came"  # it is never changed


@dataclass(frozen=True, slots=True)
class Noun:
    """One kind of noun; `id` names what makes up its id, `part` the field of a record that holds it."""

    kind: str
    cls: type[Any]
    table: str
    label: str
    history: History
    id: tuple[str, ...] = ()
    part: str = ""

    @property
    def whole(self) -> type[Any]:
        """Give what is saved at once: an incident with all that is its own."""
        return Record if self.cls is Incident else self.cls

    def key(self, noun: Any) -> Key:
        """Give the id of a noun of this kind."""
        return tuple(getattr(noun, name) for name in self.id)

    def parse(self, name: str) -> Key:
        """Read an id as keys hold it; the last part may hold what joins the others."""
        return tuple(name.split(">", len(self.id) - 1))


def _noun(kind: str, cls: type[Any], table: str, label: str, history: History, id_: str = "", part: str = "") -> Noun:
    return Noun(kind, cls, table, label, history, (id_,) if id_ else keys_of(cls), part)


_EDITED, _PART, _CAME = History.EDITED, History.WITH_INCIDENT, History.AS_IT_CAME

# In the order in which they can be written: what others refer to comes first.
NOUNS = (
    _noun("actor", Actor, "actors", "Actor", _EDITED),
    _noun("actor_link", ActorLink, "actor_links", "Link of actors", _EDITED),
    _noun("article", Article, "articles", "Article", _EDITED),
    _noun("place", Place, "places", "Place", _CAME),
    _noun("alias", Alias, "aliases", "Learned name", _EDITED),
    _noun("incident", Incident, "incidents", "Incident", _EDITED),
    _noun("placement", Placement, "placements", "Where it was put", _PART, "incident_id", "placement"),
    _noun("citation", Citation, "citations", "Source", _PART, part="citations"),
    _noun("attribution", Attribution, "attributions", "Statement", _PART, "attribution_id", "attributions"),
    _noun("casualties", Casualties, "casualties", "Figure", _PART, "casualties_id", "casualties"),
    _noun("evidence", Evidence, "evidence", "Marked words", _PART, part="evidence"),
    _noun("aggregate", Aggregate, "aggregates", "Total", _EDITED),
    _noun("response", Response, "responses", "Response", _EDITED),
    _noun("same_event", SameEvent, "same_events", "Same event", _EDITED, "same_event_id"),
    _noun("story", Story, "stories", "Story", _EDITED),
    _noun("import", Import, "imports", "Import", _CAME),
    _noun("origin", Origin, "origins", "Origin", _CAME),
    _noun("revision", Revision, "revisions", "Edit", _CAME),
    _noun("snapshot", Snapshot, "snapshots", "Snapshot", _CAME),
    _noun("snapshot_file", SnapshotFile, "snapshot_files", "File handed out", _CAME),
)
EDITED: Mapping[str, Noun] = {each.kind: each for each in NOUNS if each.history is History.EDITED}
PART_NOUNS = tuple(each for each in NOUNS if each.part)
_BY_TYPE = {type_: each for each in NOUNS for type_ in (each.cls, each.whole)}
_BY_KIND = {each.kind: each for each in NOUNS}


def noun_of(noun: Any) -> Noun:
    """Give the kind of a noun or of its type."""
    return _BY_TYPE[noun if isinstance(noun, type) else type(noun)]


def named(kind: str) -> Noun:
    """Give a kind by its name."""
    return _BY_KIND[kind]


def turn(noun: Any) -> tuple[int, bool]:
    """Order nouns as they can be written; one that refers to another of its own kind comes after those that do not."""
    entry = noun_of(noun)
    inner = noun.incident.merged_into if isinstance(noun, Record) else getattr(noun, "replaces", None)
    return NOUNS.index(entry), inner is not None
