"""A hostile page in the same browser gets no record, no socket and no frame, and makes the server look up nothing."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Playwright

from tests import patience
from tests.browser import chromium, waits
from tests.browser.network import watched
from tests.browser.server import running

EVIL = "evil.example"
PAGE = b"<!doctype html><title>evil</title><p>evil</p>"


class _EvilSite(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def evil_page(playwright: Playwright, chromium_path: str) -> Iterator[Page]:
    """A page of another site, whose name leads to this machine, on a port of its own."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), _EvilSite)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    with chromium.launched(playwright, chromium_path, f"--host-resolver-rules=MAP {EVIL} 127.0.0.1") as browser:
        page = browser.new_context().new_page()
        waits.give_time(page.context)
        page.goto(f"http://{EVIL}:{site.server_port}/")
        yield page
    site.shutdown()
    site.server_close()


def test_a_hostile_page_gets_nothing(evil_page: Page, tmp_path: Path) -> None:
    with watched(tmp_path / "home") as server:
        port = urlsplit(server.address).port
        # its own name, rebound to this machine
        opened = evil_page.context.new_page()
        answer = opened.goto(f"http://{EVIL}:{port}/")
        assert answer is not None
        assert (answer.status, "server.allowedHosts" in opened.content()) == (403, True)
        # a socket, under our name and under its own
        for name in ("localhost", EVIL):
            assert evil_page.evaluate(SOCKET, f"ws://{name}:{port}/_stcore/stream") == "refused"
        # a request that sends no preflight
        with evil_page.expect_response("**/assets/painted") as answered:
            evil_page.evaluate(FETCH, f"http://localhost:{port}/assets/painted")
        assert answered.value.status == 403
        # a frame
        evil_page.evaluate(FRAME, f"http://localhost:{port}/")
        assert "Incident Map" not in evil_page.frames[1].content()
        assert evil_page.frames[1].locator("#root").count() == 0


HANDSHAKE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {}\r\n"
SOCKETS = HANDSHAKE.format("dGhlIHNhbXBsZSBub25jZQ==") + "Sec-WebSocket-Protocol: streamlit\r\n"
PATHS = (
    "/",
    "/_stcore/stream",
    "/_stcore/health",
    "/_stcore/host-config",
    "/media/x",
    "/assets/areas?id=x",
    "/nowhere",
)
PAIRS = [  # names of a host, and of an origin beside it; None: not said
    ("localhost:{}", None),
    ("localhost:{}", "null"),
    ("localhost:{}", "http://evil.example"),
    ("localhost:{}", "http://localhost.evil.example:{}"),
    ("localhost:{}", "http://8.8.8.8:{}"),
    ("LOCALHOST:{}", "http://localhost:{}"),
    ("localhost.:{}", "http://localhost.:{}"),
    ("localhost.:{}", "http://LOCALHOST.:{}"),
    ("[::1]:{}", "http://[::1]:{}"),
    ("evil.example", "http://evil.example"),
]
FORWARDED = "X-Forwarded-For: 8.8.8.8\r\nX-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\n"
TARGETS = ("http://evil.example{}", "//evil.example{}", "{}?url=http://evil.example/&next=//evil.example")


def test_whatever_is_asked_of_the_server_it_looks_up_nothing(tmp_path: Path) -> None:
    with running(tmp_path / "home") as server:  # fails at its end if it did
        port = urlsplit(server.address).port or 0
        answers = Counter(
            ask(port, target.format(path), host, origin, more)
            for path in PATHS
            for host, origin in PAIRS
            for target, more in [("{}", ""), ("{}", SOCKETS), ("{}", FORWARDED + SOCKETS), *((t, "") for t in TARGETS)]
        )
        assert ask(port, "/_stcore/health", "localhost:{}", None, "") == "200"
    assert answers["101"] > 0  # sockets that were accepted, as they came from our own page
    assert answers["403"] > 0
    assert answers["200"] > 0


def ask(port: int, target: str, host: str, origin: str | None, more: str) -> str:
    """Send one request as it stands, and give the status of its answer."""
    said = f"GET {target} HTTP/1.1\r\nHost: {host}\r\n{more}" + (f"Origin: {origin}\r\n" if origin else "")
    with socket.create_connection(("127.0.0.1", port), timeout=patience.SECONDS) as connection:
        connection.sendall(f"{said.replace('{}', str(port))}\r\n".encode())
        return connection.makefile("rb").readline().decode().split()[1]


SOCKET = """address => new Promise(done => {
    const socket = new WebSocket(address, ["streamlit"]);
    socket.onopen = () => done("open");
    socket.onerror = () => done("refused");
})"""
FETCH = """async address => (await fetch(address, {method: "POST", mode: "no-cors"})).type"""
FRAME = """address => new Promise(done => {
    const frame = document.createElement("iframe");
    frame.onload = () => done("loaded");
    frame.src = address;
    document.body.append(frame);
})"""
