"""Choosing among many: the filters with their counts, the marks and the timeline, beside plain pandas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from incidentmap.index import Index, IndexKeeper
from incidentmap.query import IncidentFilter, apply, around, ids, marks, timeline
from incidentmap.query.casualty_sums import sums
from incidentmap.store import Store
from tests.benchmarks import generate, naive
from tests.benchmarks.measure import Row, beside, in_turn, shown, timed

SEEN = around(34.2, 41.5, 6)
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
        print(f"  {size:,} incidents …", flush=True)
        with TemporaryDirectory() as home:
            yield from _of(IndexKeeper(Store.open(generate.store_of(size)), Path(home)).current(), repeat)


def _of(index: Index, repeat: int) -> Iterator[Row]:
    frames = naive.frames_of(index)
    for said, filter in FILTERS.items():
        _agree(index, frames, filter)
        yield _page(index, frames, said, filter, repeat)
        yield _sums(index, said, filter, repeat)
    yield _search(index, repeat)


def _page(index: Index, frames: naive.Frames, said: str, filter: IncidentFilter, repeat: int) -> Row:
    def ours() -> None:
        view = apply(index, filter)
        marks(view, SEEN)
        timeline(view)

    def plain() -> None:
        _, rows = naive.view(frames, filter)
        naive.marks(rows)
        naive.timeline(rows)

    times, others = in_turn([ours, plain], repeat)
    what = f"{len(frames.incidents):,} incidents, {said}: counts, marks, timeline"
    return Row("select", what, repeat, shown(times), beside=beside("plain pandas", others, times))


def _sums(index: Index, said: str, filter: IncidentFilter, repeat: int) -> Row:
    """Measure the first sums of a state, which order the figures, and those of other filters after it."""
    views = iter([apply(index, filter) for _ in range(repeat + 2)])  # what was added up once is kept
    (first,) = timed(lambda: sums(next(views)), 1)
    times = timed(lambda: sums(next(views)), repeat)
    what = f"{len(index.incidents):,} incidents, {said}: casualties added up"
    return Row("select", what, repeat, shown(times), "0.3 s at 1,000,000", beside=f"the first ones: {shown([first])}")


def _search(index: Index, repeat: int) -> Row:
    (first,) = timed(lambda: apply(index, IncidentFilter(search="shi kha")), 1)
    times = timed(lambda: apply(index, IncidentFilter(search="shi kha")), repeat)
    what = f"{len(index.incidents):,} incidents, a search of two words: counts alone"
    return Row("select", what, repeat, shown(times), beside=f"the first search: {shown([first])}")


def _agree(index: Index, frames: naive.Frames, filter: IncidentFilter) -> None:
    """Refuse to compare two ways that do not come to the same."""
    view = apply(index, filter)
    counts, rows = naive.view(frames, filter)
    assert {each.filter: (each.charged, each.would_return) for each in view.counts.excluded} == counts
    assert ids(index, view.rows) == rows["incident_id"].tolist()
    assert timeline(view).bins["count"].sum() == len(rows)
    assert sum(mark.count for mark in marks(view).marks) == naive.marks(rows)["count"].sum()
