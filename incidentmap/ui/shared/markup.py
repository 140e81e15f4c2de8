"""Text from outside, made safe to show: everything is escaped, every name or quote keeps its own direction."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from textwrap import shorten
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from incidentmap.model import Span
from incidentmap.model.vocabulary import Tlp
from incidentmap.text.visible import FIRST_STRONG, INVISIBLE, POP
from incidentmap.text.visible import visible as visible  # of what is shown, escaped or not

NOTHING = Markup("")
_MARK = Markup("<mark>")
# Streamlit reads text once more when Markdown's escapes are gone: addresses, mail, :streamlit:, :smile:, arrows.
_READ_AFTER = re.compile(r"(?<=www)(?=\.)|(?<=:)(?=//|[\w+/-]+:)|(?=@)|(?<=[-<>=~])(?=[-<>=~])", re.IGNORECASE)
_MARKDOWN = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]()<>#+-.!|~$:^=&@/"}


def plain(text: str) -> Markup:
    """Escape text for HTML, control characters made visible, marks of direction kept to it."""
    return escape(visible(text))


def isolated(text: str) -> Markup:
    """Escape text that may be Arabic, so that figures beside it keep their order."""
    return Markup("<bdi>{}</bdi>").format(plain(text)) if text else NOTHING


def sentence(text: str) -> Markup:
    """Escape a sentence whose names were made safe by `option`, so that they are isolated in HTML as well."""
    return escape(text).replace(FIRST_STRONG, Markup("<bdi>")).replace(POP, Markup("</bdi>"))


def label(text: str) -> str:
    """Escape text for a Streamlit label, which reads Markdown; direction is isolated by characters.

    What would be read in spite of escapes is taken apart by a sign that is drawn as nothing.
    """
    clean = _READ_AFTER.sub(INVISIBLE, visible(text).replace("\n", " "))
    return f"{FIRST_STRONG}{clean.translate(_MARKDOWN)}{POP}"


def option(text: str) -> str:
    """Write an option of a list to choose from, which is read as it stands."""
    return f"{FIRST_STRONG}{visible(text)}{POP}"


def first_words(text: str) -> str:
    """Give the first whole words of a text that has no name."""
    return shorten(text[:200], 60, placeholder="") or text.strip()[:60]  # some scripts have no spaces


def link(url: str, text: str) -> Markup:
    """Link to a web address; anything else than http(s) stays text."""
    shown = isolated(text)
    try:
        web = urlsplit(url).scheme in ("http", "https")
    except ValueError:
        web = False
    if not web:
        return shown
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(url, shown)


def tlp(marking: Tlp) -> Markup:
    """Write a marking as the Traffic Light Protocol does: its colour on black."""
    colour = marking.value.partition("+")[0].lower()
    return Markup('<span class="tlp tlp-{}">TLP:{}</span>').format(colour, marking.value)


def marked(text: str, quotes: Iterable[Span], mentions: Iterable[Span] = ()) -> Markup:
    """Escape an article's text and mark quotes and, fainter, mentions; spans may overlap.

    The first quote is preceded by an empty box, to which the browser scrolls: it does so for boxes, not for text.
    """
    quoted = [(span.start, span.end) for span in quotes]
    mentioned = [(span.start, span.end) for span in mentions]
    edges = sorted({0, len(text), *(edge for pair in quoted + mentioned for edge in pair)})
    shown = NOTHING.join(
        _segment(plain(text[start:end]), _covers(quoted, start), _covers(mentioned, start))
        for start, end in pairwise(edges)
    )
    return shown.replace(_MARK, Markup('<span class="im-first"></span>') + _MARK, 1)


def _covers(pairs: list[tuple[int, int]], position: int) -> bool:
    return any(start <= position < end for start, end in pairs)


def _segment(text: Markup, quoted: bool, mentioned: bool) -> Markup:
    inner = Markup('<span class="im-mention">{}</span>').format(text) if mentioned else text
    return _MARK + inner + Markup("</mark>") if quoted else inner
