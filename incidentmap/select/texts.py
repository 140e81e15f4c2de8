"""Searching: which words stand with which incident, each distinct text kept and folded once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from incidentmap.text.folding import fold_light

_LONG = 1_000  # characters; no name is so long


@dataclass(frozen=True)
class Texts:
    """The distinct texts, and which row of the incidents has which of them."""

    texts: pd.Series[str]
    rows: np.ndarray
    numbers: np.ndarray
    incidents: int

    @classmethod
    def of(cls, parts: Iterable[tuple[np.ndarray, pd.Series[str]]], incidents: int) -> Texts:
        """Gather texts from several columns, each given with the row of the incident that every value belongs to."""
        rows, texts = zip(*((rows[said], texts[said]) for rows, texts in parts for said in [_said(texts)]), strict=True)
        numbers, distinct = pd.factorize(pd.concat(texts, ignore_index=True))
        return cls(pd.Series(distinct, dtype="str"), np.concatenate(rows), numbers, incidents)

    @cached_property
    def folded(self) -> pd.Series[str]:
        """Fold all texts; at the first search, as it takes longer than all else and most sessions never search."""
        return pd.Series([_folded(text) for text in self.texts], dtype="str")

    def holding(self, search: str) -> np.ndarray:
        """Tell for each incident whether all words of a search stand in its texts, whole or as a part of a word."""
        found = np.ones(self.incidents, bool)
        for word in fold_light(search).split():
            hits = self.folded.str.contains(word, regex=False).to_numpy(bool)
            found &= marked(self.rows[hits[self.numbers]], self.incidents)
        return found


def marked(rows: np.ndarray, incidents: int) -> np.ndarray:
    """Give a mask that is true at `rows`."""
    mask = np.zeros(incidents, bool)
    mask[rows] = True
    return mask


def _folded(text: str) -> str:
    """Fold a text; a whole article is not remembered beside its folded form."""
    return fold_light(text) if len(text) < _LONG else fold_light.__wrapped__(text)


def _said(texts: pd.Series[str]) -> np.ndarray:
    return (texts.notna() & (texts != "")).to_numpy(bool)
