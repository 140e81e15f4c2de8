"""Sums of casualties: counts add up, and a range holds every way of choosing among rivals."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidentmap.model import Casualties
from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter, apply
from incidentmap.query.casualty_sums import ANY, kinds_stated, silent_on_nation, sums
from incidentmap.query.who_did_what import range_in_words
from tests.query.strategies import filters, worlds
from tests.query.world import Case, World, index_of, one

several = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
NUMBER, NONE, SOME = (v.Stated.NUMBER, v.Stated.NONE, v.Stated.UNSPECIFIED)
KILLED, HURT, TARGETS = v.Measure.KILLED, v.Measure.INJURED, v.CasualtiesOf.TARGETS


def figure(name, stated=NUMBER, *numbers, measure=KILLED, of=TARGETS, nation=""):
    given = numbers if stated is not NONE else (0, 0, 0)
    return Casualties(name, measure, of, stated, *given, nationality=nation)


def sums_of(store, *cases):
    found = sums(apply(index_of(store, World(cases)), IncidentFilter()))
    return {(each.category, each.of, each.nationality, each.measure): each for each in found}


def case(name, *figures, **fields):
    return Case(one(incident_id=name, **fields), casualties=figures)


@st.composite
def rivals(draw, name):
    """Draw figures of few kinds, so that many are rivals."""
    stated, *numbers = draw(
        st.sampled_from(
            [
                (NONE,),
                (SOME,),
                (NUMBER, 2, 2, 2),
                (NUMBER, 1, None, 5),
                (NUMBER, None, None, 4),
                (NUMBER, 3, None, None),
            ]
        )
    )
    nation = draw(st.sampled_from(["", "US", "GB"]))
    of = draw(st.sampled_from([TARGETS, v.CasualtiesOf.ALL]))
    return figure(name, stated, *numbers, measure=draw(st.sampled_from([KILLED, HURT])), of=of, nation=nation)


@st.composite
def rival_worlds(draw):
    names = [f"x-{number}" for number in range(draw(st.integers(0, 4)))]
    categories = st.sampled_from([v.Category.ATTACK, v.Category.STRIKE])
    return World(
        tuple(case(name, *draw(st.lists(rivals(name), max_size=4)), category=draw(categories)) for name in names)
    )


def values_of(each):
    """Give the ends of what one figure allows; an open end is tried far out, and some without number has none."""
    if each.stated is SOME:
        return []
    low, high = each.bounds
    return [low or 0, 1_000 if high is None else high]


def choices(figures, nation):
    """Give every total that choosing among an incident's rivals can make: one that names no nation, or one of each."""
    by_nation = defaultdict(list)
    for each in figures:
        by_nation[each.nationality] += values_of(each)
    if nation != ANY:
        return by_nation.get(nation, [])
    named = [values for nation, values in by_nation.items() if nation]
    added = product(*(values or [0, 1_000] for values in named)) if any(named) else ()
    return [*map(sum, added), *by_nation.get("", [])]


@several
@given(rival_worlds())
def test_a_range_holds_every_choice_of_rivals_and_no_wider_one(empty_store, world):
    for found in sums(apply(index_of(empty_store, world), IncidentFilter())):
        lowest, highest = 0, 0
        for each in world.cases:
            figures = [f for f in each.casualties if (f.of, f.measure) == (found.of, found.measure)]
            mine = choices(figures, found.nationality)
            numbered = [f for f in figures if f.stated is NUMBER and found.nationality in (ANY, f.nationality)]
            if each.incident.category == found.category and mine and numbered:
                lowest, highest = lowest + min(mine), highest + max(mine)
        assert found.low == lowest
        assert found.high == highest if found.high is not None else highest >= 1_000


@several
@given(worlds(), filters())
def test_counts_are_all_incidents_of_the_category_shown(empty_store, world, filter):
    view = apply(index_of(empty_store, world), filter)
    shown = [view.index.incidents.incident_id[int(row)].as_py() for row in view.rows]
    cases = [each for each in world.cases if each.incident.incident_id in shown]
    for found in sums(view):
        of_category = [each for each in cases if each.incident.category == found.category]
        assert found.number + found.some + found.none + found.not_stated == len(of_category)
        assert 0 <= found.or_some <= found.number
        silent = [each for each in of_category if not [f for f in each.casualties if _is_of(f, found)]]
        assert found.not_stated == len(silent)
    blank = [f for each in cases for f in each.casualties if not f.nationality and f.stated is not NONE]
    assert silent_on_nation(view) == len(blank)
    stated = {(f.measure, f.of) for each in cases for f in each.casualties}
    assert set(kinds_stated(view)) == stated


def _is_of(figure, found):
    same = (figure.of, figure.measure) == (found.of, found.measure)
    return same and found.nationality in (ANY, figure.nationality)


def test_strikes_and_attacks_are_not_added_nor_sides(empty_store):
    found = sums_of(
        empty_store,
        case("a", figure("a", NUMBER, 3, 3, 3)),
        case("b", figure("b", NUMBER, 5, 5, 5), category=v.Category.STRIKE),
        case(
            "c",
            figure("c", NUMBER, 7, 7, 7, of=v.CasualtiesOf.CIVILIANS),
            figure("c", NUMBER, 9, of=v.CasualtiesOf.ALL),
        ),
    )
    assert {key[:2]: range_in_words(each) for key, each in found.items()} == {
        (v.Category.ATTACK, TARGETS): "3",
        (v.Category.STRIKE, TARGETS): "5",
        (v.Category.ATTACK, v.CasualtiesOf.CIVILIANS): "7",
        (v.Category.ATTACK, v.CasualtiesOf.ALL): "at least 9",
    }


def test_rivals_span_nations_stand_apart_and_kinds_are_counted(empty_store):
    found = sums_of(
        empty_store,
        case(
            "rivals", figure("rivals", NUMBER, 25, 25, 25), figure("rivals", NUMBER, 47, 47, 47), figure("rivals", SOME)
        ),
        case(
            "nations", figure("nations", NUMBER, 2, 2, 2, nation="US"), figure("nations", NUMBER, 1, 1, 1, nation="GB")
        ),
        case("both", figure("both", NUMBER, 20, 20, 20), figure("both", NUMBER, 32, 32, 32, nation="US")),
        case("some", figure("some", SOME)),
        case("none", figure("none", NONE)),
        case("silent"),
    )
    told = {nation: each for (_, _, nation, _), each in found.items()}
    assert {nation: range_in_words(each) for nation, each in told.items()} == {
        ANY: "48–82", "US": "34", "GB": "1", "": "45–67",
    }  # fmt: skip
    whole = told[ANY]
    assert (whole.number, whole.or_some, whole.some, whole.none, whole.not_stated) == (3, 1, 1, 1, 1)
    assert list(told) == [ANY, "GB", "US", ""]


def test_a_nation_without_a_number_leaves_the_sum_of_nations_open(empty_store):
    found = sums_of(
        empty_store,
        case("a", figure("a", NUMBER, 2, 2, 2, nation="US"), figure("a", SOME, nation="GB")),
        case("b", figure("b", NUMBER, 4, 4, 4)),
    )
    told = {nation: range_in_words(each) for (_, _, nation, _), each in found.items()}
    assert told == {ANY: "at least 6", "US": "2", "GB": "some, number not stated", "": "4"}


def test_without_a_number_it_says_what_is_stated(empty_store):
    found = sums_of(
        empty_store,
        case("none", figure("none", NONE), figure("none", NONE, measure=HURT), figure("none", SOME, measure=HURT)),
    )
    assert {key[3]: range_in_words(each) for key, each in found.items()} == {
        KILLED: "none", HURT: "some, number not stated",
    }  # fmt: skip
