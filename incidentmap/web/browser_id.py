"""A name for each browser, at random: it finds what was typed there and not saved, where no analyst is named.

No script can read the cookie, no other site's page sends it, and it says nothing of whom it belongs to.
"""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from incidentmap.settings import BROWSER_COOKIE

_A_YEAR = 365 * 24 * 3600


class BrowserId:
    """ASGI middleware: gives the cookie to a browser that opens a page and has none."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let every request through."""
        if scope["type"] == "http" and _is_new_at_a_page(Headers(scope=scope)):
            send = _naming(send, secure=scope.get("scheme") == "https")
        await self.app(scope, receive, send)


def _is_new_at_a_page(headers: Headers) -> bool:
    if "text/html" not in headers.get("accept", ""):
        return False
    try:
        return BROWSER_COOKIE not in SimpleCookie(headers.get("cookie", ""))
    except CookieError:  # of another program on this host; ours cannot be found among them
        return True


def _naming(send: Send, *, secure: bool) -> Send:
    cookie = f"{BROWSER_COOKIE}={secrets.token_urlsafe(24)}; Path=/; Max-Age={_A_YEAR}; HttpOnly; SameSite=Lax"

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("Set-Cookie", cookie + "; Secure" * secure)
        await send(message)

    return sending
