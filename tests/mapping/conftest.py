from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from incidentmap.web import routes
from tests import patience


@dataclass
class Site:
    """Our own routes on this machine, and one page that a test may set."""

    address: str = ""
    page: str = ""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    site = Site()
    page = Route("/", lambda _request: HTMLResponse(site.page))
    app = Starlette(routes=[page, *routes()])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
        assert thread.is_alive(), "the server for the map's files did not start"
    port = server.servers[0].sockets[0].getsockname()[1]
    site.address = f"http://127.0.0.1:{port}"
    yield site
    server.should_exit = True
    thread.join(patience.SECONDS)
