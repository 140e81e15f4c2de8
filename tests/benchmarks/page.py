"""The page in Chromium, on the seeds, beside the plain way and an empty streamlit-folium page."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from incidentmap.select import Frames, read_frames
from incidentmap.settings import PROJECT
from incidentmap.store import Store
from tests import chromium
from tests.benchmarks import plain
from tests.benchmarks.measure import Row, beside, shown
from tests.benchmarks.seeding import fill
from tests.benchmarks.visit import Visit, Way, visiting
from tests.browser.server import running

ARGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
MOST_STARTS = 5  # a start of a server takes seconds
PLAIN, EMPTY = "a Folium marker an incident", "an empty streamlit-folium page"


def rows(repeat: int) -> Iterator[Row]:
    path = chromium.find()
    if path is None:
        yield Row("page", "all of it", None, "not measured: there is no Chromium")
        return
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "home").mkdir()
        fill(folder / "home" / "incidents.sqlite")
        projects = [PROJECT, *plain.write(folder, _frames(folder / "home"))]
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield from _measured(browser, folder, projects, repeat)
        browser.close()


def _frames(home: Path) -> Frames:
    store = Store.open(f"sqlite:///{home / 'incidents.sqlite'}")
    with store.reading() as connection:
        frames = read_frames(connection)
    store.close()
    return frames


def _way(project: Path, address: str) -> Way:
    if project == PROJECT:
        return Way("ours", address, "features", ".st-key-excerpt", False, True)
    return Way(project.name, address, "markers", ".leaflet-popup-content", True, False)


def _measured(browser: Browser, folder: Path, projects: Sequence[Path], repeat: int) -> Iterator[Row]:
    """1 servers that run and have been visited, 2 new visitors to them, 3 servers that start."""
    with ExitStack() as stack:
        servers = [stack.enter_context(running(folder / "home", project)) for project in projects]
        ways = [_way(project, server.address) for project, server in zip(projects, servers, strict=True)]
        with ExitStack() as open_pages:
            visits = [open_pages.enter_context(visiting(browser, way)) for way in ways]
            _rest(visits)
            there = [visit.incidents() for visit in visits]
            yield _filter(visits[:2], repeat)
            yield _words(visits[:2], repeat)
        yield from _first_maps(browser, ways, there, repeat)
    yield from _starts(browser, folder, projects[::2], there[::2], min(repeat, MOST_STARTS))


def _filter(visits: Sequence[Visit], repeat: int) -> Row:
    """Press a category again and again: it takes incidents away, and brings them back."""
    there = {visit.way.name: (_after_click(visit), _after_click(visit)) for visit in visits}
    times = _rounds(visits, repeat, lambda visit, number: visit.click_category(there[visit.way.name][number % 2]))
    fewer, all_of_them = there[visits[0].way.name]
    return _row(f"filter change to repainted map, {fewer} ↔ {all_of_them} incidents on the map", times, "0.20 s")


def _words(visits: Sequence[Visit], repeat: int) -> Row:
    """Click two marks in turn, after one click each that does not count."""
    times = _rounds(visits, repeat + 2, lambda visit, number: visit.click_mark(number % 2))
    return _row("click on a mark to words", times[2:], "0.15 s")


def _rounds(visits: Sequence[Visit], repeat: int, act: Callable[[Visit, int], float]) -> list[list[float]]:
    """Act on each page in turn, the first one changing; every page rests before any acts, its whole script done.

    A map is painted before its page has ended: without the rest, one page would be timed on the other's work.
    """
    rounds = []
    for number in range(repeat):
        times = {}
        for visit in visits if number % 4 < 2 else reversed(visits):
            _rest(visits)
            times[visit.way.name] = act(visit, number)
        rounds.append([times[visit.way.name] for visit in visits])
    return rounds


def _first_maps(browser: Browser, ways: Sequence[Way], there: Sequence[int], repeat: int) -> Iterator[Row]:
    """Visit in turn, each time with an empty cache."""
    times = []
    for _ in range(repeat):
        times.append([])
        for way, wanted in zip(ways, there, strict=True):
            with visiting(browser, way) as visit:
                times[-1].append(visit.wait(wanted))
                visit.settle()
    what = "a new visitor to first painted map, server running"
    yield _row(what, times, "1.5 × the empty page", EMPTY, 2)
    yield _row(what, times, "none", PLAIN, 1)


def _starts(
    browser: Browser, folder: Path, projects: Sequence[Path], there: Sequence[int], repeat: int
) -> Iterator[Row]:
    """Start a server, and be its first visitor."""
    answers: list[list[float]] = []
    maps: list[list[float]] = []
    for _ in range(repeat):
        answers.append([])
        maps.append([])
        for project, wanted in zip(projects, there, strict=True):
            start = time.monotonic()
            with running(folder / "home", project) as server:
                answers[-1].append(time.monotonic() - start)
                with visiting(browser, _way(project, server.address)) as visit:
                    visit.wait(wanted)
                    maps[-1].append(time.monotonic() - start)
    yield _row("start of the server until it answers", answers, "none", EMPTY)
    yield _row("start of the server to first painted map", maps, "1.5 × the empty page", EMPTY)


def _row(what: str, times: Sequence[Sequence[float]], budget: str, other: str = PLAIN, column: int = 1) -> Row:
    ours, others = [each[0] for each in times], [each[column] for each in times]
    return Row("page", what, len(ours), shown(ours), budget, beside(other, others, ours))


def _after_click(visit: Visit) -> int:
    visit.click_category()
    visit.settle()
    return visit.incidents()


def _rest(visits: Sequence[Visit]) -> None:
    for visit in visits:
        visit.settle()
