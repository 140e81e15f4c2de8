"""Tasks of a briefing analyst in Chromium, on the seeds: what each takes by clicks, texts or keys, and seconds.

Each starts at the map as it opens, and asserts its outcome against the seed files. Nobody thinks or reads in these
seconds; a page has come to rest after every step, which is 0.3 s of each at least.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import chromium
from tests.benchmarks.analyst import Analyst
from tests.benchmarks.entry_tasks import ENTRY
from tests.benchmarks.hand import Hand
from tests.benchmarks.measure import Row
from tests.benchmarks.reading_tasks import READING
from tests.benchmarks.writing_tasks import WRITING
from tests.browser.chromium import started
from tests.browser.server import running


def rows(_repeat: int) -> Iterator[Row]:
    path = chromium.find()
    if path is None:
        yield Row("tasks", "all of it", None, "not measured: there is no Chromium")
        return
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with running(home, INCIDENTMAP_ANALYST="Rana") as server, started(path) as browser:
            Analyst(browser, server, home).open_map()  # the first visit makes the records
            for what, task in {**READING, **WRITING, **ENTRY}.items():
                analyst = Analyst(browser, server, home, Hand())
                page = analyst.open_map()
                start = time.perf_counter()
                task(analyst, page)
                seconds = time.perf_counter() - start
                analyst.close()
                yield Row("tasks", what, None, f"{analyst.hand}, {seconds:.1f} s")
        assert server.tracebacks() == []
