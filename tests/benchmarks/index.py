"""The read model: built, opened, and brought up to date after an edit; what it takes of memory."""

from __future__ import annotations

import multiprocessing
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from incidentmap.desk.editing import save
from incidentmap.index import IndexKeeper
from incidentmap.model import Alias
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, reading
from tests.benchmarks import generate
from tests.benchmarks.measure import Row, shown

SIZES = (1_000, 100_000, 1_000_000)
MEGABYTE = 1_000_000
BUILT = "60 s at 1,000,000; 1 GB"
SHOWN = "an edit shows in 0.5 s at 1,000,000"


def rows(repeat: int) -> Iterator[Row]:
    for size in SIZES:
        print(f"  {size:,} incidents …", flush=True)
        made = generate.store_of(size)
        with TemporaryDirectory() as name:
            home = Path(name)
            shutil.copyfile(made, home / "incidents.sqlite")
            yield from _measured(home, size, repeat)


def _measured(home: Path, size: int, repeat: int) -> Iterator[Row]:
    seconds, before, peak, after = _in_a_process(_build, home)
    memory = f"memory {before} MB before, {peak} MB at most, {after} MB of its own after"
    yield Row("index", f"build it of {size:,} incidents", 1, f"{shown([seconds])}; {memory}", BUILT)
    opened = [_in_a_process(_open, home) for _ in range(min(repeat, 5))]
    memory = f"{opened[0][1]} MB of its own after"
    yield Row("index", f"open it, {size:,}", len(opened), f"{shown(each[0] for each in opened)}; {memory}")
    for what, times, own in _in_a_process(_follow, home, repeat):
        yield Row("index", f"follow {what}, {size:,}", repeat, f"{shown(times)}; {own} MB of its own after", SHOWN)


def _in_a_process(work: Callable[..., Any], *given: Any) -> Any:
    """Do some work in a new process, whose memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, given)


def _keeper(home: Path) -> IndexKeeper:
    return IndexKeeper(Store.open(f"sqlite:///{home / 'incidents.sqlite'}"), home)


def _build(home: Path) -> tuple[float, int, int, int]:
    keeper = _keeper(home)
    before, start = _memory("VmRSS"), time.perf_counter()
    index = keeper.current()
    seconds = time.perf_counter() - start
    assert len(index.incidents)
    return seconds, before, _memory("VmHWM"), _memory("RssAnon")


def _open(home: Path) -> tuple[float, int]:
    keeper, start = _keeper(home), time.perf_counter()
    keeper.current()
    return time.perf_counter() - start, _memory("RssAnon")


def _follow(home: Path, repeat: int) -> list[tuple[str, list[float], int]]:
    """Edit, and measure how long the next look takes; what is measured first is left out, as it opens the files."""
    keeper = _keeper(home)
    store = keeper._store
    incidents = keeper.current().incidents
    ids = [incidents.incident_id[len(incidents) * (n + 1) // (repeat + 2)].as_py() for n in range(repeat + 1)]
    found = []
    for what, edit in (("an edit", _describe), ("another date", _move), ("a new alias", _learn)):
        times = []
        for incident_id in ids:
            edit(store, incident_id)
            start = time.perf_counter()
            keeper.current()
            times.append(time.perf_counter() - start)
        found.append((what, times[1:], _memory("RssAnon")))
    return found


def _describe(store: Store, incident_id: str) -> None:
    _change(store, incident_id, lambda incident: {"summary": f"{incident.summary} Mended."})


def _move(store: Store, incident_id: str) -> None:
    _change(store, incident_id, lambda incident: {"date_latest": incident.date_latest + timedelta(30)})


def _learn(store: Store, incident_id: str) -> None:
    alias = Alias(f"alias-{incident_id}", "a name", "geonames:0", v.WherePrec.NEAR, origin=v.AliasOrigin.ANALYST)
    save(store, [(None, alias)], "benchmark", "to measure")


def _change(store: Store, incident_id: str, changes: Callable[[Any], dict[str, Any]]) -> None:
    with store.reading() as connection:
        before = reading.records(connection, [incident_id])[incident_id]
    after = replace(before, incident=replace(before.incident, **changes(before.incident)))
    save(store, [(before, after)], "benchmark", "to measure")


def _memory(name: str) -> int:
    """Read a size of this process in MB, as Linux tells it."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 // MEGABYTE for line in lines if line.startswith(f"{name}:"))
