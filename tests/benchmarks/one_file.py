"""One HTML file of a view: how long it takes to make, how large it is, and how long Chromium takes to open it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from incidentmap.export import KINDS, opened
from incidentmap.geocode import Gazetteer
from incidentmap.index import IndexKeeper
from incidentmap.query import IncidentFilter
from incidentmap.store import Store
from tests import chromium
from tests.benchmarks import generate, seeding
from tests.benchmarks.measure import Row, shown, timed
from tests.browser.chromium import ARGS

SIZES = (None, 10_000)  # None is the seeds
MOST_MADE = 3
SMALL, SOON = {None: "under 3 MB"}, {10_000: "3 s to open"}  # budgets
# Milliseconds from the start of the navigation until the marks are painted, and a step of the handle of time is.
OPENED = """() => new Promise((done) => {
  const painted = () => requestAnimationFrame(() => setTimeout(() => done(performance.now())));
  const look = () => map.incidentMapCoordinator.marks.length ? painted() : setTimeout(look, 5);
  look();
})"""
STEP = """(at) => new Promise((done) => {
  const handle = document.getElementById("to"), begun = performance.now();
  handle.value = Number(handle.min) + at * (handle.max - handle.min);
  handle.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun))));
})"""


def rows(repeat: int) -> Iterator[Row]:
    path = chromium.find()
    if path is None:
        yield Row("one_file", "all of it", None, "not measured: there is no Chromium")
        return
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        for size in SIZES:
            yield from _measured(browser, Path(name), size, repeat)
        browser.close()


def _measured(browser: Browser, folder: Path, size: int | None, repeat: int) -> Iterator[Row]:
    file, made, count = _made(folder, size, min(repeat, MOST_MADE))
    what = f"{count:,} incidents"
    yield Row(
        "one_file",
        f"{what}: one HTML file made",
        len(made),
        f"{shown(made)}; {file.stat().st_size / 1e6:.1f} MB",
        SMALL.get(size, "none"),
    )
    opening, steps = [], []
    for number in range(repeat):
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(file.as_uri())
        opening.append(page.evaluate(OPENED) / 1000)
        steps.append(page.evaluate(STEP, 0.3 + 0.5 * number / repeat) / 1000)
        page.close()
    yield Row("one_file", f"{what}: opened from disk to painted marks", repeat, shown(opening), SOON.get(size, "none"))
    yield Row("one_file", f"{what}: a step of time to painted marks", repeat, shown(steps))


def _made(folder: Path, size: int | None, repeat: int) -> tuple[Path, list[float], int]:
    path = folder / "seeds" / "incidents.sqlite" if size is None else generate.store_of(size)
    if size is None:
        path.parent.mkdir()
        seeding.fill(path)
    store, file = Store.open(path), folder / f"{size}.html"
    keeper = IndexKeeper(store, folder / f"home {size}")
    gazetteer = Gazetteer()

    def make() -> None:
        with opened(store, keeper, gazetteer, lambda _: IncidentFilter()) as hand_out:
            file.write_bytes(KINDS["html"].write(hand_out))

    make()  # the read model is built once
    made = timed(make, repeat)
    with opened(store, keeper, gazetteer, lambda _: IncidentFilter()) as hand_out:
        count = hand_out.provenance.counts.shown
    keeper.close()
    store.close()
    return file, made, count
