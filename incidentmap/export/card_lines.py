"""Lines of a card as plain data: runs of text, each with how it is written; whoever shows them makes no markup of it.

A run is a text, or a list of what it is, the text and, for a link, its address. What it is are letters: `b` bold, `q`
quiet, `i` of others, and isolated, as it may be Arabic, `m` words of a source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from incidentmap.text.visible import visible

Run = str | list[str]
Line = list[Run]
WEB = ("http", "https")


def name(text: str, how: str = "") -> Line:
    """Write a text of others: what would turn or hide something is shown; nothing for an empty one."""
    return [[f"i{how}", visible(text)]] if text else []


def bold(text: str) -> Line:
    """Write words of ours in bold."""
    return [["b", text]]


def quiet(text: str) -> Line:
    """Write words of ours in a quieter tone."""
    return [["q", text]] if text else []


def link(url: str, text: str) -> Line:
    """Write a text of others, with its address where that is one of the web; any other stays unsaid."""
    return [["i", visible(text), url]] if text and _is_web(url) else name(text)


def quoted(quotes: Iterable[str], how: str = "m") -> Line:
    """Join quotes, each with its own direction."""
    return joined(" … ", [name(each, how) for each in quotes])


def joined(between: str, lines: Sequence[Line]) -> Line:
    """Set some lines beside each other; what is empty counts for none."""
    found: Line = []
    for line in filter(None, lines):
        found += [between, *line] if found else line
    return found


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in WEB
    except ValueError:
        return False
