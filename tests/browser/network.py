"""What leaves a machine, seen from the server process, which no browser can see, and from the browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Route

from tests.browser.lookups import HERE
from tests.browser.map_page import MapPage
from tests.browser.server import Server, running

LISTENING = "0A"
LOOPBACK = {"0100007F", f"{'0' * 16}FFFF00000100007F", f"{'0' * 24}01000000"}  # as /proc/net writes 127.0.0.1 and ::1
NOBODY = {"0" * 8, "0" * 32}


@contextmanager
def watched(home: Path) -> Iterator[Server]:
    """Run a server, and ask the kernel at the end as well that no socket of it led elsewhere."""
    with running(home) as server:
        yield server
        if Path("/proc/net/tcp").exists():
            assert_only_here(server.process.pid)


def _leads_to(descriptor: Path) -> str:
    """Say what a descriptor leads to, such as socket:[1]; "" where it was closed in the meantime."""
    try:
        return os.readlink(descriptor)  # noqa: PTH115  # this is no path
    except FileNotFoundError:
        return ""


def assert_only_here(pid: int) -> None:
    """Ask the kernel: the process listens on this machine only, and has no socket that leads elsewhere."""
    sockets = set(filter(None, map(_leads_to, Path(f"/proc/{pid}/fd").iterdir())))
    states = []
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            _, local, remote, state, *rest = line.split()
            if f"socket:[{rest[5]}]" in sockets:
                assert local.partition(":")[0] in LOOPBACK, line
                assert remote.partition(":")[0] in LOOPBACK | NOBODY, line
                states.append(state)
    assert LISTENING in states


@contextmanager
def cable_out(page: MapPage) -> Iterator[None]:
    """Refuse the browser every address but this machine, and check at the end that it asked for none."""
    refused: list[str] = []

    def refuse(route: Route) -> None:
        refused.append(route.request.url)
        route.abort()

    page.page.context.route(lambda url: not is_here(url), refuse)
    page.page.on("websocket", lambda socket: None if is_here(socket.url) else refused.append(socket.url))
    yield
    assert page.requests
    assert [url for url in page.requests if not is_here(url)] == []
    assert refused == []


def is_here(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about") or parts.hostname in HERE
