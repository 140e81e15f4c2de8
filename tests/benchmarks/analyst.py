"""A briefing analyst at work: the program she has before her, its records, and her hand, which is counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from incidentmap.store import Store
from tests.benchmarks.hand import Hand
from tests.browser.map_page import MapPage
from tests.browser.record_page import RecordPage
from tests.browser.server import Server

SIZE: Any = {"width": 1440, "height": 900}


@dataclass
class Analyst:
    """One person, or two at two browsers whose clicks count together."""

    browser: Browser
    server: Server
    home: Path
    hand: Hand = field(default_factory=Hand)

    def open_map(self) -> MapPage:
        """Open the map in a browser of its own, as every task begins."""
        return MapPage(self._page(), self.server.address).open_map()

    def paste_link(self, link: str) -> Page:
        """Open a link that somebody sent, in a browser of its own."""
        page = self._page()
        map_page = MapPage(page, self.server.address)  # it lets the page count its runs
        page.goto(link)
        map_page.settle()
        self.hand.typed += 1  # the address bar is none of the page's
        return page

    def open_record(self, incident_id: str) -> RecordPage:
        """Open a record by its link."""
        return RecordPage(self.paste_link(f"{self.server.address}/record?incident={incident_id}"), self.server.address)

    def store(self) -> Store:
        """Open the records, to compare with what the program shows."""
        return Store.open(f"sqlite:///{self.home / 'incidents.sqlite'}")

    def _page(self) -> Page:
        context = self.browser.new_context(viewport=SIZE)
        self.hand.watch(context)
        return context.new_page()

    def close(self) -> None:
        """Close all her browsers."""
        for context in self.browser.contexts:
            context.close()


def choose(page: MapPage, part: str, text: str) -> None:
    """Type into a list of the sidebar and take its first line."""
    page.part(part).get_by_role("combobox").click()
    page.page.keyboard.type(text)
    page.page.keyboard.press("Enter")
    page.settle()
    page.page.keyboard.press("Tab")  # away from the list, which would take the next click


def go_to(page: MapPage, room: str) -> None:
    """Go to another page by the bar of pages."""
    page.page.get_by_role("link", name=room, exact=True).first.click()
    page.settle()
