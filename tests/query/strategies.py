"""Random worlds, and filters to apply to them."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from incidentmap.model import (
    Attribution,
    Casualties,
    Citation,
    Incident,
    Placement,
    SameEvent,
)
from incidentmap.model import vocabulary as v
from incidentmap.query import NOT_STATED, UNPLACED, IncidentFilter, Role
from tests.query.world import ACTORS, ARTICLE, PLACES, Case, World

FIRST, LAST = date(2023, 8, 1), date(2023, 12, 31)
DAYS = st.dates(FIRST, LAST)
CHOSEN = ("site:asad", "site:harir", "site:harir@or-asad", "admin1:IQ-AN")


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
        tlp=draw(st.sampled_from([None, None, v.Tlp.CLEAR, v.Tlp.RED])),
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
    return Casualties(name, measure, of, stated, *numbers, nationality=draw(st.sampled_from(["", "", "US", "IQ"])))


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
    citation = st.sampled_from([("Rudaw", ARTICLE.article_id), ("Shafaq", None), ("A, B", None), ("", None)])
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
    size = draw(st.integers(0, 8))
    found = [draw(cases(number)) for number in range(size)]
    names = [case.incident.incident_id for case in found]
    same = st.builds(
        SameEvent,
        st.sets(st.sampled_from(names), min_size=2, max_size=3).map(lambda ids: tuple(sorted(ids))),
        st.sampled_from(v.SameEventStatus),
    )
    sets = draw(st.lists(same, max_size=3, unique_by=lambda each: each.incident_ids)) if size > 1 else []
    return World(tuple(replace(case, rival=_has_rival(case, found, sets)) for case in found), tuple(sets))


def _has_rival(case: Case, cases: list[Case], sets: list[SameEvent]) -> bool:
    """Tell whether a set that nobody decided names an incident and another, both alive."""
    alive = {each.incident.incident_id for each in cases if each.kind != "gone"}
    named = [set(each.incident_ids) & alive for each in sets if each.status is v.SameEventStatus.SUGGESTED]
    return any(case.incident.incident_id in each and len(each) > 1 for each in named)


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
        actors=some([*(actor.actor_id for actor in ACTORS), NOT_STATED]),
        members=draw(st.booleans()),
        role=draw(st.sampled_from(Role)),
        basis=some(v.AttributionBasis),
        categories=some(v.Category),
        outcomes=some([v.Outcome.HIT, v.Outcome.INTERCEPTED, NOT_STATED]),
        event_types=some([v.EventType.ATTACK, v.EventType.AIR_DRONE_STRIKE, v.EventType.GRENADE]),
        weapons=some([v.WeaponClass.DRONE, v.WeaponClass.ROCKET, NOT_STATED]),
        countries=some(["IQ", "SY", NOT_STATED]),
        governorates=some(["IQ-AN", "IQ-AR", NOT_STATED]),
        places=some(CHOSEN),
        precision=some([*range(1, 8), UNPLACED]),
        publishers=some(["Rudaw", "Shafaq", "A, B", NOT_STATED]),
        marking=some([*v.Tlp, NOT_STATED]),
        casualties=some([f"{measure}:{of}" for measure in v.Measure for of in v.CasualtiesOf]),
        nationality=some(["US", "IQ", NOT_STATED]),
        same_events=draw(st.integers(0, 3)) == 0,
        search=draw(
            st.sampled_from(
                ["", "", "drones", "harir ROCKET", "كتايب", "rudaw المسيره", "the outlaws", "hit base", "nowhere"]
            )
        ),
    )
