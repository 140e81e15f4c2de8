"""Who is here: the owner of unsaved work, this session, and the one that the tab had before it lost its connection."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from incidentmap.settings import BROWSER_COOKIE
from incidentmap.ui.shared import signature

COOKIE = re.compile(r"[\w-]{16,64}", re.ASCII)


def owner() -> str:
    """Name whose work this is: the analyst whom the server or the proxy names, else the browser, else this session.

    A name that was typed is known in this session only, so that a later one could not find the work by it.
    """
    if by := signature.named():
        return f"analyst {by}"
    cookie = str(st.context.cookies.get(BROWSER_COOKIE, ""))
    return f"browser {cookie}" if COOKIE.fullmatch(cookie) else alone(this_session())


def alone(session: str) -> str:
    """Name the owner where nobody can be told: a browser that keeps no cookies."""
    return f"session {session}"


def this_session() -> str:
    """Name this session; not by its id, which would let others into it."""
    context = get_script_run_ctx()
    return _hidden(context.session_id) if context else ""


def session_before() -> str:
    """Name the session that this tab had before it lost the connection; "" for a page that was loaded anew.

    The browser asks for it by the third name in this header; where it is still there, Streamlit gives it back.
    """
    said = [each.strip() for each in st.context.headers.get("Sec-WebSocket-Protocol", "").split(",")]
    return _hidden(said[2]) if len(said) > 2 and said[2] else ""


def local(moment: datetime) -> str:
    """Say a moment in the reader's own time, where the browser tells which that is."""
    try:
        return f"{_day(moment.astimezone(ZoneInfo(st.context.timezone or '')))}"
    except (ValueError, LookupError, OSError):  # no such zone, or none said
        return f"{_day(moment.astimezone(UTC))} UTC"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%b, %H:%M}"


def _hidden(session_id: str) -> str:
    return sha256(session_id.encode()).hexdigest()[:32]
