"""What an HTML file makes of its own rows is what the program would: marks, counts, days, words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidentmap.export.file_rows import plain_rows
from incidentmap.geocode import Gazetteer
from incidentmap.index import build
from incidentmap.mapping import row, symbols_of, thin
from incidentmap.query import IncidentFilter, apply, marks, timeline
from incidentmap.store import Store
from incidentmap.text.folding import fold_words
from tests.export.file_scripts import ran
from tests.export.handed import handed_out
from tests.mapping.crowd import crowd
from tests.query.strategies import DAYS, worlds
from tests.query.world import World, shown_in, written

several = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def _without_article(case: Any) -> Any:
    cited = case.citation and replace(case.citation, article_id=None)
    return replace(case, citation=cited, quoted=False)


quotable = worlds().map(lambda world: replace(world, cases=tuple(map(_without_article, world.cases))))
DATED = "(all) => all.map(HandOut.dated)"
# Words that stand in the file; whole articles do not.
SEARCHES = ["", "drones", "harir ROCKET", "كتايب", "Ḥezb Allāh", "ktaeb", "rudaw", "the outlaws", "report", "nowhere"]


@several
@given(quotable)
def test_its_marks_are_those_of_the_screen(empty_store: Store, gazetteer: Gazetteer, world: World) -> None:
    with handed_out(empty_store, world, IncidentFilter(), gazetteer) as (view, hand_out):
        incidents, places = plain_rows(hand_out)
        expected = [row(each) for each in symbols_of(marks(view).marks, gazetteer)]
    rows = ran("HandOut.joinByPlace", incidents, places)
    assert _by_place(rows) == _by_place(expected)
    counted = ran("HandOut.tally", incidents, rows)
    assert counted["onMap"] == view.counts.on_map
    assert counted["onAreas"] + counted["nowhere"] == view.counts.on_areas
    assert counted["unplaced"] == view.counts.unplaced


def test_a_mark_stands_at_its_best_placed_incident_and_is_as_well_known_as_its_worst() -> None:
    same = {"place": 0, "category": "attack", "hollow": True}
    known = [
        {**same, "id": "a", "prec": 2, "at": [33.0, 44.0], "km": 9.0},
        {**same, "id": "b", "prec": 1, "at": [34.0, 45.0], "km": None, "hollow": False},
    ]
    places = [{"id": "p", "name": "P", "labels": {}}]
    (mark,) = ran("HandOut.joinByPlace", known, places)
    assert mark[3:10] == [2, ["a", "b"], 2, 34.0, 45.0, 9.0, False]


def _by_place(rows: list[list[Any]]) -> dict[tuple[Any, ...], list[Any]]:
    """Key rows by what tells them apart; a position may differ in its last decimal."""
    rounded = [[_rounded(each) for each in one] for one in rows]
    return {(one[0], one[2], one[6] is None): one for one in rounded}


def _rounded(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_rounded(each) for each in value]
    return round(value, 4) if isinstance(value, float) else value


@several
@given(
    quotable,
    st.tuples(st.none() | DAYS, st.none() | DAYS).filter(lambda days: None in days or days[0] <= days[1]),
    st.sets(st.sampled_from(["strike", "attack", "other"]), max_size=2),
    st.sampled_from(SEARCHES),
)
def test_narrowed_in_the_file_is_what_the_filters_of_the_screen_would_show(
    empty_store: Store, gazetteer: Gazetteer, world: World, days: tuple[Any, Any], off: set[str], search: str
) -> None:
    """Of an article the file has the quotes alone; where none is held, both find the same."""
    kept = tuple(each for each in ("strike", "attack", "other") if each not in off)
    asked = IncidentFilter(date_from=days[0], date_to=days[1], categories=kept if off else (), search=search)
    with written(empty_store, world) as connection:
        expected = shown_in(apply(build(connection).index, asked))
    with handed_out(empty_store, world, IncidentFilter(), gazetteer) as (_, hand_out):
        incidents, _ = plain_rows(hand_out)
    narrow = f"""(all, off, from, to, search) => {{
      const dayOf = (iso) => iso && HandOut.dayOf(iso);
      const asked = {{ off, from: dayOf(from), to: dayOf(to), words: HandOut.foldedWords(search) }};
      return HandOut.narrow(({DATED})(all), asked).map(({{ id }}) => id);
    }}"""
    ends = [each and each.isoformat() for each in days]
    assert ran(narrow, incidents, sorted(off), *ends, search) == expected


@several
@given(quotable)
def test_its_bars_are_those_of_the_timeline(empty_store: Store, gazetteer: Gazetteer, world: World) -> None:
    with handed_out(empty_store, world, IncidentFilter(), gazetteer) as (view, hand_out):
        incidents, _ = plain_rows(hand_out)
        expected = timeline(view) if view.counts.shown else None
    if expected is None:
        return
    bars = ran(f"(all, unit) => HandOut.bins(({DATED})(all), unit)", incidents, expected.unit)
    told = {
        (each.start.date(), each.category, each.open_start): each.count
        for each in expected.bins.itertuples(index=False)
    }
    assert {(_day(bar["start"]), bar["category"], bar["isOpen"]): bar["count"] for bar in bars} == told


def _day(number: int) -> date:
    return date.fromordinal(date(1970, 1, 1).toordinal() + number)


@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
@pytest.mark.parametrize("day", ["0031-02-03", "1969-12-31", "1970-01-01", "2024-02-29", "9998-12-31"])
def test_a_bin_holds_its_day_and_the_next_begins_where_it_ends(unit: str, day: str) -> None:
    number, start, end, following = ran(
        """(iso, unit) => {
          const day = HandOut.dayOf(iso), start = HandOut.binOf(day, unit), end = HandOut.binEnd(start, unit);
          return [day, start, end, HandOut.binOf(end, unit)];
        }""",
        day,
        unit,
    )
    assert _day(number) == date.fromisoformat(day)
    assert start <= number < end == following


LETTERS = st.characters(min_codepoint=0x20, max_codepoint=0x17F) | st.characters(
    min_codepoint=0x600, max_codepoint=0x6FF
)
NAMES = st.sampled_from(
    [
        "Kata'ib Hizballah",
        "Kataeb",
        "كتائب حزب الله",
        "Ansarullah",
        "Hizb Allah",
        "HEZBOLLAH",
        "Ḥarakat",
        "٢٠٢٣",
        "ةى",
        "ALLAH",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(NAMES | st.text(LETTERS, max_size=12), max_size=4).map(" ".join))
def test_what_is_typed_is_folded_as_what_is_looked_through(text: str) -> None:
    assert " ".join(ran("HandOut.foldedWords", text)) == fold_words(text)


def test_too_many_marks_are_joined_as_the_program_joins_them() -> None:
    everything = crowd(places=4_000)
    joined = ran("HandOut.thin", [row(each) for each in everything])
    expected = [row(each) for each in thin(everything)]
    assert 1_000 < len(joined) <= 2_000
    assert sum(each[3] for each in joined) == sum(each.count for each in everything)
    places = [[sorted((one[0], one[2], one[3], tuple(one[12])) for one in some)] for some in (joined, expected)]
    assert places[0] == places[1]


def test_a_window_has_what_reaches_into_it_and_all_labels_of_countries() -> None:
    everything = [row(each) for each in crowd()]
    found = ran("HandOut.within", everything, [8, 33.0, 44.0, 33.6, 44.8])
    assert 0 < len(found) < len(everything)
    assert {each[0] for each in found} >= {"country:IQ", "country:SY"}
    assert all(33.0 <= each[6] <= 33.6 for each in found if each[6] is not None and each[5] <= 2)


def test_the_axis_leaves_a_few_long_before_the_rest_and_what_is_dated_after_the_data_beyond_its_ends() -> None:
    days = ["2019-05-19", *(f"2023-11-{day:02}" for day in range(1, 20)), "2099-01-01"]
    rows = [{"from": day, "to": day} for day in days]
    axis = ran(f"(all, until) => HandOut.axisOf(({DATED})(all), HandOut.dayOf(until))", rows, "2023-12-31")
    assert (_day(axis["start"]), _day(axis["end"])) == (date(2023, 11, 1), date(2023, 12, 31))
    assert (_day(axis["first"]), _day(axis["last"])) == (date(2019, 5, 19), date(2099, 1, 1))
    assert [len(axis[end]) for end in ("earlier", "later")] == [1, 1]
    assert ran(f"(all) => HandOut.axisOf(({DATED})(all), NaN)", [])["later"] == []
