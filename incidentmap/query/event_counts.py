"""How many events the incidents shown are, where some may be one and the same."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from incidentmap.index import Index
from incidentmap.query.kinds import Kind, kinds_of


class Events(NamedTuple):
    """How many incidents there are, and the fewest and the most events that they can be."""

    incidents: int
    fewest: int
    most: int


class _Merged(NamedTuple):
    """The incidents that any set names; the event of each where only what is confirmed is one, or all that may be."""

    rows: np.ndarray
    confirmed: np.ndarray
    all: np.ndarray


def events(index: Index, rows: np.ndarray) -> Events:
    """Count the events that incidents can be.

    They are fewest where all that may be one is one, and most where only that is which was confirmed. What hangs
    together by an incident that is not among them does so all the same.
    """
    merged = _merged(index)
    there = np.isin(merged.rows, rows, assume_unique=True)
    alone = len(rows) - int(there.sum())
    fewest, most = (len(np.unique(each[there])) + alone for each in (merged.all, merged.confirmed))
    return Events(len(rows), fewest, most)


@lru_cache(maxsize=2)  # every filter change asks
def _merged(index: Index) -> _Merged:
    """Join the living incidents by the sets that name them."""
    said = index.same_events
    living = kinds_of(index)[said.row] != Kind.GONE
    rows, nodes = np.unique(said.row[living], return_inverse=True)
    sets, confirmed = said.same_event.codes[living], said.confirmed[living]
    return _Merged(rows, joined(nodes[confirmed], sets[confirmed], len(rows)), joined(nodes, sets, len(rows)))


def joined(nodes: np.ndarray, sets: np.ndarray, size: int) -> np.ndarray:
    """Number what hangs together: nodes of one set have one number, and so have those of sets that share a node."""
    found = np.arange(size)
    _, sets = np.unique(sets, return_inverse=True)
    while True:
        least = np.full(int(sets.max(initial=-1)) + 1, size)
        np.minimum.at(least, sets, found[nodes])
        lower = found.copy()
        np.minimum.at(lower, found[nodes], least[sets])  # the whole of what hung together comes along
        lower = lower[lower]
        if np.array_equal(lower, found):
            return found
        found = lower
