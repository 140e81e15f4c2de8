"""By words: all of them stand in the texts of an incident, whole or as a part of a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.compute as pc

from incidentmap.index import Index
from incidentmap.query.filters.base import Facts, Filter, Names, Widget, isolated, marked
from incidentmap.query.link_reader import Said
from incidentmap.text.folding import fold_words

if TYPE_CHECKING:
    from incidentmap.query.filter import IncidentFilter


class Search(Filter):
    """`search`: summary, place, groups, sources and articles are looked through, whatever the spelling of letters."""

    key = "search"
    widget = Widget("text", "Search")

    def read(self, said: Said, index: Index) -> dict[str, Any]:
        """Read the words as they are."""
        return {"search": said.query.get("search", "")}

    def write(self, chosen: IncidentFilter) -> dict[str, str]:
        """Write the words as they are."""
        return {"search": chosen.search} if chosen.search else {}

    def facts(self, index: Index, chosen: IncidentFilter) -> Facts:
        """Look every word up in the folded texts."""
        found = np.ones(len(index.incidents), bool)
        for word in fold_words(chosen.search).split():
            found &= _holding(index, word)
        return {self.key: found}

    def sentence(self, chosen: IncidentFilter, names: Names) -> str:
        """Quote the words."""
        return f"search: “{isolated(chosen.search)}”" if chosen.search else ""


def _holding(index: Index, word: str) -> np.ndarray:
    found = _matches(index.texts.own, word)
    for shared in index.texts.shared:
        hits = _matches(shared.texts, word)
        if hits.any():
            found |= marked(shared.rows[hits[shared.text]], len(index.incidents))
    return found


def _matches(texts: Any, word: str) -> np.ndarray:
    found: np.ndarray = pc.match_substring(texts, word).to_numpy().astype(bool)
    return found
