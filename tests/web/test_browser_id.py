"""The name of a browser: given once, at a page, and to no script and no other site."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import Message

from incidentmap.ui.unsaved_work import visitor
from incidentmap.web import BrowserId

PAGE = "text/html,application/xhtml+xml,*/*;q=0.8"


def given(scheme: str = "http", **headers: str) -> str:
    """Ask for a page, and give the cookie that is set; "" for none."""
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": "/", "scheme": scheme, "headers": raw}
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(BrowserId(PlainTextResponse("a page"))(scope, receive, send))
    assert [each["type"] for each in sent] == ["http.response.start", "http.response.body"]
    return Headers(raw=sent[0]["headers"]).get("set-cookie", "")


def test_a_browser_gets_one_that_no_script_reads_and_no_other_site_sends() -> None:
    name, *how = given(accept=PAGE).split("; ")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} < set(how)
    assert "Secure" not in how
    assert "Secure" in given("https", accept=PAGE).split("; ")
    cookie, _, value = name.partition("=")
    assert cookie == visitor.BROWSER_COOKIE
    assert visitor.COOKIE.fullmatch(value)


def test_who_has_one_keeps_it() -> None:
    cookie = given(accept=PAGE).partition(";")[0]
    assert given(accept=PAGE, cookie=f"_streamlit_xsrf=2|a|b; {cookie}") == ""


def test_each_browser_gets_another() -> None:
    assert given(accept=PAGE) != given(accept=PAGE)


@pytest.mark.parametrize("accept", ["*/*", "", "application/json"])
def test_what_is_no_page_gives_none(accept: str) -> None:
    assert given(accept=accept) == ""


def test_cookies_of_other_programs_are_no_hindrance() -> None:
    assert given(accept=PAGE, cookie="a=b; \x7f[=;;; =\xff")


def test_sockets_and_the_start_of_the_server_pass() -> None:
    seen: list[str] = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(scope["type"])

    for kind in ("lifespan", "websocket"):
        asyncio.run(BrowserId(app)({"type": kind}, None, None))  # type: ignore[arg-type]
    assert seen == ["lifespan", "websocket"]
