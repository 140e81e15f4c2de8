"""Text from outside, made safe to show: everything is escaped, every name or quote keeps its own direction."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import pairwise
from urllib.parse import urlsplit

from incidentmap.model import Span

# Control characters would be dropped or drawn as nothing; the reader should see that something stands there.
_VISIBLE = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\n\t"} | {0x7F: "␡"}
_VISIBLE |= dict.fromkeys(range(0x80, 0xA0), "�")
# Marks that turn the direction of what follows are shown by name; <bdi> does their work.
_DIRECTION = dict.fromkeys(
    [0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, *range(0x2066, 0x206A)], "�"
)
_MARKDOWN = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]()<>#+-.!|~$:^=&@/"}


def visible(text: str) -> str:
    """Show control and direction marks instead of obeying them; a line's end may come as CR LF."""
    return text.replace("\r\n", "\n").translate(_VISIBLE | _DIRECTION)


def plain(text: str) -> str:
    """Escape text for HTML, control and direction marks made visible."""
    return escape(visible(text))


def isolated(text: str) -> str:
    """Escape text that may be Arabic, so that figures beside it keep their order."""
    return f"<bdi>{plain(text)}</bdi>" if text else ""


def label(text: str) -> str:
    """Escape text for a Streamlit label, which reads Markdown; direction is isolated by characters."""
    clean = visible(text).replace("\n", " ")
    return f"\u2068{clean.translate(_MARKDOWN)}\u2069"


def option(text: str) -> str:
    """Write an option of a list to choose from, which is read as it stands."""
    return f"\u2068{visible(text)}\u2069"


def link(url: str, text: str) -> str:
    """Link to a web address; anything else than http(s) stays text."""
    shown = isolated(text)
    try:
        web = urlsplit(url).scheme in ("http", "https")
    except ValueError:
        web = False
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{shown}</a>' if web else shown


def marked(text: str, quotes: Iterable[Span], mentions: Iterable[Span] = ()) -> str:
    """Escape an article's text and mark quotes and, fainter, mentions; spans may overlap.

    The first quote is preceded by an empty box, to which the browser scrolls: it does so for boxes, not for text.
    """
    quoted = [(span.start, span.end) for span in quotes]
    mentioned = [(span.start, span.end) for span in mentions]
    edges = sorted({0, len(text), *(edge for pair in quoted + mentioned for edge in pair)})
    shown = "".join(
        _segment(plain(text[start:end]), _covers(quoted, start), _covers(mentioned, start))
        for start, end in pairwise(edges)
    )
    return shown.replace("<mark>", '<span class="im-first"></span><mark>', 1)


def _covers(pairs: list[tuple[int, int]], position: int) -> bool:
    return any(start <= position < end for start, end in pairs)


def _segment(text: str, quoted: bool, mentioned: bool) -> str:
    inner = f'<span class="im-mention">{text}</span>' if mentioned else text
    return f"<mark>{inner}</mark>" if quoted else inner
