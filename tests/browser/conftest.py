from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests import stores
from tests.browser import chromium
from tests.browser.map_page import MapPage
from tests.browser.server import Server, running
from tests.browser.windows import Windows

Visit = Callable[..., MapPage]


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """One for this folder: a thread may run one Playwright, and the tests of other folders start their own."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def browser(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    with chromium.launched(playwright, chromium_path) as browser:
        yield browser


@pytest.fixture(scope="package")
def windows(browser: Browser) -> Windows:
    return Windows(browser)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the seeds; tests read it and change nothing."""
    home = stores.seeded_at(tmp_path_factory.mktemp("seeded") / "home")
    with running(home) as server:
        yield server


@pytest.fixture
def visit(windows: Windows) -> Iterator[Visit]:
    """Gives a page in an empty window; at the end no visit may have shown a dialog or met an uncaught error.

    `alone` asks for a window as at the very first visit, which may be changed for good; see windows.
    """
    visits: list[MapPage] = []
    servers: list[Server] = []

    def make(server: Server, *, alone: bool = False, **options: Any) -> MapPage:
        page = windows.alone(**options) if alone else windows.take(**options)
        visits.append(MapPage(page, server.address))
        servers.append(server)
        return visits[-1]

    yield make
    for made in visits:
        made.end()
        windows.give_back(made.page)
    assert [made.dialogs + made.uncaught for made in visits] == [[]] * len(visits)
    assert [server.tracebacks() for server in servers] == [[]] * len(servers)
