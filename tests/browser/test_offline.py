"""Nothing leaves the machine: not from the browser, and not from the server process, which no browser can see."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import patience
from tests.browser import seeds
from tests.browser.conftest import Visit
from tests.browser.lookups import noted, watch_on
from tests.browser.network import cable_out, watched
from tests.browser.server import running


@pytest.mark.parametrize(("path", "title"), [("/totals", "Totals"), ("/places", "Places"), ("/sources", "Sources")])
def test_a_page_opens_by_its_link_on_a_cold_server(visit: Visit, tmp_path: Path, path: str, title: str) -> None:
    with watched(tmp_path / "home") as server:
        page = visit(server, alone=True)
        with cable_out(page):
            page.open(path=path)
            expect(page.page.get_by_role("heading", name=title, exact=True)).to_be_visible()


def test_map_filter_click_and_words_need_no_network(visit: Visit, tmp_path: Path) -> None:
    with watched(tmp_path / "home") as server:
        page = visit(server, alone=True)
        with cable_out(page):
            page.open_map("categories=attack&incident=seed-2")  # the deep link, on a cold server
            page.wait_for_incident("seed-2")
            page.part("clear").get_by_role("button").click()
            page.wait_for_count(len(seeds.days()))
            page.part("close").get_by_role("button").click()
            expect(page.part("close")).to_have_count(0)
            page.click_mark("site:ain-al-asad", "attack")
            page.wait_for_incident("seed-2")  # of the mark's incidents the one whose words are held
            expect(page.part("excerpt").locator("mark").first).to_be_visible()
            for path in ("/totals", "/places", "/sources"):
                page.open(path=path)


PROBES = {
    "socket.getaddrinfo": "socket.getaddrinfo('example.org', 80)",
    "socket.gethostbyname": "socket.gethostbyname('example.org')",
    "socket.connect": "socket.socket().connect(('192.0.2.1', 80))",
    "socket.bind": "socket.socket().bind(('0.0.0.0', 0))",
    "socket.sendto": "socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('192.0.2.1', 53))",
}


@pytest.mark.parametrize(("event", "probe"), PROBES.items(), ids=PROBES)
def test_the_watch_notes_and_refuses_what_leaves_the_machine(tmp_path: Path, event: str, probe: str) -> None:
    log = tmp_path / "network.log"
    ran: Any = subprocess.run(
        [sys.executable, "-c", f"import socket; {probe}"],
        env=watch_on(log),
        capture_output=True,
        timeout=patience.SECONDS,
        check=False,
    )
    assert b"the network is out" in ran.stderr
    assert [name for name, _ in noted(log)] == [event]


LOOKS_UP = """
import contextlib, socket
import streamlit as st
with contextlib.suppress(OSError):
    socket.getaddrinfo("outside.example", 80)
app = st.App("page.py")
"""


def test_a_server_that_looks_up_a_name_fails_whatever_else_is_tested(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "app.py").write_text(LOOKS_UP)
    (project / "page.py").write_text("import streamlit as st\nst.write('here')\n")
    with (
        pytest.raises(AssertionError, match=r"outside\.example"),
        running(tmp_path / "home", project, STREAMLIT_SERVER_ADDRESS="localhost", STREAMLIT_SERVER_HEADLESS="true"),
    ):
        pass
