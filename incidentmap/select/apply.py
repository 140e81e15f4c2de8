"""A filter applied to the frames: the rows shown, and the count that says what became of all the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from incidentmap.select.choices import FILTERS, Role
from incidentmap.select.facts import facts
from incidentmap.select.filter import IncidentFilter
from incidentmap.select.frames import Frames, Kind


@dataclass(frozen=True, slots=True)
class Excluded:
    """What one filter refuses: the incidents charged to it, and those that come back if it alone is lifted."""

    filter: str
    charged: int
    would_return: int


@dataclass(frozen=True, slots=True)
class Counts:
    """total = in_review + all that is charged in `excluded` + on_map + on_areas + unplaced."""

    total: int
    in_review: int
    excluded: tuple[Excluded, ...]
    on_map: int
    on_areas: int
    unplaced: int
    may_be_same: int

    @property
    def shown(self) -> int:
        """Count the incidents that the table, the timeline and the download hold."""
        return self.on_map + self.on_areas + self.unplaced


@dataclass(frozen=True)
class View:
    """What is left of the frames; `rows` are the row numbers shown, in time order."""

    frames: Frames
    filter: IncidentFilter
    rows: np.ndarray
    counts: Counts

    @cached_property
    def shown(self) -> pd.DataFrame:
        """Give the incidents shown, in time order; the index is the row number in the frames."""
        mask = np.zeros(len(self.frames.incidents), bool)
        mask[self.rows] = True
        return self.frames.incidents[mask]


def apply(frames: Frames, filter: IncidentFilter) -> View:
    """Show what the filter keeps, and count the rest."""
    # 1 what is true of each incident, as bits of one code; below them its kind
    held = facts(frames, filter)
    codes = frames.kinds.copy()
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
    may_be_same = int(frames.incidents["may_be_same"].to_numpy()[rows].sum())
    return View(frames, filter, rows, judged.counts(may_be_same))


class _Judged:
    """Verdicts of the filters over codes; `tally` counts the incidents of each code by kind."""

    def __init__(self, tally: np.ndarray, truths: Mapping[str, np.ndarray], filter: IncidentFilter) -> None:
        self.tally = tally
        self.truths = truths
        self.filter = filter
        self.passed = self._verdicts(filter)
        self.kept: np.ndarray = np.all(self.passed, axis=0)

    def counts(self, may_be_same: int) -> Counts:
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
            may_be_same=may_be_same,
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
        if name == "actors":  # only what no role could save is charged to the actors themselves
            either: np.ndarray = self.truths[f"actors_{Role.EITHER}"] | self.truths[f"actors_{filter.role}"]
            return either
        if name == "role":
            name = f"actors_{filter.role}"
        elif name == "basis" and filter.actors:
            name = f"basis_{filter.role}"
        return self.truths[name]
