"""Reading the frames from the store: columns become codes, ids become row numbers."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from incidentmap.model import Actor
from incidentmap.model import vocabulary as v
from incidentmap.select import reading
from incidentmap.select.choices import Role
from incidentmap.select.frames import Frames
from incidentmap.select.texts import Texts, marked
from incidentmap.store.reading import actor_links, actors, state

if TYPE_CHECKING:
    from sqlalchemy import Connection

INCIDENT_COLUMNS = (
    "incident_id",
    "category",
    "event_type",
    "outcome",
    "weapon_class",
    "date_earliest",
    "date_latest",
    "status",
    "country",
    "admin1",
    "place_id",
    "place_name",
    "where_prec",
    "latitude",
    "longitude",
    "uncertainty_km",
    "summary",
    "has_words",
    "may_be_same",
)
_INCIDENT_CODES: dict[str, type[Enum]] = {
    "category": v.Category,
    "event_type": v.EventType,
    "outcome": v.Outcome,
    "weapon_class": v.WeaponClass,
    "status": v.Status,
}


def read_frames(connection: Connection) -> Frames:
    """Read all frames in one consistent state; eleven queries, whatever the number of incidents."""
    with _without_collecting():
        raw = {name: reading.columns(connection, name) for name in reading.NAMES}
    who, links = actors(connection), actor_links(connection)
    found = raw["incidents"] = _in_time_order(raw["incidents"])
    index = pd.Index(found["incident_id"])
    rows = {name: index.get_indexer(pd.Index(raw[name]["incident_id"])) for name in raw if name != "places"}
    for name, at in rows.items():  # what is said of an incident that was not read is of no row, not of the last
        raw[name], rows[name] = raw[name][at >= 0].reset_index(drop=True), at[at >= 0]
    return Frames(
        state=state(connection),
        incidents=_incidents(raw, rows),
        statements=_statements(raw, rows, list(who)),
        casualties=_casualties(raw["casualties"], rows["casualties"]),
        texts=Texts.of(_parts(raw, rows, who), len(found)),
        actors=who,
        links=links,
    )


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep the garbage collector from walking all rows again and again while they come: a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


_ROLES = [Role.DID_IT.value, Role.WAS_HIT.value]

Columns = dict[str, pd.DataFrame]
Rows = dict[str, np.ndarray]


def _in_time_order(incidents: pd.DataFrame) -> pd.DataFrame:
    by_name = incidents.sort_values("incident_id")
    return by_name.sort_values(["date_latest", "date_earliest"], kind="stable", na_position="first", ignore_index=True)


def _incidents(raw: Columns, rows: Rows) -> pd.DataFrame:
    found, places = raw["incidents"], raw["places"]
    at = pd.Index(places["place_id"]).get_indexer(pd.Index(found["place_id"]))
    coded = {name: _coded(found[name], kind) for name, kind in _INCIDENT_CODES.items()}
    placed: dict[str, Any] = {
        "place_name": _looked_up(places["name"], at),
        "where_prec": found["where_prec"].fillna(0).astype("int8"),
        "has_words": marked(rows["quoted"], len(found)),
        "may_be_same": _may_be_same(raw["same_events"], rows["same_events"], found["status"]),
    }
    ids = {name: _named(values) for name, values in _areas(found, places, at).items()}
    return found.assign(**coded, **placed, **ids, place_id=_named(found["place_id"]))[list(INCIDENT_COLUMNS)]


def _areas(found: pd.DataFrame, places: pd.DataFrame, at: np.ndarray) -> dict[str, pd.Series[str]]:
    """Give the governorate and the country of each incident: as stated, or else those of its place.

    A place that is several, or one of several, is named after the first: it lies in no area for sure.
    """
    one = np.append(~places["place_id"].str.contains("@(?:several|or)-").to_numpy(bool), False)[at]
    within = {
        "admin1": ("admin1", v.WherePrec.GOVERNORATE),
        "country": ("country_code", v.WherePrec.COUNTRY),
    }
    return {
        name: _filled(found[name], places[column], np.where(one & (found["where_prec"] <= roughest), at, -1))
        for name, (column, roughest) in within.items()
    }


def _filled(stated: pd.Series[str], of_places: pd.Series[str], at: np.ndarray) -> pd.Series[str]:
    """Put a place's value where none is stated; -1 in `at` means no place to ask."""
    return stated.where(stated != "", np.append(of_places.to_numpy(object), "")[at])


def _may_be_same(members: pd.DataFrame, rows: np.ndarray, status: pd.Series[str]) -> np.ndarray:
    """Mark the incidents of sets that still await a decision: one that was rejected or merged is no rival any more."""
    alive = status.isin(v.LIVE).to_numpy()[rows]
    rivals = members[alive].groupby("same_event_id")["incident_id"].transform("size").to_numpy()
    return marked(rows[alive][rivals > 1], len(status))


def _statements(raw: Columns, rows: Rows, who: list[str]) -> pd.DataFrame:
    asserting = (raw["attributions"]["stance"] == v.Stance.ASSERTS).to_numpy()
    did, hit = raw["attributions"][asserting], raw["targets"]
    basis = did["basis"].reset_index(drop=True)
    return pd.DataFrame(
        {
            "row": np.concatenate([rows["attributions"][asserting], rows["targets"]]),
            "actor_id": pd.Categorical(pd.concat([did["actor_id"], hit["actor_id"]]), who),
            "role": pd.Categorical.from_codes(np.repeat([0, 1], [len(did), len(hit)]), pd.Index(_ROLES)),
            "basis": _coded(basis.reindex(range(len(did) + len(hit))), v.AttributionBasis),
        }
    )


def _casualties(figures: pd.DataFrame, rows: np.ndarray) -> pd.DataFrame:
    number = (figures["stated"] == v.Stated.NUMBER) & ~(figures["high"] <= 0)
    return pd.DataFrame(
        {
            "row": rows,
            "measure": _coded(figures["measure"], v.Measure),
            "of": _coded(figures["of"], v.CasualtiesOf),
            "may_be_positive": number | (figures["stated"] == v.Stated.UNSPECIFIED),
        }
    )


def _parts(raw: Columns, rows: Rows, who: Mapping[str, Actor]) -> Iterable[tuple[np.ndarray, pd.Series[str]]]:
    """Name every text that a search looks into, with the row it belongs to."""
    found, cited = raw["incidents"], raw["citations"]
    for name in ("summary", "place_text", "site"):
        yield np.arange(len(found)), found[name]
    names = {actor_id: _joined(actor.name, actor.name_ar, actor.aliases) for actor_id, actor in who.items()}
    for name in ("attributions", "targets"):
        yield rows[name], raw[name]["actor_id"].map(names).astype("str")
    yield rows["attributions"], raw["attributions"]["stated_as"]
    for name in ("title", "publisher", "article_title", "article_text"):
        yield rows["citations"], cited[name]
    places = raw["places"].set_index("place_id")
    called = [_joined(*each) for each in places[["name", "name_ar", "aliases"]].itertuples(index=False)]
    yield np.arange(len(found)), found["place_id"].map(dict(zip(places.index, called, strict=True))).astype("str")


def _joined(name: str, name_ar: str, aliases: Iterable[str]) -> str:
    return " ".join([name, name_ar, *aliases])


def _coded(values: pd.Series[str], kind: type[Enum]) -> pd.Categorical[str]:
    return pd.Categorical(values, [str(member.value) for member in kind])


def _named(values: pd.Series[str]) -> pd.Categorical[str]:
    return pd.Categorical(values.where(values != ""))


def _looked_up(values: pd.Series[str], at: np.ndarray) -> pd.Categorical[str]:
    """Give each incident its place's value; -1 in `at` means no place."""
    named = _named(values)
    return pd.Categorical.from_codes(np.append(named.codes, -1)[at], dtype=named.dtype)
