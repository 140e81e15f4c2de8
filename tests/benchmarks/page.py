"""The page in Chromium, at four sizes, beside the plain way and an empty streamlit-folium page."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from incidentmap.desk.editing import save
from incidentmap.model.vocabulary import Status
from incidentmap.store import Store, reading
from tests import chromium
from tests.benchmarks.measure import Row, beside, memory_of, shown
from tests.benchmarks.visit import Visit, Way, visiting
from tests.benchmarks.worlds import EMPTY, MOST_PLAIN, OURS, PLAIN, SIZES, SLOW_SECONDS, World, make
from tests.browser.server import running

ARGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
MOST_STARTS = 5  # a start of a server takes seconds
LARGE = 100_000  # from here on the budgets are those of a million
AS_EMPTY = {False: "1.35 × the empty page", True: "2 × the empty page"}
NOT_TRIED = f"not tried with more than {MOST_PLAIN:,}, or no map in time"
Times = Mapping[str, Sequence[float]]


def rows(repeat: int) -> Iterator[Row]:
    path = chromium.find()
    if path is None:
        yield Row("page", "all of it", None, "not measured: there is no Chromium")
        return
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        for size in (None, *SIZES):
            world = make(Path(name), size)
            print(f"  {world.name} …", flush=True)
            browser = playwright.chromium.launch(executable_path=path, args=ARGS)
            yield from _measured(browser, world, repeat)
            browser.close()


def _measured(browser: Browser, world: World, repeat: int) -> Iterator[Row]:
    """1 servers that run and have been visited, 2 new visitors to them, 3 servers that start."""
    with ExitStack() as stack:
        servers = [stack.enter_context(running(world.home, project)) for project in world.projects]
        ways = [world.way(*pair) for pair in zip(world.projects, [one.address for one in servers], strict=True)]
        with ExitStack() as open_pages:
            visits = [open_pages.enter_context(visiting(browser, way)) for way in ways]
            there = {visit.way.name: visit.incidents() for visit in visits if visit.in_time()}
            shown_both = [visit for visit in visits if visit.way.name in there and visit.way.name != EMPTY]
            yield _symbols(shown_both)
            yield _words(shown_both, world, repeat)
            yield _filter(shown_both, world, repeat)
            ours = shown_both[0]
            yield _search(ours, world, repeat)
            yield _edit(ours, world, repeat)
            yield _payload(ours)
            yield _memory(browser, servers[0].process.pid, world)
            there[OURS] = ours.settled().incidents()  # the edits took some away
        yield from _first_maps(browser, [way for way in ways if way.name in there], there, repeat, world)
    yield from _starts(browser, world, there, min(repeat, MOST_STARTS))


def _symbols(visits: Sequence[Visit]) -> Row:
    ours, *others = (f"{visit.symbols():,}" for visit in visits)
    what = f"symbols in the browser at once, {visits[0].incidents():,} incidents on the map"
    return Row("page", what, None, ours, "2,000", f"{PLAIN}: {others[0] if others else NOT_TRIED}")


def _filter(visits: Sequence[Visit], world: World, repeat: int) -> Row:
    """Press a category again and again: it takes incidents away, and brings them back."""
    there = {visit.way.name: (visit.after_category(), visit.after_category()) for visit in visits}
    ready = [visit for visit in visits if None not in there[visit.way.name]]
    for visit in visits:
        if visit not in ready:
            visit.page.close()  # or it would go on working while the others are timed
    times = _rounds(ready, repeat, lambda visit, number: visit.click_category(there[visit.way.name][number % 2]))
    fewer, all_of_them = there[OURS]
    what = f"{world.name}: filter change to repainted map, {fewer:,} ↔ {all_of_them:,} on the map"
    return _row(what, times, "0.25 s" if world.size > SIZES[0] else "0.15 s")


def _search(ours: Visit, world: World, repeat: int) -> Row:
    """Search for two words, and for nothing again; only the way there is timed."""
    everything, times = ours.settled().incidents(), []
    found = ours.after(lambda: ours.search(world.two_words))
    for _ in range(repeat if found else 0):
        ours.search("", everything)
        ours.settled()
        times.append(ours.search(world.two_words, found))
        ours.settled()
    ours.search("", everything)
    what = f"{world.name}: search of two words to repainted map, {found or 0:,} on the map"
    return Row("page", what, len(times), shown(times or [math.inf]), "none")


def _edit(ours: Visit, world: World, repeat: int) -> Row:
    """Another hand rejects an incident while the page is open; the next filter change shows it."""
    store = Store.open(world.home / "incidents.sqlite")
    counts = [ours.after_category(), ours.after_category()]
    times = []
    for number, incident_id in enumerate(world.placed[:repeat]):
        _reject(store, incident_id)
        times.append(ours.click_category((counts[number % 2] or 0) - number - 1))
        ours.settled()
    store.close()
    budget = "0.5 s beside the filter change at 1,000,000"
    return Row("page", f"{world.name}: a filter change right after an edit shows it", len(times), shown(times), budget)


def _reject(store: Store, incident_id: str) -> None:
    with store.reading() as connection:
        found = reading.dossier(connection, incident_id)
    assert found is not None
    rejected = replace(found.record, incident=replace(found.record.incident, status=Status.REJECTED))
    save(store, [(found.record, rejected)], "Benchmark", "to see it go")


def _payload(ours: Visit) -> Row:
    return Row("page", "largest message or answer to the browser", None, f"{max(ours.payloads) / 1e6:.2f} MB", "2 MB")


def _memory(browser: Browser, server: int, world: World) -> Row:
    """Memory after all of that; that of the browser is of the process that shows the page of ours."""
    found = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    own, mapped = memory_of(server)
    page = max(sum(memory_of(one["id"])) for one in found if one["type"] == "renderer")
    what = f"{world.name}: memory of the server; of the largest page in the browser"
    measured = f"{own:.0f} MB of its own, {mapped:.0f} MB of files mapped; {page:.0f} MB"
    return Row("page", what, None, measured, "1 GB at 1,000,000")


def _words(visits: Sequence[Visit], world: World, repeat: int) -> Row:
    """Click two marks in turn, after one click each that does not count."""
    times = _rounds(visits, repeat, lambda visit, number: visit.click_mark(number % 2), warm=2)
    return _row(f"{world.name}: click on a mark to words", times, "0.15 s")


def _rounds(
    visits: Sequence[Visit], repeat: int, act: Callable[[Visit, int], float], warm: int = 0
) -> dict[str, list[float]]:
    """Act on each page in turn, the first one changing; every page rests before any acts, its whole script done.

    A map is painted before its page has ended: without the rest, one page would be timed on the other's work.
    """
    times: dict[str, list[float]] = {visit.way.name: [] for visit in visits}
    for number in range(repeat + warm):
        going = [visit for visit in visits if visit.way.goes_on(times[visit.way.name], warm)]
        for visit in going if number % 4 < 2 else reversed(going):
            for other in going:
                other.settled()
            times[visit.way.name].append(act(visit, number))
    return {name: [math.inf] if math.inf in found else found[warm:] for name, found in times.items()}


def _first_maps(
    browser: Browser, ways: Sequence[Way], there: Mapping[str, int], repeat: int, world: World
) -> Iterator[Row]:
    """Visit in turn, each time with an empty cache."""
    times: dict[str, list[float]] = {way.name: [] for way in ways}
    for number in range(repeat):
        going = [way for way in ways if way.goes_on(times[way.name])]
        for way in going if number % 2 else reversed(going):
            with visiting(browser, way) as visit:
                times[way.name].append(visit.wait(there[way.name]))
                visit.settled()
    what = f"{world.name}: a new visitor to first painted map, server running"
    yield from _beside_both(what, times, world)


def _starts(browser: Browser, world: World, there: Mapping[str, int], repeat: int) -> Iterator[Row]:
    """Start a server, and be its first visitor."""
    times: dict[str, list[float]] = {name: [] for name in there}
    for _ in range(repeat):
        for project in world.projects:
            way = world.way(project, "")
            if way.name in there and way.goes_on(times[way.name]):
                with _started(browser, world, project) as (visit, start):
                    visit.wait(there[visit.way.name])
                    times[visit.way.name].append(time.monotonic() - start)
    yield from _beside_both(f"{world.name}: start of the server to first painted map", times, world)


@contextmanager
def _started(browser: Browser, world: World, project: Path) -> Iterator[tuple[Visit, float]]:
    start = time.monotonic()
    with running(world.home, project) as server, visiting(browser, world.way(project, server.address)) as visit:
        yield visit, start


def _beside_both(what: str, times: Times, world: World) -> Iterator[Row]:
    yield _row(what, times, AS_EMPTY[world.size >= LARGE], EMPTY)
    yield _row(what, times, "none", PLAIN)


def _row(what: str, times: Times, budget: str, other: str = PLAIN) -> Row:
    ours, others = times[OURS], times.get(other)
    if not others:
        return Row("page", what, len(ours), shown(ours), budget, f"{other}: {NOT_TRIED}")
    if math.inf in others:
        return Row("page", what, len(ours), shown(ours), budget, f"{other}: not within {SLOW_SECONDS} s")
    of = f" (median of {len(others)})" if len(others) != len(ours) else ""
    return Row("page", what, len(ours), shown(ours), budget, beside(other + of, others, ours))
