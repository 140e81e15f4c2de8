"""Slides of a view: how long they take to make, and how much memory; 50 incidents have a slide of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from incidentmap.export import KINDS, opened
from incidentmap.geocode import Gazetteer
from incidentmap.index import IndexKeeper
from incidentmap.query import IncidentFilter
from incidentmap.store import Store
from tests.benchmarks import generate, seeding
from tests.benchmarks.measure import Row, memory_of, shown, timed

SIZES = (None, 10_000)  # None is the seeds
MOST_MADE = 3
BUDGET = "10 s"


def rows(repeat: int) -> Iterator[Row]:
    with TemporaryDirectory() as folder:
        for size in SIZES:
            yield _measured(Path(folder), size, min(repeat, MOST_MADE))


def _measured(folder: Path, size: int | None, repeat: int) -> Row:
    path = folder / "seeds" / "incidents.sqlite" if size is None else generate.store_of(size)
    if size is None:
        path.parent.mkdir()
        seeding.fill(path)
    store, gazetteer = Store.open(path), Gazetteer()
    keeper = IndexKeeper(store, folder / f"home {size}")
    keeper.current()  # the read model is built once

    made: list[bytes] = []
    count = 0

    def make() -> None:
        nonlocal count
        with opened(store, keeper, gazetteer, lambda _: IncidentFilter()) as hand_out:
            made.append(KINDS["pptx"].write(hand_out))
            count = hand_out.provenance.counts.shown

    times = timed(make, repeat)
    keeper.close()
    store.close()
    own, _ = memory_of(os.getpid())
    measured = f"{shown(times)}; {len(made[-1]) / 1e6:.1f} MB; the process holds {own:.0f} MB of its own"
    return Row("slide_deck", f"slides of {count:,} incidents, 50 with a slide of their own", repeat, measured, BUDGET)
