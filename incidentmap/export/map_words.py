"""What a picture of the map says about itself: what was asked for, as of when, for whom, and what is not on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from incidentmap.model import words
from incidentmap.query import FILTERS, View, in_words, latest_day, marking
from incidentmap.text.counting import counted
from incidentmap.text.visible import visible

_ALWAYS_SAID = ("on the map", "counted on a country or area", "not placed")
_NUMBER = r"\d(?:[\d,.]*\d)?"
# Or a day, such as 2024-02-10; what is longer, such as a moment, an id or an address, stays as it is.
_RANGE = re.compile(rf"(?<![A-Za-z0-9_/-]){_NUMBER}(?:\s?[–-]\s?{_NUMBER})+(?![\d–-]|T\d)")


def title(view: View, names: Mapping[str, str]) -> str:
    """Say the filter in words, as the title of the page does."""
    said = visible(in_words(view.filter, names))
    return ranges_kept(said[:1].upper() + said[1:])


def as_of(view: View, today: date) -> str:
    """Give the date of the data; "" without data."""
    day = latest_day(view.index, today)
    return f"As of {words.day(day)}" if day else ""


def marking_words(view: View) -> tuple[str, str]:
    """Give the label of the Traffic Light Protocol, "" if nothing is marked, and what is to be said beside it."""
    marked, shown = marking(view), view.counts.shown
    if marked is None:
        return "", "Not marked"
    bare = shown - marked.marked
    return f"TLP:{marked.tlp.value}", f"{bare:,} not marked" if bare else ""


def shown_words(view: View) -> str:
    """Say how much of all is shown."""
    return f"{view.counts.shown:,} of {counted(view.counts.total, 'incident')} shown"


class PictureCounts(NamedTuple):
    """How many of the incidents shown are where; `without_label` are on areas that no map has a place for."""

    on_map: int
    on_areas: int
    outside: int
    without_label: int


def count_words(view: View, where: PictureCounts) -> str:
    """Say where each incident went: on the picture, shown but not on it, and left out, each kind by its number."""
    kinds = {
        "on the map": where.on_map,
        "counted on a country or area": where.on_areas,
        "outside of this picture": where.outside,
        "on areas without a place on the map": where.without_label,
        "not placed": view.counts.unplaced,
        **{f"excluded by {FILTERS[each.filter].title}": each.charged for each in view.counts.excluded},
        "in review": view.counts.in_review,
    }
    said = [f"{number:,} {kind}" for kind, number in kinds.items() if number or kind in _ALWAYS_SAID]
    return f"{' + '.join(said)} = {counted(view.counts.total, 'incident')}"


def ranges_kept(text: str) -> str:
    """Isolate each range of numbers, or beside Arabic 2–5 would be set as 5–2."""
    return _RANGE.sub(lambda found: f"\u2066{found[0]}\u2069", text)
