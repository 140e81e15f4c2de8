"""One visit of a page in Chromium, with the probe that times it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

PROBE = Path(__file__).with_name("probe.js").read_text("utf-8")
SIZE = {"width": 1440, "height": 900}
LIMIT = 30_000  # milliseconds, for every wait

# Two marks far from all others, where they are drawn, on the screen of the page.
_LONELY = """() => {
  const iframe = document.querySelector("iframe");
  const corner = iframe.getBoundingClientRect();
  const frame = iframe.contentWindow;
  const { x: width, y: height } = frame.map.getSize();
  const found = [];
  frame.map.eachLayer((layer) => {
    if (!layer.feature && !(layer instanceof frame.L.Marker)) return;
    const { x, y } = frame.map.latLngToContainerPoint(layer.getLatLng());
    if (x > 60 && y > 60 && x < width - 60 && y < height - 60) found.push([x, layer.feature ? y : y - 12]);
  });
  const gap = (one) => Math.min(...found.map((o) => Math.hypot(o[0] - one[0], o[1] - one[1])).filter((far) => far > 3));
  const lonely = found.sort((a, b) => gap(b) - gap(a));
  const other = lonely.find((one) => Math.hypot(one[0] - lonely[0][0], one[1] - lonely[0][1]) > 3);
  return [lonely[0], other].map(([x, y]) => [corner.left + x, corner.top + y]);
}"""


@dataclass(frozen=True)
class Way:
    """One way of making the page: how its map counts, where its words appear."""

    name: str
    address: str
    kind: str
    words: str
    words_in_map: bool
    outlines: bool


@dataclass(frozen=True)
class Visit:
    """A page that is open."""

    way: Way
    page: Page

    def wait(self, wanted: int) -> float:
        """Wait for the first painted map; give the seconds since the visit began."""
        self.page.evaluate("([of, wanted, outlines]) => benchmark.watch(benchmark.drawn(of, wanted, outlines))",
                           [self.way.kind, wanted, self.way.outlines])  # fmt: skip
        return self._seconds()

    def settle(self) -> None:
        """Wait until there is a map, the script has ended and the page stands still."""
        self.page.wait_for_function("() => benchmark.incidents('markers') !== undefined")
        app = self.page.locator("[data-testid=stApp]")
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=LIMIT)
        self.page.wait_for_timeout(1_000)

    def incidents(self) -> int:
        return int(self.page.evaluate("kind => benchmark.incidents(kind)", self.way.kind))

    def click_category(self, wanted: int | None = None) -> float:
        """Press the first category; give the seconds until the map has painted so many incidents."""
        if wanted is not None:
            self.page.evaluate("([kind, wanted]) => benchmark.watch(benchmark.drawn(kind, wanted))",
                               [self.way.kind, wanted])  # fmt: skip
        self.page.locator(".st-key-categories button").first.click(timeout=LIMIT)
        return 0.0 if wanted is None else self._seconds()

    def click_mark(self, which: int) -> float:
        """Click one of two lonely marks; give the seconds until its words stand on the page."""
        x, y = self.lonely[which]
        self.page.evaluate("([words, inMap]) => benchmark.watch(benchmark.changed(words, inMap))",
                           [self.way.words, self.way.words_in_map])  # fmt: skip
        self.page.mouse.click(x, y)
        return self._seconds()

    @property
    def lonely(self) -> list[list[float]]:
        found: list[list[float]] = self.page.evaluate(_LONELY)
        return sorted(found)

    def _seconds(self) -> float:
        return float(self.page.evaluate("() => benchmark.pending")) / 1000


@contextmanager
def visiting(browser: Browser, way: Way) -> Iterator[Visit]:
    """Go there as a new visitor, with nothing in the browser's cache."""
    context = browser.new_context(viewport=SIZE)
    context.set_default_timeout(LIMIT)
    context.add_init_script(PROBE)
    page = context.new_page()
    page.goto(way.address, wait_until="commit")
    yield Visit(way, page)
    context.close()
