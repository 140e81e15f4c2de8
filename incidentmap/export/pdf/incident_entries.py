"""The incidents as plain data for pages.typ: the card of each, as in the panel of the screen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from incidentmap.export import map_fonts
from incidentmap.export.card_lines import Line, Run
from incidentmap.export.hand_out import HandOut, Row
from incidentmap.export.incident_card import Section, sections
from incidentmap.export.pdf.page_frame import marking
from incidentmap.model import words
from incidentmap.model.vocabulary import Outcome
from incidentmap.text.visible import visible

MOST = 500  # incidents of one PDF, some 130 pages; who wants more wants a table
LONGEST_LINK = 2_000  # letters: what is longer is no address, and some readers refuse the file
ROOM = 33.0  # of a line of text, times the size of its letters
_LONG_WORD = re.compile("[!-\u058f]{30,}")
_BREAKS_EVERY, _BREAK = 12, "\u200b"  # of no width
URL = "url"  # the key of an address
Plain = dict[str, Any]


def entries(hand_out: HandOut) -> Plain:
    """Give the incidents of the view, of very many the latest, and say how many are left out."""
    shown = hand_out.provenance.counts.shown
    left_out = max(shown - MOST, 0)
    rows = islice(hand_out.rows(), left_out, None)
    return {"notes": [*_notes(shown, left_out)], "cards": [_card(row, hand_out.names) for row in rows]}


def _notes(shown: int, left_out: int) -> Iterator[str]:
    if not shown:
        yield "The filters show none."
    if left_out:
        yield (
            f"These are the latest {MOST:,} of {shown:,} incidents shown. {left_out:,} earlier ones are left out here, "
            "not from the map and the key figures; CSV and XLSX hold all of them."
        )
    if shown:
        yield "Earliest first. Marked are words of the source; “our own summary” are words of ours."


def _card(row: Row, names: Mapping[str, str]) -> Plain:
    held = row.record.incident
    return {
        "symbol": symbol_name(row),
        "title": f"{words.CATEGORY[held.category]}, {words.when(held)}",
        "id": visible(held.incident_id),
        "marking": marking(f"TLP:{row.marking.value}") if row.marking else None,
        "sections": [_section(each) for each in sections(row, names)],
    }


def symbol_name(row: Row) -> str:
    """Name the picture of its symbol: hollow where it was intercepted."""
    held = row.record.incident
    return f"{held.category.value}{'-hollow' if held.outcome is Outcome.INTERCEPTED else ''}"


def _section(section: Section) -> tuple[str, str, list[list[dict[str, str]]], bool]:
    lines = [[_run(run) for run in line] for line in section.lines]
    return section.head, section.form, lines, section.form == "quote" and is_right_to_left(_first_words(section.lines))


def _run(run: Run) -> dict[str, str]:
    """Give how it is written, its words, and the address that it leads to; "" is none."""
    how, text, url = ("", run, "") if isinstance(run, str) else (*run, "")[:3]
    return {"how": how, "words": breakable(text), URL: url if len(url) <= LONGEST_LINK else ""}


def _first_words(lines: list[Line]) -> str:
    return "".join(run if isinstance(run, str) else run[1] for run in lines[0])


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter that has a direction runs from right to left."""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


def breakable(text: str, room: float = ROOM) -> str:
    """Let words that are wider than their room be broken, such as addresses; Arabic letters would come apart."""
    return _LONG_WORD.sub(lambda found: _broken(found[0], room), text)


def _broken(word: str, room: float) -> str:
    parts = [word[at : at + _BREAKS_EVERY] for at in range(0, len(word), _BREAKS_EVERY)]
    return _BREAK.join(parts) if map_fonts.width(word, 1) > room else word
