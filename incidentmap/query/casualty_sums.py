"""Sums of casualties over what is shown: by category, side, nation and measure, each for itself, with its range.

Nothing is added across sides, nor across categories: those hit by a strike are not the side that an attack hits.
Figures of one incident that count the same are rivals, of which any may be right: they form a range.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from incidentmap.model.vocabulary import CasualtiesOf, Category, Measure
from incidentmap.query.apply import View
from incidentmap.query.casualty_tallies import ANY, Together, tallies_of
from incidentmap.query.rival_figures import Groups, each_nation, whatever_nation

Kinds = tuple[Category, CasualtiesOf, str, Measure]


@dataclass(frozen=True, slots=True)
class Sum:
    """What incidents of a category say of one measure, side and nation ("" is not said, `ANY` whatever is said).

    `low` and `high` add up those with a number; `high` is None where one of them is open. `number`, `some` (casualties
    without a number), `none` and `not_stated` count incidents, and are together all of the category; `or_some` counts
    those with a number of which another source gives none.
    """

    category: Category
    of: CasualtiesOf
    nationality: str
    measure: Measure
    low: int
    high: int | None
    number: int
    or_some: int
    some: int
    none: int
    not_stated: int


@lru_cache(maxsize=2)  # a page asks several times
def sums(view: View) -> tuple[Sum, ...]:
    """Add up what is shown; a side of several nations also has its sum whatever nation, which is not theirs added."""
    found = [*_sums(view, each_nation(view.index)), *_sums(view, whatever_nation(view.index))]
    nations = _nations(found)
    kept = [each for each in found if each.nationality != ANY or nations[_side(each)] > 1]
    return tuple(sorted(kept, key=_turn))


def kinds_stated(view: View) -> tuple[tuple[Measure, CasualtiesOf], ...]:
    """List the measures and sides of which anything is stated in what is shown."""
    there = {(each.of, each.measure) for each in sums(view)}
    return tuple((measure, of) for of in CasualtiesOf for measure in Measure if (of, measure) in there)


def silent_on_nation(view: View) -> int:
    """Count the figures shown that may be above 0 and do not say whose nation."""
    figures = view.index.figures
    silent = figures.may_be_positive & (figures.nationality.codes < 0)
    return int(_shown(view)[figures.row[silent]].sum())


def _sums(view: View, groups: Groups) -> Iterator[Sum]:
    tallies = tallies_of(view.index, groups)
    here = _shown(view)[groups.row]
    codes, size = tallies.codes[here], int(np.prod(tallies.shape))
    low, high = (np.bincount(codes, each[here], minlength=size) for each in (tallies.low, tallies.high))
    counted = np.bincount(codes, minlength=size).reshape(-1, len(Together))
    low, high = low.reshape(counted.shape).sum(axis=1), high.reshape(counted.shape).sum(axis=1)
    categories = view.index.incidents.category
    of_category = np.bincount(categories.codes[view.rows], minlength=len(categories.values))
    for code in np.flatnonzero(counted.sum(axis=1)):
        category, of, nation, measure = np.unravel_index(code, tallies.shape[:-1])
        kinds = (Category(categories.values[category]), CasualtiesOf(tallies.sides[of]), tallies.nations[nation],
                 Measure(tallies.measures[measure]))  # fmt: skip
        yield _sum(kinds, int(low[code]), int(high[code]), counted[code].tolist(), int(of_category[category]))


def _sum(kinds: Kinds, low: int, high: int, counted: list[int], of_category: int) -> Sum:
    closed, is_open, closed_or_some, open_or_some, some, none = counted
    number = closed + is_open + closed_or_some + open_or_some
    return Sum(
        *kinds, low, None if is_open + open_or_some else high, number, closed_or_some + open_or_some, some, none,
        not_stated=of_category - number - some - none,
    )  # fmt: skip


def _shown(view: View) -> np.ndarray:
    mask = np.zeros(len(view.index.incidents), bool)
    mask[view.rows] = True
    return mask


def _side(found: Sum) -> tuple[str, str, str]:
    return found.category, found.of, found.measure


def _nations(found: list[Sum]) -> dict[tuple[str, str, str], int]:
    """Count the nations of each category, side and measure; not said counts as one."""
    counted: dict[tuple[str, str, str], int] = {}
    for each in found:
        counted[_side(each)] = counted.get(_side(each), 0) + (each.nationality != ANY)
    return counted


def _turn(found: Sum) -> tuple[int, int, int, str, int]:
    """Order by category, side and nation: whatever nation first, not said last."""
    nation = {ANY: 0, "": 2}.get(found.nationality, 1)
    category, of, measure = (list(type(each)).index(each) for each in (found.category, found.of, found.measure))
    return category, of, nation, found.nationality, measure
