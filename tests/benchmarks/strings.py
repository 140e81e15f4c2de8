"""Random strings of every kind through `geocode`, the form and back: nothing lost, and how long that takes."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests import random_table
from tests.benchmarks.measure import Row

STRINGS, SEED = 10_000, 7


def rows(_repeat: int) -> Iterator[Row]:
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as scratch:
        found = random_table.problems(STRINGS, SEED, Path(scratch))
    took = f"{len(found)} problems in {time.perf_counter() - start:.0f} s"
    yield Row("strings", f"{STRINGS:,} random strings through geocode, form and back", 1, took, "0 problems")
