"""A view as PDF: how long ten pages take, and 10,000 incidents, and what they take of memory."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from incidentmap.export import KINDS, opened
from incidentmap.geocode import Gazetteer
from incidentmap.index import IndexKeeper
from incidentmap.query import from_text
from incidentmap.store import Store
from tests.benchmarks import generate, seeding
from tests.benchmarks.measure import Row, shown
from tests.export import pdf_reading

TEN_PAGES = "from=2023-10-17&to=2023-11-02"  # of the seeds
BUDGET = "3 s for 10 pages"


def rows(repeat: int) -> Iterator[Row]:
    for size, link in ((None, TEN_PAGES), (10_000, "")):
        with TemporaryDirectory() as name, multiprocessing.get_context("spawn").Pool(1) as pool:
            said = pool.apply(_measured, (Path(name), size, link, repeat if size is None else min(repeat, 3)))
        yield Row("pdf", *said, BUDGET if size is None else "none")


def _measured(folder: Path, size: int | None, link: str, repeat: int) -> tuple[str, int, str]:
    """Make the file some times in a process whose memory is its own; the read model is there before."""
    path = folder / "incidents.sqlite" if size is None else generate.store_of(size)
    if size is None:
        seeding.fill(path)
    keeper, gazetteer, seconds = IndexKeeper(Store.open(path), folder), Gazetteer(), []
    keeper.current()
    for _ in range(repeat):
        start = time.perf_counter()
        with opened(Store.open(path), keeper, gazetteer, lambda index: from_text(link, index)) as hand_out:
            made = KINDS["pdf"].write(hand_out)
        seconds.append(time.perf_counter() - start)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    what = f"{hand_out.provenance.counts.shown:,} incidents, {len(pdf_reading.pages(made))} pages"
    return what, repeat, f"{shown(seconds)}; {len(made) / 1e6:.1f} MB; {own} MB of memory at most"
