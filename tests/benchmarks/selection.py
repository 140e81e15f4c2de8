"""Choosing among many: the filters with their counts, the marks and the timeline, beside plain pandas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from incidentmap.select import Frames, IncidentFilter, apply, marks, timeline
from tests.benchmarks import naive
from tests.benchmarks.crowd import crowd
from tests.benchmarks.measure import Row, beside, in_turn, shown, timed

SIZES = (1_000, 100_000, 1_000_000)
NARROW = IncidentFilter(
    date_from=date(2018, 1, 1),
    date_to=date(2020, 12, 31),
    actors=("g1", "g2", "g3", "g4"),
    categories=("strike", "attack"),
    outcomes=("hit", "intercepted", "missed"),
)
FILTERS = {"no filter": IncidentFilter(), "dates, groups, category, outcome": NARROW}


def rows(repeat: int) -> Iterator[Row]:
    for size in SIZES:
        print(f"  generating {size:,} incidents …", flush=True)
        yield from _of(crowd(size), repeat)


def _of(frames: Frames, repeat: int) -> Iterator[Row]:
    for said, filter in FILTERS.items():
        _agree(frames, filter)
        yield _page(frames, said, filter, repeat)
    yield _search(frames, repeat)


def _page(frames: Frames, said: str, filter: IncidentFilter, repeat: int) -> Row:
    def ours() -> None:
        view = apply(frames, filter)
        marks(view.shown)
        timeline(view.shown)

    def plain() -> None:
        _, rows = naive.view(frames, filter)
        naive.marks(rows)
        naive.timeline(rows)

    times, others = in_turn([ours, plain], repeat)
    what = f"{len(frames.incidents):,} incidents, {said}: counts, marks, timeline"
    return Row("select", what, repeat, shown(times), beside=beside("plain pandas", others, times))


def _search(frames: Frames, repeat: int) -> Row:
    (first,) = timed(lambda: apply(frames, IncidentFilter(search="post 77")), 1)
    times = timed(lambda: apply(frames, IncidentFilter(search="post 77")), repeat)
    what = f"{len(frames.incidents):,} incidents, a search of two words: counts alone"
    return Row(
        "select", what, repeat, shown(times), beside=f"the first search, which folds all texts: {shown([first])}"
    )


def _agree(frames: Frames, filter: IncidentFilter) -> None:
    """Refuse to compare two ways that do not come to the same."""
    view = apply(frames, filter)
    counts, rows = naive.view(frames, filter)
    assert {each.filter: (each.charged, each.would_return) for each in view.counts.excluded} == counts
    assert view.shown["incident_id"].tolist() == rows["incident_id"].tolist()
    assert timeline(view.shown).bins["count"].sum() == len(rows)
    assert marks(view.shown)["count"].sum() == naive.marks(rows)["count"].sum()
