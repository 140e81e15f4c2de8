"""What becomes of an incident before any filter."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

import numpy as np

from incidentmap.index import Index
from incidentmap.model.vocabulary import Status


class Kind(IntEnum):
    """Each incident is of exactly one kind."""

    GONE = 0
    IN_REVIEW = 1
    ON_MAP = 2
    ON_AREAS = 3
    UNPLACED = 4


_OF_PRECISION = np.array([Kind.UNPLACED, *[Kind.ON_MAP] * 4, *[Kind.ON_AREAS] * 2, Kind.ON_MAP], np.int32)


@lru_cache(maxsize=2)  # every filter change asks
def kinds_of(index: Index) -> np.ndarray:
    """Give the `Kind` of each incident; nobody may change them."""
    return kinds(index.incidents.where_prec, index)


def kinds(where_prec: np.ndarray, index: Index, *, whatever_status: bool = False) -> np.ndarray:
    """Work the kinds out; `whatever_status` takes every incident for a confirmed one."""
    found: np.ndarray = _OF_PRECISION[where_prec]
    if whatever_status:
        return found
    status = index.incidents.status
    of_status = np.array([each in (Status.DRAFT, Status.CONFIRMED) for each in status.values])
    found[status.codes == status.values.index(Status.DRAFT)] = Kind.IN_REVIEW
    found[~of_status[status.codes]] = Kind.GONE
    return found
