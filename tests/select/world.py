"""Small worlds of valid records, and what a filter keeps of them, worked out record by record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from incidentmap.geocode.names import fold_light
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
)
from incidentmap.model import vocabulary as v
from incidentmap.select import FILTERS, NOT_STATED, UNPLACED, Frames, IncidentFilter, Role, read_frames
from incidentmap.store import Store

FIRST, LAST = date(2023, 8, 1), date(2023, 12, 31)
DAYS = st.dates(FIRST, LAST)

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

# What choosing an actor selects, and who is one step of names away from that, said by hand.
SELECTS = {actor.actor_id: {actor.actor_id} for actor in ACTORS} | {
    "us": {"us", "centcom", "cjtf"},
    "centcom": {"centcom", "cjtf"},
    "cjtf": {"cjtf", "sdf"},
    "kh": {"kh", "kh-unit"},
}
_SINCE_OCTOBER = (date(2023, 10, 1), date.max)
_NUJABA = (date(2023, 10, 18), date(2023, 11, 30))
_FRONT = (date.min, date(2023, 9, 15))
MEMBERS = {
    "iri": {"kh": _SINCE_OCTOBER, "nujaba": _NUJABA},
    "kh": {"iri": _SINCE_OCTOBER, "front": _FRONT},
    "nujaba": {"iri": _NUJABA},
    "front": {"kh": _FRONT},
}

PLACES = (
    Place("site:asad", "Ain al-Asad", "base", 3, 33.8, 42.4, "عين الأسد"),
    Place("site:harir", "Harir", "base", 2, 36.5, 44.3),
    Place("admin1:IQ-AN", "Anbar", "governorate", 150, 33.0, 42.0),
    Place("geonames:99237", "Iraq", "country", 500),
)
ARTICLE = Article(article_id_of("Drones hit the base."), "Drones hit the base.", title="الطائرات المسيرة")


@dataclass(frozen=True)
class Case:
    """One incident with all that is said of it."""

    incident: Incident
    placement: Placement | None = None
    attributions: tuple[Attribution, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    citation: Citation | None = None
    quoted: bool = False

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


class _RolledBack(Exception):
    pass


def frames_of(store: Store, world: World) -> Frames:
    """Write a world, read its frames, and leave the store as it was."""
    try:
        with store.writing() as writer:
            for noun in _nouns(world):
                writer.add(noun)
            frames = read_frames(writer.connection)
            raise _RolledBack
    except _RolledBack:
        return frames


def _nouns(world):
    yield from (*ACTORS, *LINKS, *PLACES, ARTICLE)
    for case in world.cases:
        yield case.incident
        yield from filter(None, (case.placement, case.citation, *case.attributions, *case.casualties))
        if case.quoted:
            span = ARTICLE.span(0, 6)
            name = case.incident.incident_id
            yield Evidence(name, f"c-{name}", "weapon", "drone", v.FieldBasis.STATED, v.Grade.A, (span,))
    yield from world.same
    yield Revision("world", datetime(2024, 1, 1, tzinfo=UTC), "test", "to test", None, "{}")


def one(**fields) -> Incident:
    """Make an incident out of what matters to a test."""
    day = fields.pop("day", date(2023, 11, 8))
    given = {"date_earliest": day, "date_latest": day, "time_precision": v.TimePrecision.DAY}
    return Incident(
        **{"incident_id": "x-1", "category": v.Category.ATTACK, "event_type": v.EventType.ATTACK} | given | fields
    )


@st.composite
def incidents(draw, number: int) -> Incident:
    start, end = sorted((draw(DAYS), draw(DAYS)))
    is_open = draw(st.integers(0, 3)) == 0
    statuses = [v.Status.CONFIRMED] * 4 + [v.Status.DRAFT, v.Status.REJECTED] + [v.Status.MERGED] * (number > 0)
    status = draw(st.sampled_from(statuses))
    return Incident(
        incident_id=f"x-{number}",
        category=draw(st.sampled_from(v.Category)),
        event_type=draw(st.sampled_from([v.EventType.ATTACK, v.EventType.AIR_DRONE_STRIKE])),
        date_earliest=None if is_open else start,
        date_latest=end,
        time_precision=v.TimePrecision.ON_OR_BEFORE if is_open else v.TimePrecision.MONTH,
        outcome=draw(st.sampled_from([None, v.Outcome.HIT, v.Outcome.INTERCEPTED])),
        weapon_class=draw(st.sampled_from([None, v.WeaponClass.DRONE, v.WeaponClass.ROCKET])),
        target_actors=tuple(draw(st.sets(st.sampled_from([actor.actor_id for actor in ACTORS]), max_size=2))),
        country=draw(st.sampled_from(["", "IQ", "SY"])),
        admin1=draw(st.sampled_from(["", "IQ-AN", "IQ-AR"])),
        summary=draw(st.sampled_from(["", "Drones were shot down", "قصف بالصواريخ", "A rocket at Harir"])),
        status=status,
        merged_into="x-0" if status is v.Status.MERGED else None,
    )


@st.composite
def placements(draw, name: str) -> Placement | None:
    precision = draw(st.sampled_from([None, 0, *v.WherePrec]))
    if precision is None:
        return None
    if precision == 0:
        return Placement(name, None, None, reason="no such place")
    place = draw(st.sampled_from(PLACES))
    if precision in (5, 6):
        return Placement(name, place.place_id, precision)
    return Placement(name, place.place_id, precision, 33.0 + precision, 44.0, float(precision))


@st.composite
def figures(draw, name: str) -> Casualties:
    measure, of = draw(st.sampled_from(v.Measure)), draw(st.sampled_from(v.CasualtiesOf))
    stated, *numbers = draw(
        st.sampled_from(
            [
                (v.Stated.NONE, 0, 0, 0),
                (v.Stated.NUMBER, 2, None, None),
                (v.Stated.NUMBER, 0, None, 3),
                (v.Stated.NUMBER, 0, None, None),
                (v.Stated.UNSPECIFIED, None, None, None),
            ]
        )
    )
    return Casualties(name, measure, of, stated, *numbers)


@st.composite
def cases(draw, number: int) -> Case:
    incident = draw(incidents(number))
    name = incident.incident_id
    statement = st.builds(
        Attribution,
        st.just(name),
        st.sampled_from([actor.actor_id for actor in ACTORS]),
        st.sampled_from(v.AttributionBasis),
        st.sampled_from([v.Stance.ASSERTS, v.Stance.ASSERTS, v.Stance.DENIES]),
        st.sampled_from(["", "the outlaws"]),
    )
    citation = st.sampled_from([("Rudaw", ARTICLE.article_id), ("Shafaq", None)])
    publisher, article_id = draw(citation)
    return Case(
        incident,
        draw(placements(name)),
        tuple(draw(st.lists(statement, max_size=3))),
        tuple(draw(st.lists(figures(name), max_size=2))),
        Citation(f"c-{name}", name, "A report", publisher, article_id=article_id),
        draw(st.booleans()),
    )


@st.composite
def worlds(draw) -> World:
    size = draw(st.integers(0, 12))
    # the first is kept, as others may be merged into it
    found = [draw(cases(number)) for number in range(size)]
    names = [case.incident.incident_id for case in found]
    same = st.builds(
        SameEvent,
        st.sets(st.sampled_from(names), min_size=2, max_size=3).map(lambda ids: tuple(sorted(ids))),
        st.sampled_from(v.SameEventStatus),
    )
    sets = draw(st.lists(same, max_size=3, unique_by=lambda each: each.incident_ids)) if size > 1 else []
    return World(tuple(found), tuple(sets))


@st.composite
def filters(draw) -> IncidentFilter:
    """Draw a filter; each is set in about a third of all draws, so that combinations leave something over."""

    def some(options):
        options = [str(option) for option in options]
        sets = st.sets(st.sampled_from(options), min_size=1, max_size=3).map(tuple)
        return draw(st.one_of(st.just(()), st.just(()), sets))

    start, end = draw(st.one_of(st.just((None, None)), st.tuples(DAYS, DAYS).map(sorted)))
    return IncidentFilter(
        date_from=start,
        date_to=draw(st.sampled_from([end, None])),
        actors=some([*SELECTS, NOT_STATED]),
        members=draw(st.booleans()),
        role=draw(st.sampled_from(Role)),
        basis=some(v.AttributionBasis),
        categories=some(v.Category),
        outcomes=some([v.Outcome.HIT, v.Outcome.INTERCEPTED, NOT_STATED]),
        event_types=some([v.EventType.ATTACK, v.EventType.AIR_DRONE_STRIKE, v.EventType.GRENADE]),
        weapons=some([v.WeaponClass.DRONE, v.WeaponClass.ROCKET, NOT_STATED]),
        countries=some(["IQ", "SY", NOT_STATED]),
        governorates=some(["IQ-AN", "IQ-AR", NOT_STATED]),
        precision=some([*range(1, 8), UNPLACED]),
        casualties=some([f"{measure}:{of}" for measure in v.Measure for of in v.CasualtiesOf]),
        search=draw(
            st.sampled_from(["", "", "drones", "harir ROCKET", "كتايب", "rudaw المسيره", "the outlaws", "nowhere"])
        ),
    )


def passes(case: Case, filter: IncidentFilter, name: str) -> bool:
    """Tell whether a filter of the sidebar lets an incident pass."""
    return _RULES[name](case, filter)


def kept(case: Case, filter: IncidentFilter) -> bool:
    return all(passes(case, filter, name) for name in FILTERS)


def lifted(filter: IncidentFilter, name: str) -> IncidentFilter:
    if name == "dates":
        return replace(filter, date_from=None, date_to=None)
    return replace(filter, **{name: Role.EITHER if name == "role" else "" if name == "search" else ()})


def _dates(case, filter):
    starts_before_end = filter.date_to is None or case.first <= filter.date_to
    return starts_before_end and (filter.date_from is None or case.incident.date_latest >= filter.date_from)


def _names(case, filter, actor_id):
    chosen = set().union(*(SELECTS[each] for each in filter.actors if each != NOT_STATED))
    if actor_id in chosen:
        return True
    times = [MEMBERS[each][actor_id] for each in chosen if actor_id in MEMBERS.get(each, {})]
    overlaps = [case.first <= until and case.incident.date_latest >= since for since, until in times]
    return filter.members and any(overlaps)


def _statements(case, filter):
    """List (role, basis) of the statements that name a chosen actor."""
    did = [(Role.DID_IT, each.basis, each.actor_id) for each in case.attributions if each.stance == "asserts"]
    hit = [(Role.WAS_HIT, None, actor_id) for actor_id in case.incident.target_actors]
    return [(role, basis) for role, basis, actor_id in did + hit if _names(case, filter, actor_id)]


def _nobody(case, role):
    did = any(each.stance == "asserts" for each in case.attributions)
    hit = bool(case.incident.target_actors)
    return not {Role.DID_IT: did, Role.WAS_HIT: hit, Role.EITHER: did or hit}[role]


def _in_role(case, filter, role):
    named = any(role in (said, Role.EITHER) for said, _ in _statements(case, filter))
    return named or (NOT_STATED in filter.actors and _nobody(case, role))


def _actors(case, filter):
    return not filter.actors or any(_in_role(case, filter, role) for role in (Role.EITHER, filter.role))


def _role(case, filter):
    return not filter.actors or _in_role(case, filter, filter.role)


def _basis(case, filter):
    if not filter.basis or (filter.actors and filter.role is Role.WAS_HIT):
        return True
    if not filter.actors:
        return any(each.basis in filter.basis and each.stance == "asserts" for each in case.attributions)
    said = _statements(case, filter)
    was_hit = filter.role is Role.EITHER and any(role is Role.WAS_HIT for role, _ in said)
    return was_hit or any(basis in filter.basis for _, basis in said)


def _precision(case, filter):
    precision = case.placement and case.placement.where_prec
    return not filter.precision or (str(int(precision)) if precision else UNPLACED) in filter.precision


def _casualties(case, filter):
    found = {f"{each.measure}:{each.of}" for each in case.casualties if each.stated != "none"}
    return not filter.casualties or bool(found & set(filter.casualties))


def _search(case, filter):
    texts = [case.incident.summary]
    if case.citation:
        texts += [case.citation.title, case.citation.publisher, case.citation.article_id and ARTICLE.title]
    named = {each.actor_id for each in case.attributions} | set(case.incident.target_actors)
    texts += [each.stated_as for each in case.attributions]
    texts += [
        text for actor in ACTORS if actor.actor_id in named for text in (actor.name, actor.name_ar, *actor.aliases)
    ]
    place_id = case.placement and case.placement.place_id
    texts += [text for place in PLACES if place.place_id == place_id for text in (place.name, place.name_ar)]
    found = [fold_light(text or "") for text in texts]
    return all(any(word in text for text in found) for word in fold_light(filter.search).split())


def _field(field, name):
    def rule(case, filter):
        wanted = getattr(filter, name)
        return not wanted or str(getattr(case.incident, field) or NOT_STATED) in wanted

    return rule


_RULES = {
    "dates": _dates,
    "actors": _actors,
    "role": _role,
    "basis": _basis,
    "categories": _field("category", "categories"),
    "outcomes": _field("outcome", "outcomes"),
    "event_types": _field("event_type", "event_types"),
    "weapons": _field("weapon_class", "weapons"),
    "countries": _field("country", "countries"),
    "governorates": _field("admin1", "governorates"),
    "precision": _precision,
    "casualties": _casualties,
    "search": _search,
}
