"""The read model taken apart into plain columns by name, as files hold them, and put together again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from incidentmap.index.coding import narrow
from incidentmap.index.columns import (
    Articles,
    Citations,
    Coded,
    Figures,
    Incidents,
    Index,
    Places,
    SameEvents,
    SearchTexts,
    SharedTexts,
    Statements,
)
from incidentmap.model import Actor, ActorLink
from incidentmap.model import vocabulary as v

BLOCK = 20_000  # rows of a column of texts that are made and kept together
ROLES = ("did_it", "was_hit")


def _members(kind: Any) -> tuple[str, ...]:
    return tuple(str(member.value) for member in kind)


# The words of columns that are the same whatever the data.
FIXED: dict[str, tuple[str, ...]] = {
    "category": _members(v.Category),
    "event_type": _members(v.EventType),
    "outcome": _members(v.Outcome),
    "weapon_class": _members(v.WeaponClass),
    "status": _members(v.Status),
    "tlp": _members(v.Tlp),
    "role": ROLES,
    "basis": _members(v.AttributionBasis),
    "measure": _members(v.Measure),
    "of": _members(v.CasualtiesOf),
    "stated": _members(v.Stated),
}
# The words of columns that grow with the data, and what is said of each place.
GROWING = ("country", "admin1", "place", "actor", "publisher", "nationality", "same_event")
OF_PLACES = ("place_name", "place_name_ar")
OF_ARTICLES = ("article_ids", "article_publishers", "article_markings")
STRINGS = ("incident_id", "summary", "own", "actor_texts", "place_texts", "article_texts", "word_texts", *OF_ARTICLES)
_TABLES: dict[str, type[Any]] = {
    "incidents": Incidents,
    "statements": Statements,
    "figures": Figures,
    "citations": Citations,
    "same_events": SameEvents,
}
_SHARED = ("actor_texts", "article_texts", "word_texts")

Numbers = dict[str, np.ndarray]


@dataclass(frozen=True)
class Columns:
    """Plain columns: numbers by table and column, texts by column, in parts that may be made as they are taken."""

    numbers: Mapping[str, Numbers]
    strings: Mapping[str, Iterable[pa.Array]]
    values: Mapping[str, tuple[str, ...]]

    def words(self, name: str) -> tuple[str, ...]:
        """Give the words of a coded column."""
        return FIXED[name] if name in FIXED else self.values[name]


class Parts:
    """Parts of a column that are made anew whenever they are asked for."""

    def __init__(self, make: Callable[[], Iterator[pa.Array]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[pa.Array]:
        return self._make()


def assembled(columns: Columns, state: int, actors: Mapping[str, Actor], links: tuple[ActorLink, ...]) -> Index:
    """Put the read model together; the strings are taken as a whole."""
    strings = {name: chunked(columns.strings[name]) for name in STRINGS}
    made = {name: kind(**_fields(kind, columns, name, strings)) for name, kind in _TABLES.items()}
    placed = np.flatnonzero(made["incidents"].place.codes >= 0).astype(np.int32)
    of_places = SharedTexts(strings["place_texts"], placed, made["incidents"].place.codes[placed])
    of_actors, *others = (SharedTexts(strings[name], **columns.numbers[name]) for name in _SHARED)
    return Index(
        state=state,
        **made,
        texts=SearchTexts(strings["own"], (of_actors, of_places, *others)),
        articles=Articles(*(strings[name] for name in OF_ARTICLES)),
        places=Places(*(columns.values[name] for name in OF_PLACES)),
        actors=actors,
        links=links,
    )


def taken_apart(index: Index) -> Columns:
    """Give the plain columns that a read model is made of."""
    found = {name: _plain(getattr(index, name)) for name in _TABLES}
    of_actors, of_places, of_articles, of_words = index.texts.shared
    shared = dict(zip(_SHARED, (of_actors, of_articles, of_words), strict=True))
    strings = {
        "incident_id": index.incidents.incident_id,
        "summary": index.incidents.summary,
        "own": index.texts.own,
        "place_texts": of_places.texts,
        **dict(zip(OF_ARTICLES, vars(index.articles).values(), strict=True)),
        **{name: texts.texts for name, texts in shared.items()},
    }
    return Columns(
        numbers=found | {name: {"rows": texts.rows, "text": texts.text} for name, texts in shared.items()},
        strings={name: strings[name].chunks for name in STRINGS},
        values={
            "country": index.incidents.country.values,
            "admin1": index.incidents.admin1.values,
            "place": index.incidents.place.values,
            "actor": index.statements.actor.values,
            "publisher": index.citations.publisher.values,
            "nationality": index.figures.nationality.values,
            "same_event": index.same_events.same_event.values,
            "place_name": index.places.name,
            "place_name_ar": index.places.name_ar,
        },
    )


def chunked(parts: Iterable[pa.Array]) -> pa.ChunkedArray:
    """Make one column of its parts; of none, an empty one."""
    return pa.chunked_array([part for part in parts if len(part)], type=pa.string())


def rechunked(columns: Columns) -> Columns:
    """Join the small pieces that edits leave in columns of texts."""
    return Columns(
        columns.numbers,
        {name: Parts(partial(_blocks, chunked(parts))) for name, parts in columns.strings.items()},
        columns.values,
    )


def _blocks(column: pa.ChunkedArray) -> Iterator[pa.Array]:
    for start in range(0, len(column), BLOCK):
        yield pa.concat_arrays(column.slice(start, BLOCK).chunks)


def _fields(kind: type[Any], columns: Columns, table: str, strings: Mapping[str, pa.ChunkedArray]) -> dict[str, Any]:
    numbers, found = columns.numbers[table], dict[str, Any]()
    for field in fields(kind):
        if field.name in strings:
            found[field.name] = strings[field.name]
        elif field.type == "Coded":
            words = columns.words(field.name)
            found[field.name] = Coded(narrow(numbers[field.name], words), words)
        else:
            found[field.name] = numbers[field.name]
    return found


def _plain(table: Any) -> Numbers:
    found = {field.name: getattr(table, field.name) for field in fields(table)}
    plain = {name: each.codes if isinstance(each, Coded) else each for name, each in found.items()}
    return {name: each for name, each in plain.items() if isinstance(each, np.ndarray)}
