"""One visit of a page in Chromium, with the probe that times it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, Response, TimeoutError, expect

PROBE = Path(__file__).with_name("probe.js").read_text("utf-8")
SIZE = {"width": 1440, "height": 900}

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
    const opened = layer.isPopupOpen && layer.isPopupOpen(); // a click would close it
    const hand = [x, layer.feature ? y : y - 12, layer._icon];
    if (x > 60 && y > 60 && x < width - 60 && y < height - 60 && !opened) found.push(hand);
  });
  const gaps = new Map(found.map((one) => [one, found.reduce((least, o) => {
    const far = Math.hypot(o[0] - one[0], o[1] - one[1]);
    return far > 3 && far < least ? far : least;
  }, Infinity)]));
  // A marker may lie under another one, or under an open popup.
  const free = ([x, y, icon]) => !icon || frame.document.elementFromPoint(x, y) === icon;
  const lonely = found.sort((a, b) => gaps.get(b) - gaps.get(a));
  const first = lonely.find(free);
  const other = lonely.find((one) => Math.hypot(one[0] - first[0], one[1] - first[1]) > 3 && free(one));
  return [first, other].map(([x, y]) => [corner.left + x, corner.top + y]);
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
    seconds: int  # for every wait
    most: int | None = None  # rounds

    def goes_on(self, times: Sequence[float], warm: int = 0) -> bool:
        """Tell whether another round is worth its time: not after one that did not end in time."""
        return math.inf not in times and (self.most is None or len(times) < self.most + warm)


@dataclass(frozen=True)
class Visit:
    """A page that is open; `payloads` are the bytes of each message and answer that it got from our own server."""

    way: Way
    page: Page
    payloads: list[int] = field(default_factory=list)

    def wait(self, wanted: int) -> float:
        """Wait for the first painted map; give the seconds since the visit began."""
        self.page.evaluate("([of, wanted, outlines]) => benchmark.watch(benchmark.drawn(of, wanted, outlines))",
                           [self.way.kind, wanted, self.way.outlines])  # fmt: skip
        return self._seconds()

    def settled(self) -> Visit:
        """Wait until there is a map, the script has ended and the page stands still."""
        self.page.wait_for_function("() => benchmark.incidents('markers') !== undefined")
        app = self.page.locator("[data-testid=stApp]")
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=self.way.seconds * 1000)
        self.page.wait_for_timeout(1_000)
        return self

    def in_time(self) -> bool:
        """Tell whether the page comes to rest in time."""
        try:
            return self.settled() is self
        except TimeoutError:
            return False

    def incidents(self) -> int:
        return int(self.page.evaluate("kind => benchmark.incidents(kind)", self.way.kind))

    def after_category(self) -> int | None:
        """Press the first category; give the incidents on the map once they are others. None: not in time."""
        return self.after(self.click_category)

    def after(self, act: Callable[[], object]) -> int | None:
        """Do something; give the incidents on the map once they are others. None: not in time."""
        before = self.settled().incidents()
        act()
        there = "([kind, before]) => ![undefined, 0, before].includes(benchmark.incidents(kind))"
        try:
            self.page.wait_for_function(there, arg=[self.way.kind, before])
            return self.settled().incidents()
        except TimeoutError:
            return None

    def symbols(self) -> int:
        return int(self.page.evaluate("kind => benchmark.symbols(kind)", self.way.kind))

    def click_category(self, wanted: int | None = None) -> float:
        """Press the first category; give the seconds until the map has painted so many incidents."""
        if wanted is not None:
            self.page.evaluate("([kind, wanted]) => benchmark.watch(benchmark.drawn(kind, wanted))",
                               [self.way.kind, wanted])  # fmt: skip
        self.page.locator(".st-key-categories button").first.click()
        return 0.0 if wanted is None else self._seconds()

    def search(self, text: str, wanted: int | None = None) -> float:
        """Search for a text; give the seconds from Enter until the map has painted so many incidents."""
        box = self.page.locator(".st-key-search input")
        box.fill(text)
        if wanted is not None:
            self.page.evaluate("([kind, wanted]) => benchmark.watch(benchmark.drawn(kind, wanted))",
                               [self.way.kind, wanted])  # fmt: skip
        box.press("Enter")
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
        """Give what the probe measured; infinity where it saw nothing in time."""
        try:
            return float(self.page.evaluate("limit => benchmark.within(limit)", self.way.seconds * 1000)) / 1000
        except Error as trouble:
            if "not seen in time" in trouble.message:
                return math.inf
            raise


@contextmanager
def visiting(browser: Browser, way: Way) -> Iterator[Visit]:
    """Go there as a new visitor, with nothing in the browser's cache."""
    context = browser.new_context(viewport=SIZE)
    context.set_default_timeout(way.seconds * 1000)
    context.add_init_script(PROBE)
    page = context.new_page()
    visit = Visit(way, page)
    page.on("websocket", lambda socket: socket.on("framereceived", lambda said: visit.payloads.append(len(said))))
    page.on("response", lambda answer: visit.payloads.append(_own_bytes(answer)))
    page.goto(way.address, wait_until="commit")
    yield visit
    context.close()


def _own_bytes(answer: Response) -> int:
    """Give the size of an answer of our own routes; Streamlit's scripts are not ours to shrink."""
    return int(answer.headers.get("content-length", 0)) if "/assets/" in answer.url else 0
