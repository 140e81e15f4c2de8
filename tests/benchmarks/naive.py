"""The plain pandas way of filtering and counting: one boolean column after another, each count computed anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from incidentmap.index import Index
from incidentmap.query import IncidentFilter, table


@dataclass(frozen=True)
class Frames:
    """What somebody would load into pandas: the incidents, and who is named in which role, by row number."""

    incidents: pd.DataFrame
    statements: pd.DataFrame


def frames_of(index: Index) -> Frames:
    """Load all of an index."""
    said = index.statements
    names = np.array(said.actor.values, object)
    roles = np.array(said.role.values, object)
    statements = pd.DataFrame(
        {"row": said.row, "actor_id": names[said.actor.codes], "role": roles[said.role.codes]}
    ).astype({"actor_id": "category", "role": "category"})
    incidents = table(index, np.arange(len(index.incidents)))
    coded = ("category", "event_type", "outcome", "status", "place_id")
    return Frames(incidents.astype(dict.fromkeys(coded, "category")), statements)


Step = Callable[[pd.DataFrame], pd.DataFrame]
_COLUMNS = {"categories": "category", "outcomes": "outcome"}


def view(frames: Frames, filter: IncidentFilter) -> tuple[dict[str, tuple[int, int]], pd.DataFrame]:
    """Give what each filter excludes and what would return without it, and the rows left."""
    steps = _steps(frames, filter)
    confirmed = frames.incidents[frames.incidents["status"] == "confirmed"]
    shown = _run(confirmed, steps)
    counts, left = {}, confirmed
    for name, step in steps.items():
        kept = step(left)
        without = _run(confirmed, {other: each for other, each in steps.items() if other != name})
        counts[name] = (len(left) - len(kept), len(without) - len(shown))
        left = kept
    return counts, shown


def marks(shown: pd.DataFrame) -> pd.DataFrame:
    """Give one row for each place and category: how many, all intercepted or not, and the first ids."""
    placed = shown[shown["place_id"].notna()]
    by_mark = placed.assign(hit=placed["outcome"] == "intercepted").groupby(["place_id", "category"], observed=True)
    columns = {"count": ("incident_id", "size"), "all_intercepted": ("hit", "all"), "latitude": ("latitude", "first")}
    return by_mark.agg(longitude=("longitude", "first"), ids=("incident_id", _first_ids), **columns)


def timeline(shown: pd.DataFrame) -> pd.Series:
    month = shown["date_latest"].dt.to_period("M").dt.start_time
    return shown.groupby([month, "category", shown["date_earliest"].isna()], observed=True).size()


def _first_ids(ids: pd.Series) -> tuple[str, ...]:
    return tuple(ids.head(50))


def _run(rows: pd.DataFrame, steps: dict[str, Step]) -> pd.DataFrame:
    for step in steps.values():
        rows = step(rows)
    return rows


def _steps(frames: Frames, filter: IncidentFilter) -> dict[str, Step]:
    steps: dict[str, Step] = {}
    if filter.date_from and filter.date_to:
        steps["dates"] = lambda rows: _in_range(rows, filter)
    if filter.actors:
        said = frames.statements
        steps["actors"] = lambda rows: rows[rows.index.isin(said[said["actor_id"].isin(filter.actors)]["row"])]
    for name, column in _COLUMNS.items():
        if wanted := getattr(filter, name):
            steps[name] = lambda rows, column=column, wanted=wanted: rows[rows[column].isin(wanted)]
    return steps


def _in_range(rows: pd.DataFrame, filter: IncidentFilter) -> pd.DataFrame:
    start, end = pd.Timestamp(filter.date_from), pd.Timestamp(filter.date_to)
    first = rows["date_earliest"].fillna(rows["date_latest"])
    return rows[(rows["date_latest"] >= start) & (first <= end)]
