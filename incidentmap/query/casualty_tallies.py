"""Groups of rival figures as codes of what they count, so that sums over any choice of incidents are quick."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np

from incidentmap.index import Index
from incidentmap.query.rival_figures import Groups

ANY = "any"  # whatever nation


class Together(IntEnum):
    """What the figures of a group state together."""

    CLOSED = 0  # a number
    OPEN = 1  # a number without an upper end
    CLOSED_OR_SOME = 2  # the same, and another source gives no number
    OPEN_OR_SOME = 3
    SOME = 4
    NONE = 5


@dataclass(frozen=True, eq=False)
class Tallies:
    """The groups as codes of what they count and state: `shape` says of how many each; numbers are 0 where none is."""

    codes: np.ndarray
    shape: tuple[int, ...]
    low: np.ndarray
    high: np.ndarray
    sides: tuple[str, ...]
    nations: tuple[str, ...]
    measures: tuple[str, ...]


@lru_cache(maxsize=2)  # of each nation, and whatever nation
def tallies_of(index: Index, groups: Groups) -> Tallies:
    """Code the groups once for each state of the records."""
    categories, held = index.incidents.category, index.figures
    nations = (*held.nationality.values, ANY if groups.any_nation else "")  # -1 takes the last
    number, some = groups.has_number, groups.has_some
    is_open = (groups.high < 0) * Together.OPEN + some * Together.CLOSED_OR_SOME
    stated = np.where(number, is_open, np.where(some, Together.SOME, Together.NONE))
    shape = (len(categories.values), len(held.of.values), len(nations), len(held.measure.values), len(Together))
    nation = groups.nation.astype(np.intp) % len(nations)
    columns = (categories.codes[groups.row], groups.of, nation, groups.measure, stated)
    codes = np.ravel_multi_index(tuple(each.astype(np.intp) for each in columns), shape)
    low, high = (np.where(number, np.maximum(each, 0), 0).astype(np.float64) for each in (groups.low, groups.high))
    # as floats, which hold such whole numbers exactly
    return Tallies(codes, shape, low, high, held.of.values, nations, held.measure.values)
