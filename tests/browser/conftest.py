from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.browser.map_page import MapPage
from tests.browser.server import Server, running

Visit = Callable[..., MapPage]


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    with chromium.started(chromium_path) as browser:
        yield browser


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the seeds; tests read it and change nothing."""
    with running(tmp_path_factory.mktemp("seeded") / "home") as server:
        yield server


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Gives a page in a fresh context; at the end no visit may have shown a dialog or met an uncaught error."""
    visits: list[MapPage] = []
    servers: list[Server] = []

    def make(server: Server, **options: Any) -> MapPage:
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        visits.append(MapPage(context.new_page(), server.address))
        servers.append(server)
        return visits[-1]

    yield make
    for made in visits:
        made.page.context.close()
    assert [made.dialogs + made.uncaught for made in visits] == [[]] * len(visits)
    assert [server.tracebacks() for server in servers] == [[]] * len(servers)
