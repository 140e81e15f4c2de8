"""The guard: who may ask, seen as the server sees it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from streamlit import config, net_util
from streamlit.web.server.starlette import starlette_websocket

from incidentmap.settings import PROJECT
from incidentmap.web import Guard
from incidentmap.web.guard import is_allowed

OURS = ["localhost", "127.0.0.1", "::1", "maps.example.org", "*.team.example"]


def headers(host: str | None = "localhost:8501", **others: str) -> Headers:
    given = [] if host is None else [(b"host", host.encode("latin-1"))]
    return Headers(raw=given + [(name.replace("_", "-").encode(), value.encode()) for name, value in others.items()])


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8501",
        "LOCALHOST:1",
        "localhost.:8501",
        "127.0.0.1:8501",
        "[::1]:8501",
        "[::1]",
        "maps.example.org",
        "a.team.example:443",
    ],
)
def test_our_own_names_are_answered_on_any_port(host: str) -> None:
    assert is_allowed(headers(host), OURS)


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        ":8501",
        "evil.example",
        "evil.example:8501",
        "localhost.evil.example",
        "evil-localhost",
        "team.example",
        "xteam.example",
        "evil.example@localhost",
        "localhost@evil.example",
        "localhost/evil",
        "localhost:port",
        "localhost:99999",
        "localhost?x",
        "localhost#x",
        "localhost, evil.example",
        "127.0.0.2",
        "2130706433",
        "0.0.0.0",  # noqa: S104  # a name that is asked for
        "[::1",
        "::1",
        "ｌocalhost",
    ],
)
def test_any_other_host_is_refused(host: str | None) -> None:
    given = [] if host is None else [(b"host", host.encode("utf-8"))]
    assert not is_allowed(Headers(raw=given), OURS)


def test_two_hosts_are_none() -> None:
    assert not is_allowed(Headers(raw=[(b"host", b"localhost"), (b"host", b"localhost")]), OURS)


def test_without_a_list_only_this_machine_is_answered() -> None:
    assert is_allowed(headers("localhost"), [])
    assert not is_allowed(headers("maps.example.org"), [])


def test_a_star_opens_the_door_for_who_asked_for_it() -> None:
    assert is_allowed(headers("evil.example"), ["*"])


def test_a_text_instead_of_a_list_is_one_name() -> None:
    assert is_allowed(headers("a.team.example"), "*.team.example")
    assert not is_allowed(headers("evil.example"), "*.team.example")


@pytest.mark.parametrize("origin", ["http://localhost:8501", "https://localhost:8501", "HTTP://LOCALHOST:8501"])
def test_our_own_page_may_ask(origin: str) -> None:
    assert is_allowed(headers(origin=origin), OURS)


@pytest.mark.parametrize(
    "origin",
    ["null", "", "http://evil.example", "http://localhost", "http://localhost:8502", "http://127.0.0.1:8501",
     "http://localhost:8501@evil.example", "http://[", "file://", "localhost:8501"],
)  # fmt: skip
def test_a_page_of_another_site_may_not(origin: str) -> None:
    assert not is_allowed(headers(origin=origin), OURS)


def test_what_another_site_embeds_is_refused_and_a_link_from_there_is_followed() -> None:
    for elsewhere in ("cross-site", "same-site"):  # as is another port of this machine
        assert not is_allowed(headers(sec_fetch_site=elsewhere, sec_fetch_mode="no-cors"), OURS)
        assert is_allowed(headers(sec_fetch_site=elsewhere, sec_fetch_mode="navigate"), OURS)
    assert is_allowed(headers(sec_fetch_site="same-origin", sec_fetch_mode="cors"), OURS)


async def _echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("here")
    await socket.close()


GUARDED = Starlette(
    routes=[Route("/", lambda _: PlainTextResponse("the records")), WebSocketRoute("/socket", _echo)],
    middleware=[Middleware(Guard, allowed_hosts=lambda: ["localhost"])],
)


def answers(kind: str, path: str, **given: str) -> list[dict[str, Any]]:
    """Send one request as a server would, and give all that it is answered."""
    asked = {"host": "localhost:8501"} | given
    scope = {"type": kind, "path": path, "query_string": b"", "method": "GET", "root_path": "", "subprotocols": []}
    scope |= {"headers": [(name.encode(), value.encode()) for name, value in asked.items()]}
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect" if kind == "websocket" else "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(GUARDED(scope, receive, send))
    return sent


def test_a_refusal_says_what_to_do_and_nothing_else() -> None:
    start, body = answers("http", "/", host="evil.example")
    assert start["status"] == 403
    assert b"the records" not in body["body"]
    assert b"server.allowedHosts" in body["body"]
    assert Headers(raw=start["headers"])["content-security-policy"] == "frame-ancestors 'self'"


def test_no_other_site_may_frame_us() -> None:
    start, body = answers("http", "/")
    given = Headers(raw=start["headers"])
    assert body["body"] == b"the records"
    assert given["content-security-policy"] == "frame-ancestors 'self'"
    assert given["x-frame-options"] == "SAMEORIGIN"


def test_a_socket_of_another_site_is_never_accepted() -> None:
    accepted = answers("websocket", "/socket", origin="http://localhost:8501")
    assert [each["type"] for each in accepted] == ["websocket.accept", "websocket.send", "websocket.close"]
    assert [each["type"] for each in answers("websocket", "/socket", origin="http://evil.example")] == [
        "websocket.close"
    ]


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost:8501", "http://localhost:8501"),
        ("Maps.Example.org", "https://maps.example.org"),
        ("localhost.:8501", "http://LOCALHOST.:8501"),
    ],
)
def test_streamlit_gets_the_origin_of_our_page_as_it_compares_it_and_so_looks_up_nothing(
    host: str, origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: list[Headers] = []
    asked: list[str] = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        passed.append(Headers(scope=scope))

    scope = {
        "type": "websocket",
        "headers": [(b"host", host.encode()), (b"origin", origin.encode()), (b"cookie", b"a")],
    }
    asyncio.run(Guard(app, lambda: ["*"])(scope, None, None))  # type: ignore[arg-type]
    monkeypatch.setattr(net_util, "get_internal_ip", lambda: asked.append("internal"))
    monkeypatch.setattr(net_util, "get_external_ip", lambda: asked.append("external"))
    monkeypatch.setattr(starlette_websocket, "is_host_allowed", lambda _: True)
    (given,) = passed
    assert starlette_websocket._is_origin_allowed(given["origin"], given["host"])
    assert (asked, given["cookie"], given.getlist("origin")) == ([], "a", [given["origin"]])


def test_the_start_and_the_end_of_the_server_pass() -> None:
    seen: list[str] = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(scope["type"])

    asyncio.run(Guard(app, lambda: [])({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert seen == ["lifespan"]


def test_doors_of_streamlit_that_nobody_asked_for_are_shut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    config.get_config_options(force_reparse=True)
    assert config.get_option("server.allowedHosts") == ["localhost", "127.0.0.1", "::1"]
    assert config.get_option("server.address") == "localhost"
    for shut in (
        "server.enableAgentApi",
        "server.enableStaticServing",
        "global.developmentMode",
        "server.scriptHealthCheckEnabled",
    ):
        assert config.get_option(shut) is False, shut
    for empty in ("server.trustedUserHeaders", "server.corsAllowedOrigins", "server.unsafeMetricsUserAttributes"):
        assert not config.get_option(empty), empty
    for on in ("server.enableCORS", "server.enableXsrfProtection"):
        assert config.get_option(on) is True, on
