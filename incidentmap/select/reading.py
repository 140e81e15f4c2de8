"""The columns the frames are made of, as they stand in the store: one query a table, no record built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from incidentmap.model.vocabulary import SameEventStatus
from incidentmap.store import tables as t

if TYPE_CHECKING:  # queries are made by the store's tables; only the store knows what speaks to the database
    from sqlalchemy import Connection, Select

AT_ONCE = 50_000

_INCIDENTS = t.incidents.outerjoin(t.placements).select()
_QUERIES: dict[str, Select[Any]] = {
    "incidents": _INCIDENTS.with_only_columns(
        *t.incidents.c["incident_id", "category", "event_type", "outcome", "weapon_class", "date_earliest"],
        *t.incidents.c["date_latest", "status", "country", "admin1", "summary", "place_text", "site"],
        *t.placements.c["place_id", "where_prec", "latitude", "longitude", "uncertainty_km"],
    ),
    "places": t.places.select().with_only_columns(
        *t.places.c["place_id", "name", "name_ar", "aliases", "admin1", "country_code"]
    ),
    "attributions": t.attributions.select().with_only_columns(
        *t.attributions.c["incident_id", "actor_id", "basis", "stance", "stated_as"]
    ),
    "targets": t.target_actors.select(),
    "casualties": t.casualties.select().with_only_columns(
        *t.casualties.c["incident_id", "measure", "of", "stated", "high"]
    ),
    "citations": t.citations.outerjoin(t.articles)
    .select()
    .with_only_columns(
        *t.citations.c["incident_id", "title", "publisher"],
        t.articles.c.title.label("article_title"),
        t.articles.c.text.label("article_text"),
    ),
    "quoted": t.evidence.join(t.spans).select().with_only_columns(t.evidence.c.incident_id).distinct(),
    "same_events": t.same_event_members.join(t.same_events)
    .select()
    .with_only_columns(*t.same_event_members.c["same_event_id", "incident_id"])
    .where(t.same_events.c.status == SameEventStatus.SUGGESTED),
}

NAMES = tuple(_QUERIES)


def columns(connection: Connection, name: str) -> pd.DataFrame:
    """Read the columns of one query; in parts, as a million rows of Python objects would not fit beside the rest."""
    result = connection.execute(_QUERIES[name], execution_options={"yield_per": AT_ONCE})
    names = list(result.keys())
    parts = [_frame(names, list(zip(*rows, strict=True))) for rows in result.partitions()]
    return pd.concat(parts, ignore_index=True) if parts else _frame(names, [()] * len(names))


def _frame(names: list[str], values: list[Any]) -> pd.DataFrame:
    return pd.DataFrame({name: _column(name, column) for name, column in zip(names, values, strict=True)})


def _column(name: str, values: tuple[Any, ...]) -> pd.Series[Any]:
    kind = _KINDS.get(name, "str")
    if kind == "datetime64[s]":
        return pd.Series(np.array(list(values), dtype="datetime64[D]").astype(kind))
    return pd.Series(list(values), dtype=kind)


_KINDS = {
    "date_earliest": "datetime64[s]",
    "date_latest": "datetime64[s]",
    "where_prec": "float64",
    "latitude": "float64",
    "longitude": "float64",
    "uncertainty_km": "float64",
    "high": "float64",
    "aliases": "object",
}
