"""Key figures: they are those of the screen, counted record by record, and nothing is added that nobody states."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import HealthCheck, given, settings

from incidentmap.export.key_figures import GroupCount, key_figures
from incidentmap.model import Attribution, Casualties
from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter, View, apply, timeline
from incidentmap.query.casualty_sums import silent_on_nation, sums
from incidentmap.store import Store
from tests.export import views
from tests.query.strategies import filters, worlds
from tests.query.world import ACTORS, Case, World, index_of, one, shown_in

several = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
NAMES = {actor.actor_id: actor.name for actor in ACTORS}


def cases_shown(world: World, view: View) -> list[Case]:
    shown = set(shown_in(view))
    return [case for case in world.cases if case.incident.incident_id in shown]


def groups_said(case: Case) -> set[str]:
    return {each.actor_id for each in case.attributions if each.stance is v.Stance.ASSERTS}


@several
@given(worlds(), filters())
def test_every_figure_is_that_of_the_records_and_of_the_screen(
    empty_store: Store, world: World, filter: IncidentFilter
) -> None:
    view = apply(index_of(empty_store, world), filter)
    found, cases = key_figures(view), cases_shown(world, view)
    assert found.shown == len(cases) == view.counts.shown
    assert found.categories == {each: sum(case.incident.category is each for case in cases) for each in v.Category}
    said = Counter(actor_id for case in cases for actor_id in groups_said(case))
    assert {each.actor_id: each.incidents for each in found.groups} == said
    assert {each.actor_id: each.name for each in found.groups} == {each: NAMES[each] for each in said}
    assert found.nobody_stated == sum(not groups_said(case) for case in cases)
    assert found.nothing_stated == sum(not case.casualties for case in cases)
    assert found.over_time.open_start == sum(case.incident.date_earliest is None for case in cases)
    assert (found.casualties, found.nation_not_said) == (sums(view), silent_on_nation(view))
    axis = timeline(view)
    counted = sum((Counter(each.incidents) for each in found.over_time.periods), Counter[v.Category]())
    assert counted == Counter(axis.bins[_on(axis)].groupby("category")["count"].sum().to_dict())
    assert counted.total() + found.over_time.earlier + found.over_time.later == found.shown


def _on(axis: object) -> object:
    return (axis.bins["start"] >= axis.start) & (axis.bins["start"] < axis.end)  # type: ignore[attr-defined]


def test_two_statements_count_one_incident_and_two_groups_count_each() -> None:
    def says(actor_id: str, basis: v.AttributionBasis, stance: v.Stance = v.Stance.ASSERTS) -> Attribution:
        return Attribution("x-1", actor_id, basis, stance)

    view = views.of(
        Case(
            one(),
            attributions=(
                says("kh", v.AttributionBasis.CLAIMED), says("kh", v.AttributionBasis.REPORTED),
                says("iri", v.AttributionBasis.CLAIMED), says("nujaba", v.AttributionBasis.REPORTED, v.Stance.DENIES),
            ),
        ),
        Case(one(incident_id="x-2")),
    )  # fmt: skip
    found = key_figures(view)
    assert found.groups == (
        GroupCount("iri", "Islamic Resistance in Iraq", 1), GroupCount("kh", "Kataib Hezbollah", 1),
    )  # fmt: skip
    assert found.nobody_stated == 1


def test_what_is_stated_as_none_is_not_what_nobody_states() -> None:
    none = Casualties("x-1", v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NONE, 0, 0, 0)
    found = key_figures(views.of(Case(one(), casualties=(none,)), Case(one(incident_id="x-2"))))
    assert found.nothing_stated == 1
    (only,) = found.casualties
    assert (only.number, only.some, only.none, only.not_stated) == (0, 0, 1, 1)


def test_every_month_of_the_axis_is_there_and_many_are_told_by_year() -> None:
    def starts(*days: date) -> tuple[str, list[date]]:
        cases = (Case(one(incident_id=f"x-{number}", day=day)) for number, day in enumerate(days))
        over_time = key_figures(views.of(*cases)).over_time
        return over_time.unit, [each.start for each in over_time.periods]

    assert starts(date(2023, 11, 30), date(2024, 2, 1)) == (
        "month", [date(2023, 11, 1), date(2023, 12, 1), date(2024, 1, 1), date(2024, 2, 1)],
    )  # fmt: skip
    many = [date(year, 6, 1) for year in range(2020, 2025)]
    assert starts(*many) == ("year", [day.replace(month=1) for day in many])


def test_nothing_shown_has_no_months_and_a_mistyped_year_makes_none() -> None:
    nothing = key_figures(views.of())
    assert (nothing.shown, nothing.over_time.periods, nothing.casualties) == (0, (), ())
    days = [date(2023, 11, day) for day in range(1, 10)] + [date(2099, 1, 1)]
    view = views.of(*(Case(one(incident_id=f"x-{number}", day=day)) for number, day in enumerate(days)))
    over_time = key_figures(view, date(2024, 1, 1)).over_time
    assert [each.start for each in over_time.periods] == [date(2023, 11, 1)]
    assert over_time.later == 1
