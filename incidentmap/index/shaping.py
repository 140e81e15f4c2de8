"""From what was read to the columns of the read model: rows in time order, areas filled, texts folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from incidentmap.index.coding import Coder
from incidentmap.index.column_reading import ArticleColumns, Coders, Part, PlaceColumns, Reader, Tick, fold, read_places
from incidentmap.index.layout import BLOCK, FIXED, Columns, Numbers, Parts
from incidentmap.index.mercator import to_mercator
from incidentmap.model import Actor
from incidentmap.model import vocabulary as v
from incidentmap.store import bulk_reading

if TYPE_CHECKING:  # only the store knows what speaks to the database
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection


def read_columns(
    connection: Connection,
    actors: Mapping[str, Actor],
    only: Collection[str] | None = None,
    places: Collection[str] = (),
    articles: Collection[str] = (),
    tick: Tick = lambda rows: None,
) -> Columns:
    """Read all incidents into columns, or `only` some with the places and articles they name, and those named beside.

    The own texts are made while they are taken.
    """
    coders = Coders(Coder(), Coder(), Coder(actors), Coder(), Coder(), Coder(articles), Coder(), Coder())
    reader = Reader(connection, coders, only, tick)
    wanted = None if only is None else {*places, *bulk_reading.places_of(connection, only)}
    found_places = read_places(connection, coders, wanted)
    found = reader.incidents(found_places)
    order = _Order.of(found)
    incidents = _incidents(found, order, found_places)
    found.numbers.clear()  # they are many, and not needed any more
    numbers = {
        "incidents": incidents
        | {
            "has_words": _marked(order.rows_of(reader.quoted()), len(order)),
            "may_be_same": _marked(order.rows_of(_ids_of_rivals(connection, only)), len(order)),
        }
    }
    numbers |= _people(reader, order)
    numbers["figures"] = _figures(reader.casualties(), order)
    numbers["same_events"] = _same_events(reader.same_events(), order)
    cited = reader.citations()
    held, titles = reader.articles(), _Titles.of(cited, order)
    numbers |= _cited(cited, order, held, coders)
    numbers["incidents"]["tlp"] = _strictest(incidents["tlp"], numbers["article_texts"], held)
    numbers["word_texts"] = _end_to_end(numbers.pop("stated_as"), numbers.pop("stated_publishers"))
    return Columns(
        numbers,
        {
            "incident_id": Parts(partial(order.taken, found.ids)),
            "summary": Parts(partial(order.taken, found.text("summary"))),
            "own": Parts(partial(_own_texts, found, order, titles, tick)),
            "actor_texts": [actor_texts(actors, coders.actor.words)],
            "place_texts": [pa.array(found_places.folded, pa.string())],
            "article_texts": held.folded,
            "article_ids": [pa.array(held.ids, pa.string())],
            "article_publishers": [pa.array(held.publishers, pa.string())],
            "article_markings": [pa.array(held.markings, pa.string())],
            "word_texts": [pa.array(map(fold, coders.word.words), pa.string())],
        },
        {
            "country": coders.country.words,
            "admin1": coders.admin1.words,
            "place": found_places.coder.words,
            "place_name": tuple(found_places.name),
            "place_name_ar": tuple(found_places.name_ar),
            "actor": coders.actor.words,
            "publisher": coders.publisher.words,
            "nationality": coders.nationality.words,
            "same_event": coders.same_event.words,
        },
    )


def actor_texts(actors: Mapping[str, Actor], order: Iterable[str]) -> pa.Array:
    """Fold all names of actors, in the order of their codes."""
    return pa.array((_names(actors[each]) for each in order), pa.string())


def _names(actor: Actor) -> str:
    return fold(" ".join([actor.name, actor.name_ar, *actor.aliases]))


@dataclass(frozen=True)
class _Order:
    """Time order: `at[row]` is where the incident of a row stands among those read, `row` the way back."""

    ids: pa.Array
    at: np.ndarray
    row: np.ndarray
    by_id: np.ndarray

    @classmethod
    def of(cls, found: Part) -> _Order:
        by_id = pc.sort_indices(found.ids).to_numpy()
        rank = _inverse(by_id)
        at = np.lexsort((rank, found.number("date_earliest"), found.number("date_latest"))).astype(np.int32)
        row = _inverse(at)
        return cls(found.ids, at, row, row[by_id])

    def __len__(self) -> int:
        return len(self.at)

    def rows_of(self, ids: pa.Array) -> np.ndarray:
        """Give the row of each id; what is said of an incident that was not read has row -1."""
        found = pc.index_in(ids, value_set=self.ids).fill_null(-1).to_numpy()
        rows: np.ndarray = np.append(self.row, np.int32(-1))[found]
        return rows

    def taken(self, texts: pa.Array) -> Iterator[pa.Array]:
        """Give a column of texts in time order, block by block."""
        for start in range(0, len(self), BLOCK):
            yield texts.take(pa.array(self.at[start : start + BLOCK])).cast(pa.string())


def _inverse(order: np.ndarray) -> np.ndarray:
    found = np.empty(len(order), np.int32)
    found[order] = np.arange(len(order), dtype=np.int32)
    return found


def _incidents(found: Part, order: _Order, places: PlaceColumns) -> Numbers:
    names = ("category", "event_type", "outcome", "weapon_class", "status", "tlp", "date_earliest", "date_latest")
    numbers = {name: found.number(name)[order.at] for name in (*names, "place", "where_prec")}
    placed, precision = numbers["place"], numbers["where_prec"]
    for name, of_places, roughest in (
        ("admin1", places.admin1, v.WherePrec.GOVERNORATE),
        ("country", places.country, v.WherePrec.COUNTRY),
    ):
        stated = found.number(name)[order.at]
        inside = (precision > 0) & (precision <= roughest)
        numbers[name] = np.where((stated < 0) & inside, np.append(of_places, -1)[placed], stated).astype(np.int32)
    mx, my = to_mercator(found.number("latitude")[order.at], found.number("longitude")[order.at])
    uncertainty = found.number("uncertainty_km")[order.at].astype(np.float32)
    return numbers | {"mx": mx, "my": my, "uncertainty_km": uncertainty, "by_id": order.by_id}


def _ids_of_rivals(connection: Connection, only: Collection[str] | None) -> pa.Array:
    return pa.array(rivals(bulk_reading.rivals(connection, only)), pa.large_string())


def rivals(sets: Mapping[str, Collection[str]]) -> list[str]:
    """Give the incidents of sets in which more than one is alive."""
    return [each for members in sets.values() if len(members) > 1 for each in members]


def _marked(rows: np.ndarray, size: int) -> np.ndarray:
    mask = np.zeros(size, bool)
    mask[rows[rows >= 0]] = True
    return mask


def _people(reader: Reader, order: _Order) -> dict[str, Numbers]:
    """Give who did it and who was hit, who is named at all, and what they are called."""
    said, hit = reader.attributions(), reader.targets()
    said_rows, hit_rows = order.rows_of(said.ids), order.rows_of(hit.ids)
    did = said.number("asserts").astype(bool) & (said_rows >= 0)
    struck = hit_rows >= 0
    rows = np.concatenate([said_rows[did], hit_rows[struck]])
    basis = said.number("basis")[did]
    return {
        "statements": {
            "row": rows,
            "actor": np.concatenate([said.number("actor")[did], hit.number("actor")[struck]]),
            "role": np.repeat(np.array([0, 1], np.int8), [len(basis), len(rows) - len(basis)]),
            "basis": np.concatenate([basis, np.full(len(rows) - len(basis), -1, np.int8)]).astype(np.int8),
        },
        "actor_texts": _stated(
            np.concatenate([said_rows, hit_rows]), np.concatenate([said.number("actor"), hit.number("actor")])
        ),
        "stated_as": _stated(said_rows, said.number("stated_as")),
    }


def _stated(rows: np.ndarray, texts: np.ndarray) -> Numbers:
    """Leave out where no text is stated."""
    there = (rows >= 0) & (texts >= 0)
    return {"rows": rows[there], "text": texts[there].astype(np.int32)}


def _end_to_end(one: Numbers, other: Numbers) -> Numbers:
    return {name: np.concatenate([one[name], other[name]]) for name in one}


def _figures(found: Part, order: _Order) -> Numbers:
    rows = order.rows_of(found.ids)
    there = rows >= 0
    numbers = {name: found.number(name)[there] for name in ("measure", "of", "nationality", "stated", "low", "high")}
    return {"row": rows[there]} | numbers | {"may_be_positive": found.number("may_be_positive")[there].astype(bool)}


def _same_events(found: Part, order: _Order) -> Numbers:
    rows = order.rows_of(found.ids)
    there = rows >= 0
    return {
        "row": rows[there],
        "same_event": found.number("same_event")[there].astype(np.int32),
        "confirmed": found.number("confirmed")[there].astype(bool),
    }


def _cited(found: Part, order: _Order, articles: ArticleColumns, coders: Coders) -> dict[str, Numbers]:
    """Give who published what is cited, which articles are cited, and the publishers as they are stated."""
    rows = order.rows_of(found.ids)
    number_of = {article_id: number for number, article_id in enumerate(articles.ids)}
    known = np.array([number_of.get(each, -1) for each in coders.article.words] + [-1], np.int32)
    article = known[found.number("article")]
    of_articles = np.append(coders.publisher.codes(articles.publishers), np.int32(-1))
    stated = found.number("publisher")
    publisher = np.where(stated >= 0, stated, of_articles[article])
    there = (rows >= 0) & (publisher >= 0)
    return {
        "citations": {"row": rows[there], "publisher": publisher[there].astype(np.int32)},
        "article_texts": _stated(rows, article),
        "stated_publishers": _stated(rows, found.number("stated_publisher")),
    }


def _strictest(own: np.ndarray, cited: Numbers, articles: ArticleColumns) -> np.ndarray:
    """Give the strictest marking of each incident and the articles that it cites, -1 where nothing carries one."""
    none = len(FIXED["tlp"])  # behind the mildest: the vocabulary begins with the strictest
    of_articles = np.array([FIXED["tlp"].index(each) if each else none for each in articles.markings], np.int8)
    found = np.where(own < 0, none, own).astype(np.int8)
    np.minimum.at(found, cited["rows"], of_articles[cited["text"]])
    return np.where(found == none, -1, found).astype(np.int8)


@dataclass(frozen=True)
class _Titles:
    """The titles cited, in order of the rows they belong to."""

    texts: pa.Array
    at: np.ndarray
    starts: np.ndarray

    @classmethod
    def of(cls, cited: Part, order: _Order) -> _Titles:
        rows = order.rows_of(cited.ids)
        at = np.argsort(rows, kind="stable").astype(np.int32)
        starts = np.searchsorted(rows[at], np.arange(len(order) + 1))
        return cls(cited.text("title"), at, starts)

    def of_rows(self, start: int, stop: int) -> list[list[str]]:
        """Give the titles of each row from one to before another."""
        bounds = self.starts[start : stop + 1]
        texts = self.texts.take(pa.array(self.at[bounds[0] : bounds[-1]])).to_pylist()
        bounds = bounds - bounds[0]
        return [texts[first:last] for first, last in pairwise(bounds)]


def _own_texts(found: Part, order: _Order, titles: _Titles, tick: Tick) -> Iterator[pa.Array]:
    """Fold what each incident says itself, each text for itself: words do not run from one into the next."""
    columns = [found.text(name) for name in ("summary", "place_text", "site")]
    for start in range(0, len(order), BLOCK):
        stop = min(start + BLOCK, len(order))
        at = pa.array(order.at[start:stop])
        said = zip(*(texts.take(at).to_pylist() for texts in columns), titles.of_rows(start, stop), strict=True)
        yield pa.array(map(_own_text, said), pa.string())
        tick(stop - start)


def _own_text(said: tuple[str, str, str, list[str]]) -> str:
    *own, titles = said
    return " ".join([fold(each) for each in (*own, *titles) if each])
