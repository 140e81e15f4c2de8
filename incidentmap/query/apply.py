"""A filter applied to the index: the rows shown, and the count that says what became of all the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from incidentmap.index import Index
from incidentmap.query.event_counts import Events, events
from incidentmap.query.filter import IncidentFilter
from incidentmap.query.filters import FILTERS
from incidentmap.query.filters.base import Facts
from incidentmap.query.kinds import Kind, kinds, kinds_of


@dataclass(frozen=True, slots=True)
class Excluded:
    """What one filter refuses: the incidents charged to it, and those that come back if it alone is lifted."""

    filter: str
    charged: int
    would_return: int


@dataclass(frozen=True, slots=True)
class Counts:
    """total = in_review + all that is charged in `excluded` + on_map + on_areas + unplaced.

    `same_events` are those of what is shown that may be the same event as another incident, and how many events.
    """

    total: int
    in_review: int
    excluded: tuple[Excluded, ...]
    on_map: int
    on_areas: int
    unplaced: int
    same_events: Events

    @property
    def may_be_same(self) -> int:
        """Count the incidents shown that may be the same event as another."""
        return self.same_events.incidents

    @property
    def shown(self) -> int:
        """Count the incidents that the table, the timeline and the download hold."""
        return self.on_map + self.on_areas + self.unplaced


@dataclass(frozen=True, eq=False)
class View:
    """What is left of the index; `rows` are the row numbers shown, in time order."""

    index: Index
    filter: IncidentFilter
    rows: np.ndarray
    counts: Counts


def apply(index: Index, filter: IncidentFilter, *, whatever_status: bool = False) -> View:
    """Show what the filter keeps, and count the rest; `whatever_status` shows what is in review or gone as well."""
    # 1 what is true of each incident, as bits of one code; below them its kind
    held = _facts(index, filter)
    codes = (
        kinds(index.incidents.where_prec, index, whatever_status=True) if whatever_status else kinds_of(index)
    ).copy()
    for bit, mask in enumerate(held.values()):
        codes += np.multiply(mask, len(Kind) << bit, dtype=codes.dtype)
    # 2 how many incidents there are of each code
    tally = np.bincount(codes, minlength=len(Kind) << len(held)).reshape(-1, len(Kind))
    # 3 judge the codes instead of the incidents: there are few
    codes_there = np.flatnonzero(tally.sum(axis=1))
    truths = {name: (codes_there >> bit & 1).astype(bool) for bit, name in enumerate(held)}
    judged = _Judged(tally[codes_there], truths, filter)
    # 4 pick the rows of the codes that are kept
    kept = np.zeros(tally.shape, bool)
    kept[codes_there, Kind.ON_MAP :] = judged.kept[:, None]
    rows = np.flatnonzero(kept.ravel()[codes])
    same = events(index, rows[index.incidents.may_be_same[rows]])
    return View(index, filter, rows, judged.counts(same))


def _facts(index: Index, filter: IncidentFilter) -> Facts:
    """Give the masks that the verdicts of the set filters, also with any one of them lifted, are made of."""
    found: Facts = {}
    for each in FILTERS.values():
        if any(getattr(filter, field) for field in each.fields or (each.key,)):
            found |= each.facts(index, filter)
    return found


class _Judged:
    """Verdicts of the filters over codes; `tally` counts the incidents of each code by kind."""

    def __init__(self, tally: np.ndarray, truths: Mapping[str, np.ndarray], filter: IncidentFilter) -> None:
        self.tally = tally
        self.truths = truths
        self.filter = filter
        self.passed = self._verdicts(filter)
        self.kept: np.ndarray = np.all(self.passed, axis=0)

    def counts(self, same: Events) -> Counts:
        """Put the numbers together."""
        by_kind = self.tally.sum(axis=0)
        shown = self.tally[self.kept].sum(axis=0)
        return Counts(
            total=int(by_kind.sum() - by_kind[Kind.GONE]),
            in_review=int(by_kind[Kind.IN_REVIEW]),
            excluded=self._excluded(),
            on_map=int(shown[Kind.ON_MAP]),
            on_areas=int(shown[Kind.ON_AREAS]),
            unplaced=int(shown[Kind.UNPLACED]),
            same_events=same,
        )

    def _excluded(self) -> tuple[Excluded, ...]:
        sizes = self.tally[:, Kind.ON_MAP :].sum(axis=1)
        first = np.where(self.kept, -1, self.passed.argmin(axis=0))
        return tuple(
            Excluded(name, int(sizes[first == place].sum()), int(sizes[~self.kept & self._kept_without(name)].sum()))
            for place, name in enumerate(FILTERS)
            if self.filter.is_set(name)
        )

    def _kept_without(self, name: str) -> np.ndarray:
        kept: np.ndarray = np.all(self._verdicts(self.filter.without(name)), axis=0)
        return kept

    def _verdicts(self, filter: IncidentFilter) -> np.ndarray:
        """Give for each filter, in sidebar order, and each code whether it passes."""
        return np.array([self._passes(name, filter) for name in FILTERS])

    def _passes(self, name: str, filter: IncidentFilter) -> np.ndarray:
        if not filter.is_set(name):
            return np.ones(len(self.tally), bool)
        return FILTERS[name].passes(dict(self.truths), filter)
