"""One mark for each place and category."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from incidentmap.model.vocabulary import WITHOUT_POINT, Outcome

IDS_AT_MOST = 50


def marks(shown: pd.DataFrame) -> pd.DataFrame:
    """Join what is shown into marks; the unplaced have none.

    A mark stands at the point and has the `where_prec` of its best placed incident; `least_prec` and `uncertainty_km`
    are those of its worst, so that nothing looks better known than it is. What has no point (`on_area`) is never
    joined with what has one. `incident_ids` are the first 50 in time order.
    """
    placed = shown[(shown["where_prec"] > 0).to_numpy()]
    precision, on_area = placed["where_prec"].to_numpy(), placed["where_prec"].isin(WITHOUT_POINT).to_numpy()
    mark, count = _numbered(placed, on_area)
    found = np.bincount(mark * 8 + precision, minlength=8 * len(count)).reshape(-1, 8) > 0
    intercepted = np.bincount(mark[(placed["outcome"] == Outcome.INTERCEPTED).to_numpy()], minlength=len(count))
    best = _first(mark, precision == found.argmax(axis=1)[mark], len(count))
    names = ["place_id", "place_name", "category", "where_prec", "latitude", "longitude"]
    return (
        placed[names]
        .iloc[best]
        .assign(
            on_area=on_area[best],
            count=count,
            least_prec=7 - found[:, ::-1].argmax(axis=1),
            uncertainty_km=_largest(mark, placed["uncertainty_km"].to_numpy(), len(count)),
            all_intercepted=intercepted == count,
            incident_ids=pd.Series(_ids(mark, count, placed["incident_id"]), placed.index[best], dtype=object),
        )
        .reset_index(drop=True)
    )


def incidents_at(shown: pd.DataFrame, place_ids: tuple[str, ...], category: str | None = None) -> pd.DataFrame:
    """Give the incidents at some places, of one category or of all, in time order."""
    here = shown["place_id"].isin(place_ids)
    return shown[here if category is None else here & (shown["category"] == category)]


def _numbered(placed: pd.DataFrame, on_area: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Number the mark of each incident, by place and category, and count the incidents of each mark."""
    categories = len(placed["category"].cat.categories)
    sparse = placed["place_id"].cat.codes.to_numpy(np.int64) * categories + placed["category"].cat.codes.to_numpy()
    counted = np.bincount(sparse * 2 + on_area)
    there = counted > 0
    return (np.cumsum(there) - 1)[sparse * 2 + on_area], counted[there]


def _first(mark: np.ndarray, fit: np.ndarray, marks: int) -> np.ndarray:
    """Give the first row of each mark among those that fit."""
    rows = np.flatnonzero(fit)[::-1]
    first = np.zeros(marks, np.int64)
    first[mark[rows]] = rows  # backwards, so that the first row is written last
    return first


def _largest(mark: np.ndarray, values: np.ndarray, marks: int) -> np.ndarray:
    """Give the largest value of each mark; NaN where it has none."""
    largest = np.full(marks, np.nan)
    np.fmax.at(largest, mark, values)
    return largest


def _ids(mark: np.ndarray, count: np.ndarray, ids: pd.Series[str]) -> list[tuple[str, ...]]:
    """Give the first incidents of each mark; the rows are in time order, and a stable sort keeps them so."""
    in_order = mark.argsort(kind="stable")
    ends = np.concatenate([[0], np.cumsum(count)])
    rank = np.arange(len(mark)) - np.repeat(ends[:-1], count)
    listed = ids.iloc[in_order[rank < IDS_AT_MOST]].tolist()
    bounds = np.concatenate([[0], np.cumsum(np.minimum(count, IDS_AT_MOST))])
    return [tuple(listed[start:end]) for start, end in pairwise(bounds.tolist())]
