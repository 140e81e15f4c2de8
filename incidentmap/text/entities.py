"""Text that came through a web page: its entities undone."""

from __future__ import annotations

from html import unescape


def unescaped(text: str) -> str:
    """Undo HTML entities, also those that were escaped again on their way: "Mar&amp;#39;a" is "Mar'a"."""
    while "&" in text and (shorter := unescape(text)) != text:
        text = shorter
    return text
