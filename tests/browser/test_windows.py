"""A window that visit after visit uses again tells the next one nothing of the last."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Visit
from tests.browser.map_page import MapPage
from tests.browser.server import Server
from tests.browser.windows import Windows

KEEP = """() => { localStorage.mine = "kept"; sessionStorage.mine = "kept"; window.mine = "kept"; }"""
KEPT = """() => ({ local: localStorage.length, session: sessionStorage.length, script: typeof window.mine,
  dark: matchMedia("(prefers-color-scheme: dark)").matches, paper: matchMedia("print").matches, width: innerWidth })"""


def kept(page: MapPage) -> Any:
    return page.page.evaluate(KEPT) | {"runs": page.page.evaluate("() => window.incidentmapRuns.ended > 0")}


def test_the_next_visit_finds_an_empty_window(windows: Windows, seeded: Server) -> None:
    first = windows.take()
    page = MapPage(first, seeded.address).open(path="/totals")
    begun = kept(page)
    cookies = {each["name"]: each["value"] for each in first.context.cookies()}
    assert cookies  # by which the server would know the browser again
    page.page.evaluate(KEEP)
    first.set_viewport_size({"width": 390, "height": 844})
    first.emulate_media(media="print", color_scheme="dark")
    assert kept(page) != begun
    page.end()
    windows.give_back(first)

    assert first.url == "about:blank"
    assert first.context.cookies() == []
    again = windows.take()
    assert again is first
    assert kept(MapPage(again, seeded.address).open(path="/totals")) == begun
    assert not cookies.items() & {each["name"]: each["value"] for each in again.context.cookies()}.items()
    windows.give_back(again)


def test_two_visits_at_once_have_two_windows(visit: Visit, seeded: Server) -> None:
    first, second = visit(seeded), visit(seeded)
    assert first.page.context is not second.page.context


@pytest.mark.parametrize("hand", ["page", "context"])
def test_what_would_outlast_a_visit_needs_a_window_alone(visit: Visit, seeded: Server, hand: str) -> None:
    def change(page: MapPage) -> None:
        holder: Any = page.page if hand == "page" else page.page.context
        holder.add_init_script("window.pwned = 1")

    with pytest.raises(AssertionError, match="alone"):
        change(visit(seeded))
    change(visit(seeded, alone=True))
