"""The symbols that a map draws of a view, where the browser asks for those of other windows, and which was clicked."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from incidentmap.mapping import Symbol, symbols_of
from incidentmap.mapping.assets import MARKS
from incidentmap.query import View, Window, ids, marks, rows_of_mark
from incidentmap.ui.shared import page_link, session
from incidentmap.ui.shared.selection import Opened


def symbols(view: View, window: Window) -> tuple[list[Symbol], list[Any] | None]:
    """Give the symbols of a window, and where the browser asks for other windows; None where these are all."""
    drawn, whole = _symbols(view, window)
    return drawn, None if whole else _more(view, window)


def clicked(view: View, answer: Any) -> Opened | None:
    """Read the mark that was clicked off the component's answer: its first incident with words, or its first."""
    said = ((answer or {}).get("last_active_drawing") or {}).get("properties") or {}
    place_ids = tuple(said.get("place_ids") or filter(None, [said.get("place_id")]))
    here = rows_of_mark(view, place_ids, said.get("category"))
    if not len(here):
        return None
    with_words = here[view.index.incidents.has_words[here]]
    first = with_words if len(with_words) else here
    return Opened(ids(view.index, first[:1])[0], place_ids, said["category"])


def _more(view: View, window: Window) -> list[Any]:
    """Tell the browser where to ask for other windows, and which one this is."""
    zoom, *bounds = window
    return [f"{MARKS}?{urlencode(page_link.of_view(view.filter))}", zoom, bounds]


@lru_cache(maxsize=4)  # few: each keeps a view, and with it the read model that it shows
def _symbols(view: View, window: Window) -> tuple[list[Symbol], bool]:
    found = marks(view, window)
    return symbols_of(found.marks, session.gazetteer()), found.whole
