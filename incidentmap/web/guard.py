"""Who may ask: a check of Host and Origin before anything else sees a request, and no framing by other sites.

A page of another site can make a browser on this machine send requests here, also under a name of its own that resolves
to this machine (DNS rebinding). The names that we answer to are those of Streamlit's option ``server.allowedHosts``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_REFUSED = (
    "This address is not one that Incident Map answers to. Open it under http://localhost, or add the name to "
    "server.allowedHosts (README, Behind a proxy)."
)
# What a browser says of a request that another page makes; one from another port of this machine is of the same site.
_ELSEWHERE = ("cross-site", "same-site")
_BY_US = "frame-ancestors 'self'"  # the map is a frame of our own page


class Guard:
    """ASGI middleware; `allowed_hosts` is asked at each request, as Streamlit reads its options after it is made."""

    def __init__(self, app: ASGIApp, allowed_hosts: Callable[[], Iterable[str]]) -> None:
        self.app = app
        self.allowed_hosts = allowed_hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it with 403."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif not is_allowed(Headers(scope=scope), self.allowed_hosts()):
            await _refusal(scope)(scope, receive, _unframed(send))
        elif scope["type"] == "websocket":
            await self.app(_from_our_page(scope), receive, send)
        else:
            await self.app(scope, receive, _unframed(send))


def is_allowed(headers: Headers, allowed_hosts: Iterable[str]) -> bool:
    """Tell whether a request names a host of ours, once, and comes from no other site.

    A browser names the site with each POST and each socket; what names none is a link that was followed, or no browser.
    """
    hosts, origins = headers.getlist("host"), headers.getlist("origin")
    if len(hosts) != 1 or not _is_ours(hosts[0], _names(allowed_hosts)):
        return False
    if any(_netloc(origin) != hosts[0].lower() for origin in origins):
        return False
    return headers.get("sec-fetch-site") not in _ELSEWHERE or headers.get("sec-fetch-mode") == "navigate"


def _from_our_page(scope: Scope) -> Scope:
    """Write the origin of a socket, which is ours, in the very letters of the host.

    Streamlit compares the two letter by letter, and looks up this machine's outside address where they differ.
    """
    given = Headers(scope=scope)
    if "origin" not in given:
        return scope
    origin = f"{urlsplit(given['origin']).scheme}://{given['host']}".encode("latin-1")
    others = [(name, value) for name, value in scope["headers"] if name != b"origin"]
    return {**scope, "headers": [*others, (b"origin", origin)]}


def _names(allowed_hosts: Iterable[str]) -> tuple[str, ...]:
    """Give the names to answer to; a text alone, as a configuration may have it, is one name and not its letters."""
    names = (allowed_hosts,) if isinstance(allowed_hosts, str) else tuple(allowed_hosts)
    return names or THIS_MACHINE


def _is_ours(host: str, allowed: Iterable[str]) -> bool:
    name = _hostname(host)
    return bool(name) and any(_fits(name, each.strip().lower().rstrip(".")) for each in allowed)


def _fits(name: str, pattern: str) -> bool:
    """Compare as Streamlit does: a name, ``*.example.org`` for all below it, ``*`` for any."""
    return pattern == "*" or name == pattern or (pattern.startswith("*.") and name.endswith(pattern[1:]))


def _hostname(host: str) -> str:
    """Give the name of a Host header; "" where it is anything but a name and a port."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises where it is none
    except ValueError:
        return ""
    if parts.netloc != host or "@" in host:
        return ""
    return (parts.hostname or "").rstrip(".")


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _refusal(scope: Scope) -> ASGIApp:
    if scope["type"] == "websocket":
        return WebSocketClose(code=1008)
    return PlainTextResponse(_REFUSED, status_code=403)


def _unframed(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.append("Content-Security-Policy", _BY_US)  # beside one that is there: a browser keeps to both
            headers["X-Frame-Options"] = "SAMEORIGIN"
        await send(message)

    return sending
