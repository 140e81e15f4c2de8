"""A small world of valid records, written to a store and read as an index."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime

from incidentmap.index import Index, build
from incidentmap.model import (
    Actor,
    ActorLink,
    Article,
    Attribution,
    Casualties,
    Citation,
    Evidence,
    Incident,
    Place,
    Placement,
    Revision,
    SameEvent,
    article_id_of,
    part_ids,
)
from incidentmap.model import vocabulary as v
from incidentmap.query import View, ids
from incidentmap.store import Store

ACTORS = (
    Actor("us", "US forces", v.ActorKind.STATE_FORCE, side="us_coalition"),
    Actor("centcom", "US Central Command", v.ActorKind.STATE_FORCE, side="us_coalition"),
    Actor("cjtf", "CJTF-OIR", v.ActorKind.COALITION, side="us_coalition"),
    Actor("sdf", "Syrian Democratic Forces", v.ActorKind.ARMED_GROUP, side="kurdish"),
    Actor("pmf", "Popular Mobilization Forces", v.ActorKind.STATE_FORCE, side="iraq_state"),
    Actor("kh", "Kataib Hezbollah", v.ActorKind.ARMED_GROUP, "كتائب حزب الله", ("Hezbollah Brigades",), "iran_axis"),
    Actor("kh-unit", "Rocket unit", v.ActorKind.ARMED_GROUP, side="iran_axis"),
    Actor("nujaba", "Nujaba", v.ActorKind.ARMED_GROUP, side="iran_axis"),
    Actor("iri", "Islamic Resistance in Iraq", v.ActorKind.UMBRELLA, "المقاومة الإسلامية في العراق", (), "iran_axis"),
    Actor("front", "Guardians of Blood", v.ActorKind.FACADE, side="iran_axis"),
)
LINKS = (
    ActorLink("centcom", "us", v.LinkKind.PART_OF),
    ActorLink("cjtf", "centcom", v.LinkKind.PART_OF),
    ActorLink("sdf", "cjtf", v.LinkKind.PART_OF),
    ActorLink("kh", "pmf", v.LinkKind.PART_OF),
    ActorLink("kh-unit", "kh", v.LinkKind.PART_OF),
    ActorLink("kh", "iri", v.LinkKind.ACTS_UNDER_NAME_OF, "2023-10"),
    ActorLink("nujaba", "iri", v.LinkKind.ACTS_UNDER_NAME_OF, "2023-10-18", "2023-11"),
    ActorLink("front", "kh", v.LinkKind.FRONT_FOR, "", "2023-09-15"),
)

PLACES = (
    Place("site:asad", "Ain al-Asad", "base", 3, 33.8, 42.4, "عين الأسد", (), "IQ-AN", "", "IQ"),
    Place("site:harir", "Harir", "base", 2, 36.5, 44.3, "", (), "IQ-AR", "", "IQ"),
    Place("site:harir@or-asad", "Harir or Ain al-Asad", "derived", 90, 36.0, 44.0, country_code="IQ"),
    Place("site:asad@several-tanf", "area of both", "derived", 90, 33.8, 41.0),
    Place("admin1:IQ-AN", "Anbar", "governorate", 150, 33.0, 42.0, "", (), "IQ-AN", "", "IQ"),
    Place("geonames:99237", "Iraq", "country", 500, country_code="IQ"),
)
_TEXT = "Drones hit the base."
ARTICLE = Article(article_id_of(_TEXT), _TEXT, title="الطائرات المسيرة", tlp=v.Tlp.AMBER)


@dataclass(frozen=True)
class Case:
    """One incident with all that is said of it."""

    incident: Incident
    placement: Placement | None = None
    attributions: tuple[Attribution, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    citation: Citation | None = None
    quoted: bool = False
    rival: bool = False  # it may be the same event as another that is alive

    @property
    def kind(self) -> str:
        if self.incident.status not in ("draft", "confirmed"):
            return "gone"
        if self.incident.status == "draft":
            return "in_review"
        precision = self.placement and self.placement.where_prec
        return "unplaced" if not precision else "on_areas" if precision in (5, 6) else "on_map"

    @property
    def first(self) -> date:
        return self.incident.date_earliest or self.incident.date_latest


@dataclass(frozen=True)
class World:
    cases: tuple[Case, ...]
    same: tuple[SameEvent, ...] = ()
    places: tuple[Place, ...] = ()  # besides those of every world


class _RolledBack(Exception):
    pass


def index_of(store: Store, world: World) -> Index:
    """Write a world, read its index, and leave the store as it was."""
    with written(store, world) as connection:
        return build(connection).index


@contextmanager
def written(store: Store, world: World):
    """Write a world and give the connection that sees it; afterwards the store is as it was."""
    with suppress(_RolledBack), store.writing() as writer:
        for noun in _nouns(world):
            writer.add(noun)
        yield writer.connection
        raise _RolledBack


def _nouns(world):
    yield from (*ACTORS, *LINKS, *PLACES, *world.places, ARTICLE)
    for case in world.cases:
        yield case.incident
        yield from filter(None, (case.placement, case.citation))
        yield from (*part_ids.told_apart(case.attributions), *part_ids.told_apart(case.casualties))
        if case.quoted:
            span = ARTICLE.span(0, 6)
            name = case.incident.incident_id
            yield Evidence(name, f"c-{name}", "weapon", "drone", v.FieldBasis.STATED, v.Grade.A, (span,))
    yield from world.same
    yield Revision("world", datetime(2024, 1, 1, tzinfo=UTC), "test", "to test", None, "{}")


def shown_in(view: View) -> list[str]:
    """Give the ids of what a view shows, in its order."""
    return ids(view.index, view.rows)


def one(**fields) -> Incident:
    """Make an incident out of what matters to a test."""
    day = fields.pop("day", date(2023, 11, 8))
    given = {"date_earliest": day, "date_latest": day, "time_precision": v.TimePrecision.DAY}
    return Incident(
        **{"incident_id": "x-1", "category": v.Category.ATTACK, "event_type": v.EventType.ATTACK} | given | fields
    )
