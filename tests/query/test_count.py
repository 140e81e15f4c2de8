"""The numbers add up, whatever the data and the filter."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from incidentmap.query import FILTERS, IncidentFilter, apply, ids, marks, rows_of_mark, timeline
from tests.query.reference import kept, lifted, passes
from tests.query.strategies import filters, worlds
from tests.query.world import index_of, shown_in

several = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


@several
@given(worlds(), filters())
def test_the_count_is_what_counting_one_by_one_gives(empty_store, world, filter):
    view = apply(index_of(empty_store, world), filter)
    alive = [case for case in world.cases if case.kind != "gone"]
    confirmed = [case for case in alive if case.kind != "in_review"]
    shown = [case for case in confirmed if kept(case, filter)]
    assert set(shown_in(view)) == {case.incident.incident_id for case in shown}
    counts = view.counts
    assert counts.total == len(alive)
    assert counts.in_review == len(alive) - len(confirmed)
    for kind in ("on_map", "on_areas", "unplaced"):
        assert getattr(counts, kind) == sum(case.kind == kind for case in shown)

    excluded = [case for case in confirmed if not kept(case, filter)]
    charged = [next(name for name in FILTERS if not passes(case, filter, name)) for case in excluded]
    for line in counts.excluded:
        assert line.charged == charged.count(line.filter)
        assert line.would_return == sum(kept(case, lifted(filter, line.filter)) for case in excluded)
    assert sum(line.charged for line in counts.excluded) == len(excluded)
    assert counts.total == counts.in_review + len(excluded) + counts.shown
    assert [line.filter for line in counts.excluded] == [n for n in FILTERS if n in {e.filter for e in counts.excluded}]


@several
@given(worlds(), filters())
def test_what_would_return_is_what_lifting_the_filter_brings_back(empty_store, world, filter):
    index = index_of(empty_store, world)
    view = apply(index, filter)
    for line in view.counts.excluded:
        without = apply(index, filter.without(line.filter))
        assert line.would_return == len(set(without.rows) - set(view.rows))
        assert without.filter == lifted_whole(filter, line.filter)


def lifted_whole(filter, name):
    """Lift a filter together with its switch."""
    found = lifted(filter, name)
    return IncidentFilter(**{**_fields(found), "members": False}) if name == "actors" else found


def _fields(filter):
    return {name: getattr(filter, name) for name in IncidentFilter.__slots__}


@several
@given(worlds(), filters())
def test_marks_hold_what_is_on_the_map_and_on_areas(empty_store, world, filter):
    view = apply(index_of(empty_store, world), filter)
    found = marks(view).marks
    shown = [case for case in world.cases if case.kind in ("on_map", "on_areas") and kept(case, filter)]
    keys = {}
    for case in shown:
        key = (case.placement.place_id, str(case.incident.category), case.kind == "on_areas")
        keys.setdefault(key, []).append(case)
    assert {(m.place_id, m.category, m.on_area): m.count for m in found} == {
        key: len(there) for key, there in keys.items()
    }
    for mark in found:
        there = keys[mark.place_id, mark.category, mark.on_area]
        assert set(mark.incident_ids) == {case.incident.incident_id for case in there}
        assert mark.all_intercepted == all(case.incident.outcome == "intercepted" for case in there)
        best = min(case.placement.where_prec for case in there)
        assert mark.where_prec == max(case.placement.where_prec for case in there)
        assert mark.on_area or mark.latitude == pytest.approx(33.0 + best, abs=1e-6)
        assert mark.on_area or mark.uncertainty_km == mark.where_prec
    for kind in (False, True):
        on = sum(mark.count for mark in found if mark.on_area == kind)
        assert on == (view.counts.on_areas if kind else view.counts.on_map)


@several
@given(worlds(), filters())
def test_the_timeline_holds_each_incident_shown_once(empty_store, world, filter):
    view = apply(index_of(empty_store, world), filter)
    bins = timeline(view).bins
    assert bins["count"].sum() == view.counts.shown == len(view.rows)
    hatched = sum(
        kept(c, filter) and c.incident.date_earliest is None for c in world.cases if c.kind.startswith(("on", "un"))
    )
    assert bins[bins["open_start"]]["count"].sum() == hatched


@several
@given(worlds())
def test_rows_are_in_time_order(empty_store, world):
    view = apply(index_of(empty_store, world), IncidentFilter())
    cases = {case.incident.incident_id: case for case in world.cases}
    keys = [
        (cases[n].incident.date_latest, cases[n].incident.date_earliest or type(cases[n].first).min, n)
        for n in shown_in(view)
    ]
    assert keys == sorted(keys)
    for place_id in ("site:asad", "site:harir"):
        for category in (None, "attack"):
            there = ids(view.index, rows_of_mark(view, (place_id,), category))
            assert there == [
                n
                for _, _, n in sorted(keys)
                if cases[n].placement
                and cases[n].placement.place_id == place_id
                and category in (None, cases[n].incident.category)
            ]


@several
@given(worlds(), filters())
def test_open_suggestions_are_counted_among_what_is_shown(empty_store, world, filter):
    counts = apply(index_of(empty_store, world), filter).counts
    alive = {case.incident.incident_id for case in world.cases if case.kind != "gone"}
    sets = [alive & set(each.incident_ids) for each in world.same if each.status == "suggested"]
    open_ones = set().union(*(members for members in sets if len(members) > 1))
    shown = [case for case in world.cases if case.kind not in ("gone", "in_review") and kept(case, filter)]
    assert counts.may_be_same == sum(case.incident.incident_id in open_ones for case in shown)


@several
@given(worlds(), filters())
def test_the_switch_shows_exactly_those_that_may_be_the_same(empty_store, world, filter):
    index = index_of(empty_store, world)
    view = apply(index, replace(filter, same_events=False))
    opened = apply(index, replace(filter, same_events=True))
    assert list(opened.rows) == [row for row in view.rows if index.incidents.may_be_same[row]]
    assert opened.counts.same_events == view.counts.same_events
    assert opened.counts.shown == view.counts.may_be_same


@several
@given(worlds(), filters())
def test_events_are_fewest_where_all_that_may_be_one_is_one_and_most_where_only_what_is_confirmed(
    empty_store, world, filter
):
    view = apply(index_of(empty_store, world), filter)
    alive = {case.incident.incident_id for case in world.cases if case.kind != "gone"}
    named = [name for name in shown_in(view) if next(c for c in world.cases if c.incident.incident_id == name).rival]
    confirmed = [each for each in world.same if each.status == "confirmed"]
    suggested = [each for each in world.same if each.status == "suggested"]
    events = view.counts.same_events
    assert events.incidents == len(named)
    assert events.most == len({one_with(name, confirmed, alive) for name in named})
    assert events.fewest == len({one_with(name, confirmed + suggested, alive) for name in named})
    assert events.fewest <= events.most <= events.incidents


def one_with(name, sets, alive):
    """Gather step by step all that hangs together with an incident."""
    found = {name}
    members = [set(each.incident_ids) & alive for each in sets]
    while more := {other for each in members if found & each for other in each - found}:
        found |= more
    return frozenset(found)
