"""A hostile page in the same browser gets no record, no socket and no frame, and makes the server look up nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ARGS
from tests.browser.network import watched

pytestmark = pytest.mark.browser

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
def evil_page(chromium_path: str) -> Iterator[Page]:
    """A page of another site, whose name leads to this machine, on a port of its own."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), _EvilSite)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        args = (*ARGS, f"--host-resolver-rules=MAP {EVIL} 127.0.0.1")
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=args)
        page = chromium.new_context().new_page()
        page.goto(f"http://{EVIL}:{site.server_port}/")
        yield page
        chromium.close()
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
