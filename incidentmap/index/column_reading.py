"""Reading what the read model is made of: every table once, into numbers and texts, in the order of the store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from incidentmap.index.coding import Coder
from incidentmap.index.columns import OPEN_START
from incidentmap.index.layout import FIXED
from incidentmap.model.sourcing import bounds
from incidentmap.store import bulk_reading
from incidentmap.text.folding import fold_words

if TYPE_CHECKING:  # only the store knows what speaks to the database
    from sqlalchemy import Connection

Tick = Callable[[int], object]  # is told of every so many rows read
_NOTHING, _NO_TEXT = np.array([], np.int32), pa.array([], pa.large_string())
fold = fold_words.__wrapped__  # what is kept here need not be remembered beside it


@dataclass(frozen=True)
class Part:
    """One table: the incident of each row, and its columns by name."""

    ids: pa.Array
    numbers: dict[str, np.ndarray]
    texts: dict[str, pa.Array]

    def number(self, name: str) -> np.ndarray:
        """Give a column of numbers; a table without rows has empty ones."""
        return self.numbers.get(name, _NOTHING)

    def text(self, name: str) -> pa.Array:
        """Give a column of texts."""
        return self.texts.get(name, _NO_TEXT)


@dataclass(frozen=True)
class PlaceColumns:
    """Places by number: what they are called, and in which governorate and country they lie, by code."""

    coder: Coder
    name: list[str]
    name_ar: list[str]
    folded: list[str]
    admin1: np.ndarray
    country: np.ndarray


@dataclass(frozen=True)
class ArticleColumns:
    """Articles by number: id, publisher, marking or "", folded text in parts."""

    ids: list[str]
    publishers: list[str]
    markings: list[str]
    folded: list[pa.Array]


@dataclass(frozen=True)
class Coders:
    """The words met so far, by column."""

    country: Coder
    admin1: Coder
    actor: Coder
    publisher: Coder
    word: Coder
    article: Coder
    nationality: Coder
    same_event: Coder


class Reader:
    """Reads all incidents, or `only` some, in one state of the store."""

    def __init__(self, connection: Connection, coders: Coders, only: Collection[str] | None, tick: Tick) -> None:
        self.connection = connection
        self.coders = coders
        self.only = only
        self.tick = tick

    def incidents(self, places: PlaceColumns) -> Part:
        """Read the incidents with their placements."""
        gathered = _Gathered()
        for rows in self._batches("incidents"):
            names = ("category", "event_type", "outcome", "weapon_class", "status", "tlp")
            ids, *rest = zip(*rows, strict=True)
            gathered.add_ids(ids)
            for name, words in zip(names, rest, strict=False):
                gathered.number(name, _FIXED[name].codes(words).astype(np.int8))
            self._dated_and_named(gathered, rest[len(names) :])
            gathered.number("place", places.coder.codes(rest[-5]))
            gathered.number("where_prec", np.array([prec or 0 for prec in rest[-4]], np.int8))
            for name, numbers in zip(("latitude", "longitude", "uncertainty_km"), rest[-3:], strict=True):
                gathered.number(name, np.array(numbers, np.float64))
        return gathered.part()

    def _dated_and_named(self, gathered: _Gathered, rest: Sequence[Any]) -> None:
        earliest, latest, country, admin1, *texts = rest[:7]
        gathered.number("date_earliest", _days(earliest))
        gathered.number("date_latest", _days(latest))
        gathered.number("country", self.coders.country.codes(country))
        gathered.number("admin1", self.coders.admin1.codes(admin1))
        for name, each in zip(("summary", "place_text", "site"), texts, strict=True):
            gathered.text(name, each)

    def attributions(self) -> Part:
        """Read who is said to have done it, or not."""
        gathered = _Gathered()
        for rows in self._batches("attributions"):
            ids, actors, basis, stance, stated_as = zip(*rows, strict=True)
            gathered.add_ids(ids)
            gathered.number("actor", self.coders.actor.codes(actors))
            gathered.number("basis", _FIXED["basis"].codes(basis).astype(np.int8))
            gathered.number("asserts", np.array([each == bulk_reading.ASSERTS for each in stance], bool))
            gathered.number("stated_as", self.coders.word.codes(stated_as))
        return gathered.part()

    def targets(self) -> Part:
        """Read who was hit."""
        gathered = _Gathered()
        for rows in self._batches("targets"):
            ids, actors = zip(*rows, strict=True)
            gathered.add_ids(ids)
            gathered.number("actor", self.coders.actor.codes(actors))
        return gathered.part()

    def casualties(self) -> Part:
        """Read the figures; one may be positive that has a number other than 0, or none."""
        gathered = _Gathered()
        for rows in self._batches("casualties"):
            ids, measure, of, nationality, stated, *numbers = zip(*rows, strict=True)
            gathered.add_ids(ids)
            for name, words in (("measure", measure), ("of", of), ("stated", stated)):
                gathered.number(name, _FIXED[name].codes(words).astype(np.int8))
            gathered.number("nationality", self.coders.nationality.codes(nationality))
            for name, ends in zip(("low", "high"), zip(*map(bounds, *numbers), strict=True), strict=True):
                gathered.number(name, np.array([-1 if each is None else each for each in ends], np.int32))
            gathered.number("may_be_positive", np.fromiter(map(_may_be_positive, stated, numbers[-1]), bool, len(ids)))
        return gathered.part()

    def citations(self) -> Part:
        """Read the sources named; an article is given by number."""
        gathered = _Gathered()
        for rows in self._batches("citations"):
            ids, titles, publishers, articles = zip(*rows, strict=True)
            gathered.add_ids(ids)
            gathered.text("title", titles)
            gathered.number("publisher", self.coders.publisher.codes(publishers))
            gathered.number("stated_publisher", self.coders.word.codes(publishers))
            gathered.number("article", self.coders.article.codes(articles))
        return gathered.part()

    def same_events(self) -> Part:
        """Read which sets that were not refused name them."""
        gathered = _Gathered()
        for rows in self._batches("same_events"):
            ids, sets, status = zip(*rows, strict=True)
            gathered.add_ids(ids)
            gathered.number("same_event", self.coders.same_event.codes(sets))
            gathered.number("confirmed", np.array([each == bulk_reading.CONFIRMED for each in status], bool))
        return gathered.part()

    def quoted(self) -> pa.Array:
        """Read which incidents rest on words of an article."""
        gathered = _Gathered()
        for rows in self._batches("quoted"):
            gathered.add_ids([each for (each,) in rows])
        return gathered.part().ids

    def articles(self) -> ArticleColumns:
        """Read the articles that the citations read so far name, or all; each text is folded as it comes."""
        found = ArticleColumns([], [], [], [])
        only = None if self.only is None else self.coders.article.words
        for rows in bulk_reading.batches(self.connection, "articles", only):
            for article_id, publisher, marking, *_ in rows:
                found.ids.append(article_id)
                found.publishers.append(publisher)
                found.markings.append(marking or "")
            found.folded.append(pa.array([f"{fold(title)} {fold(text)}" for *_, title, text in rows], pa.string()))
        return found

    def _batches(self, name: str) -> Iterator[bulk_reading.Rows]:
        for rows in bulk_reading.batches(self.connection, name, self.only):
            yield rows
            self.tick(len(rows))


def read_places(connection: Connection, coders: Coders, only: Collection[str] | None = None) -> PlaceColumns:
    """Read places, all or `only` some; they are numbered as they come."""
    found = PlaceColumns(Coder(), [], [], [], np.array([], np.int32), np.array([], np.int32))
    lie: list[tuple[int, int]] = []
    for rows in bulk_reading.place_rows(connection, only):
        for place_id, name, name_ar, aliases, admin1, country in rows:
            found.coder[place_id]
            found.name.append(name)
            found.name_ar.append(name_ar)
            found.folded.append(fold(" ".join([name, name_ar, *aliases])))
            lie.append((coders.admin1[admin1], coders.country[country]))
    admin1_codes, country_codes = np.array(lie, np.int32).reshape(-1, 2).T
    return PlaceColumns(found.coder, found.name, found.name_ar, found.folded, admin1_codes, country_codes)


class _Gathered:
    """The batches of one table, put together at the end."""

    def __init__(self) -> None:
        self._ids: list[pa.Array] = []
        self._numbers: dict[str, list[np.ndarray]] = {}
        self._texts: dict[str, list[pa.Array]] = {}

    def add_ids(self, ids: Iterable[str]) -> None:
        self._ids.append(pa.array(ids, pa.large_string()))

    def number(self, name: str, numbers: np.ndarray) -> None:
        self._numbers.setdefault(name, []).append(numbers)

    def text(self, name: str, texts: Iterable[str]) -> None:
        self._texts.setdefault(name, []).append(pa.array(texts, pa.large_string()))

    def part(self) -> Part:
        numbers = {name: np.concatenate(self._numbers.pop(name)) for name in list(self._numbers)}
        texts = {name: _joined(self._texts.pop(name)) for name in list(self._texts)}
        return Part(_joined(self._ids), numbers, texts)


def _joined(parts: list[pa.Array]) -> pa.Array:
    if len(parts) < 2:
        return parts[0] if parts else _NO_TEXT
    found = pa.concat_arrays(parts)
    parts.clear()
    pa.default_memory_pool().release_unused()  # else the parts stay in memory, for nothing, beside the whole
    return found


def _days(days: Sequence[Any]) -> np.ndarray:
    """Number days since 1970; none is the earliest of all."""
    found = np.array(days, "datetime64[D]")
    return np.where(np.isnat(found), OPEN_START, found.astype(np.int64)).astype(np.int32)


def _may_be_positive(stated: str, high: int | None) -> bool:
    return stated == "unspecified" or (stated == "number" and not (high is not None and high <= 0))


_FIXED = {name: Coder(words) for name, words in FIXED.items()}
