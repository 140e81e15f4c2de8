"""Following the store from one state to a later one: only what edits touched is read again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from incidentmap.index.building import read_all
from incidentmap.index.columns import Index
from incidentmap.index.finding import row_of
from incidentmap.index.layout import Columns, assembled, taken_apart
from incidentmap.index.overlay import merged
from incidentmap.index.shaping import actor_texts, read_columns, rivals
from incidentmap.index.touched import Touched, touched_by
from incidentmap.model import Actor
from incidentmap.store import bulk_reading
from incidentmap.store.bulk_reading import Stamp
from incidentmap.store.reading import actor_links, actors

if TYPE_CHECKING:  # only the store knows what speaks to the database
    from sqlalchemy import Connection

MOST_CHANGED = 20_000  # incidents; where more were changed, all are read anew


@dataclass(frozen=True)
class Generation:
    """The read model, and what identifies the state of the store that it shows."""

    index: Index
    stamp: Stamp


def build(connection: Connection) -> Generation:
    """Build the read model in memory, of the state that the connection shows."""
    read = read_all(connection)
    return Generation(read.index(), read.manifest.stamp)


def refreshed(connection: Connection, held: Generation) -> Generation | None:
    """Bring a read model to the state that the connection shows; None where it has to be built anew."""
    latest = bulk_reading.stamp(connection)
    if latest == held.stamp:
        return held
    if latest is None or bulk_reading.stamp(connection, held.stamp.state) != held.stamp:
        return None  # another history than the one it was read from
    touched = touched_by(bulk_reading.subjects_since(connection, held.stamp.state))
    index = held.index if touched is None else _followed(connection, held.index, touched)
    if touched is None or index is None:
        return None
    return Generation(replace(index, state=latest.state), latest)


def _followed(connection: Connection, index: Index, touched: Touched) -> Index | None:
    if touched.actors or bulk_reading.count_actors(connection) != len(index.actors):
        index = _with_actors(index, actors(connection), connection)
    said = bulk_reading.said_of_articles(connection, touched.articles)
    changed = touched.incidents | _citing(index, said) | _standing_at(index, touched.places)
    if len(changed) > MOST_CHANGED:
        return None
    if not (changed or touched.articles or touched.places):
        return index
    again = read_columns(connection, index.actors, changed, touched.places, touched.articles)
    columns = merged(index, changed, again, touched.places | touched.articles)
    found = assembled(columns, index.state, index.actors, index.links)
    return _with_rivals(connection, found, changed)


def _citing(index: Index, articles: Mapping[str, tuple[str, str]]) -> frozenset[str]:
    """Name the incidents that cite articles whose publisher or marking is another now: it may be theirs."""
    held = index.articles
    at = pc.index_in(pa.array(articles, pa.string()), value_set=held.ids).to_pylist()
    changed = [
        number
        for number, said in zip(at, articles.values(), strict=True)
        if number is not None and (held.publishers[number].as_py(), held.markings[number].as_py()) != said
    ]
    of_articles = index.texts.shared[2]
    return _ids(index, of_articles.rows[np.isin(of_articles.text, changed)]) if changed else frozenset()


def _standing_at(index: Index, place_ids: Collection[str]) -> frozenset[str]:
    """Name the incidents that stand on places: their areas may be those of the places."""
    if not place_ids:
        return frozenset()
    place = index.incidents.place
    chosen = np.array([each in place_ids for each in place.values] + [False])
    return _ids(index, np.flatnonzero(chosen[place.codes]))


def _ids(index: Index, rows: np.ndarray) -> frozenset[str]:
    return frozenset(index.incidents.incident_id.take(pa.array(np.unique(rows))).to_pylist())


def _with_actors(index: Index, who: Mapping[str, Actor], connection: Connection) -> Index:
    """Put other actors and links in, and what they are called; their codes stay."""
    columns = taken_apart(index)
    known = columns.values["actor"]
    words = tuple(dict.fromkeys((*known, *who)))
    texts = [actor_texts(who, [each]) if each in who else pa.array([""], pa.string()) for each in words]
    strings = dict(columns.strings) | {"actor_texts": [pa.concat_arrays(texts)] if texts else []}
    columns = Columns(columns.numbers, strings, dict(columns.values) | {"actor": words})
    return assembled(columns, index.state, who, actor_links(connection))


def _with_rivals(connection: Connection, index: Index, changed: Collection[str]) -> Index:
    """Mark anew what may be the same as a changed incident; those changed are marked already."""
    members = {each for ids in bulk_reading.rivals(connection, changed).values() for each in ids} - set(changed)
    if not members:
        return index
    marked = set(rivals(bulk_reading.rivals(connection, members)))
    mask = index.incidents.may_be_same.copy()
    for each in members:
        row = row_of(index.incidents, each)
        if row is not None:
            mask[row] = each in marked
    return replace(index, incidents=replace(index.incidents, may_be_same=mask))
