"""The page as an analyst uses it: what it says, what the map holds, and what a hand does to both."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Error, Frame, Locator, Page, Request, expect

from tests.browser import waits

_MARKS = """() => {
  const corner = map.getContainer().getBoundingClientRect();
  const found = [];
  map.eachLayer((layer) => {
    if (!layer.feature) return;
    const { x, y } = map.latLngToContainerPoint(layer.getLatLng());
    const { geometry, properties } = layer.feature;
    found.push({ ...properties, at: geometry && geometry.coordinates, x: corner.left + x, y: corner.top + y });
  });
  return found;
}"""
_PAINTED = """() => {
  if (!window.map || !map.getPane("outlines")) return null;
  let sum = 0;
  map.eachLayer((layer) => { if (layer.feature) sum += layer.feature.properties.count; });
  return sum;
}"""
_VIEW = "() => [map.getCenter().lat, map.getCenter().lng, map.getZoom()]"


@dataclass(frozen=True)
class Count:
    """The numbers of the line above the map."""

    on_map: int
    on_areas: int
    unplaced: int
    excluded: int
    in_review: int
    total: int

    @property
    def shown(self) -> int:
        return self.on_map + self.on_areas + self.unplaced


class MapPage:
    """One visit. It keeps what no visit should have: dialogs, uncaught errors, complaints on the console."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.dialogs: list[str] = []
        self.uncaught: list[str] = []
        self.complaints: list[str] = []
        self.requests: list[str] = []
        waits.be_patient(page)
        self._heard: dict[Any, Callable[[Any], None]] = {
            "dialog": self._dismiss,
            "pageerror": lambda error: self.uncaught.append(str(error)),
            "console": self._hear,
            "request": self._note,
        }
        for event, hear in self._heard.items():
            page.on(event, hear)

    def end(self) -> None:
        """Hear nothing more of the page: the next visit has it."""
        for event, hear in self._heard.items():
            self.page.remove_listener(event, hear)

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _hear(self, message: ConsoleMessage) -> None:
        # Opened by a page's own link, Streamlit's client first looks for its server below that page.
        probe = "/_stcore/" in message.location["url"]
        if message.type == "error" and not probe:
            self.complaints.append(f"{message.text} {message.location['url']}")

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)

    def open(self, query: str = "", path: str = "/") -> MapPage:
        """Go to an address of the program and wait until it has run."""
        self.page.goto(f"{self.address}{path}{'?' if query else ''}{query}")
        self.settle()
        return self

    def open_map(self, query: str = "") -> MapPage:
        """Go to the map and wait until it is painted."""
        self.open(query)
        self.wait_for_marks()
        return self

    def turn_edit_on(self) -> MapPage:
        """Turn the switch *Edit* on, which is off at first."""
        self.part("editing").locator("label").click()
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until the script has run through for all that was done."""
        waits.settle(self.page)

    def part(self, key: str) -> Locator:
        """Find the widget or container of a key."""
        return self.page.locator(f".st-key-{key}")

    @property
    def query(self) -> dict[str, str]:
        """Give the link as it stands in the address."""
        return {key: values[0] for key, values in parse_qs(urlsplit(self.page.url).query).items()}

    def count(self) -> Count:
        """Read the line above the map."""
        said = self.part("count_line").locator(".im-count").inner_text()
        return Count(*(int(number) for number in re.findall(r"\d+", said)[:6]))

    def wait_for_count(self, shown: int) -> Count:
        """Wait until the line above the map and the map itself tell of so many incidents; the unplaced have no mark."""
        self._until(lambda: self.count().shown == shown)
        self.settle()
        self.wait_for_marks()
        return self.count()

    @property
    def frame(self) -> Frame:
        """Give the frame that holds the map."""
        iframe = self.page.locator(".st-key-map iframe")
        expect(iframe).to_have_count(1)  # for a moment two may stand there, the old and the new
        handle = iframe.element_handle()
        frame = handle.content_frame()
        assert frame is not None
        return frame

    def wait_for_marks(self) -> list[dict[str, Any]]:
        """Wait until the map has painted what the count says, and give its marks with where they are on the screen."""
        self._until(lambda: self._painted() == self.count().on_map + self.count().on_areas)
        return self.marks()

    def _painted(self) -> int | None:
        """Add up the counts of all marks; None while there is no map, or while its frame is being replaced."""
        try:
            return cast("int | None", self.frame.evaluate(_PAINTED))
        except Error as trouble:
            if "detached" in str(trouble) or "context was destroyed" in str(trouble):
                return None
            raise

    def _until(self, holds: Callable[[], bool]) -> None:
        waits.until(self.page, holds, lambda: f"the page says {self.count()}, the map shows {self._painted()}")

    def marks(self) -> list[dict[str, Any]]:
        """Give every mark on the map: its properties, its true place `at`, and `x`, `y` in the frame."""
        found: list[dict[str, Any]] = self.frame.evaluate(_MARKS)
        return found

    def mark(self, place_id: str, category: str) -> dict[str, Any]:
        """Give one mark."""
        (found,) = (one for one in self.marks() if (one["place_id"], one["category"]) == (place_id, category))
        return found

    def view(self) -> tuple[float, float, int]:
        """Give latitude, longitude and zoom of the map."""
        latitude, longitude, zoom = self.frame.evaluate(_VIEW)
        return round(latitude, 3), round(longitude, 3), zoom

    def look_at(self, latitude: float, longitude: float, zoom: int) -> None:
        """Move the map at once."""
        self.frame.evaluate(
            "([at, zoom]) => void map.setView(at, zoom, { animate: false })", [[latitude, longitude], zoom]
        )

    def corner(self) -> tuple[float, float]:
        """Give where the frame of the map begins on the page."""
        iframe = self.page.locator(".st-key-map iframe")
        iframe.scroll_into_view_if_needed()
        box = iframe.bounding_box()
        assert box is not None
        return box["x"], box["y"]

    def click_mark(self, place_id: str, category: str) -> None:
        """Click a mark where it is drawn."""
        self.come_to_rest()
        left, top = self.corner()
        mark = self.mark(place_id, category)
        self.page.mouse.click(left + mark["x"], top + mark["y"])

    def come_to_rest(self) -> None:
        """Wait until the page is settled and the map no longer moves."""
        self.settle()
        waits.stand_still(self.page)
        waits.map_at_rest(self.frame)

    @property
    def panel(self) -> Locator:
        """The panel beside the map."""
        return self.part("incident_panel")

    def listed(self) -> Locator:
        """The list of the incidents of the mark that is open."""
        return self.part("mark_incidents").get_by_role("radiogroup").locator("label")

    def wait_for_incident(self, incident_id: str) -> None:
        """Wait until an incident is open, and its words are there."""
        self.page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("incident") == [incident_id])
        self.settle()
        expect(self.part("excerpt").locator(".im").first).not_to_be_empty()
