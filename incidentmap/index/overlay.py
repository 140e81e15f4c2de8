"""Laying incidents that were read again over the read model: all else is neither read nor copied twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from incidentmap.index.columns import Index
from incidentmap.index.finding import place_by_id, place_in_time, rows_of
from incidentmap.index.layout import OF_ARTICLES, Columns, Numbers, chunked, taken_apart
from incidentmap.index.splicing import Splice

_CODED = {
    "incidents": ("country", "admin1", "place"),
    "statements": ("actor",),
    "figures": ("nationality",),
    "citations": ("publisher",),
    "same_events": ("same_event",),
}
_CODES_OF_TEXTS = {"actor_texts": "actor", "article_texts": "article", "word_texts": "word"}
_TEXTS_OF_NOUNS = {"place_texts": "place", "article_texts": "article"} | dict.fromkeys(OF_ARTICLES, "article")
_OF_ROWS = ("statements", "figures", "citations", "same_events", *_CODES_OF_TEXTS)
_OF_INCIDENTS = ("incident_id", "summary", "own")


def merged(index: Index, changed: Collection[str], again: Columns, replaced: Collection[str]) -> Columns:
    """Put the incidents read `again` in the place of those `changed`.

    A place or an article that both know stays as it is, except those `replaced`.
    """
    old = taken_apart(index)
    found = {name: chunked(again.strings[name]) for name in again.strings}
    renumbered = _renumbered(old, again, index.articles.ids, found["article_ids"])
    again = _with_codes(again, renumbered)
    splice = _splice(index, changed, again, found["incident_id"])
    numbers = {"incidents": _incidents(index, old.numbers["incidents"], again, splice, found["incident_id"])}
    numbers |= {name: _of_rows(old.numbers[name], again.numbers[name], splice) for name in _OF_ROWS}
    strings = dict(old.strings)
    for name in _OF_INCIDENTS:
        strings[name] = splice.texts(pa.chunked_array(old.strings[name], pa.string()), found[name])
    for name, noun in _TEXTS_OF_NOUNS.items():
        strings[name] = renumbered[noun].texts(old.strings[name], found[name], replaced)
    strings["word_texts"] = [*old.strings["word_texts"], *found["word_texts"].chunks]
    values = {name: renumbered[name].words for name in _values_of_coded()}
    for name in ("place_name", "place_name_ar"):
        values[name] = renumbered["place"].values(old.values[name], again.values[name], replaced)
    return Columns(numbers, strings, values)


@dataclass(frozen=True)
class _Renumbered:
    """Words read again, by the numbers that they have beside those known: `at` gives each its number."""

    words: tuple[str, ...]
    known: int
    names: Sequence[str]
    at: np.ndarray

    @classmethod
    def of(cls, known: tuple[str, ...], names: Sequence[str]) -> _Renumbered:
        """Number new words after the known ones."""
        if not names:
            return cls(known, len(known), names, np.array([-1], np.int32))
        numbers = {word: number for number, word in enumerate(known)}
        at = [numbers.setdefault(name, len(numbers)) for name in names]
        return cls(tuple(numbers), len(known), names, np.array([*at, -1], np.int32))

    def values(self, old: tuple[str, ...], new: Sequence[str], replaced: Collection[str]) -> tuple[str, ...]:
        """Join what is said of the words: of new ones, and of those replaced, what was read again."""
        found = list(old)
        for name, number, value in zip(self.names, self.at, new, strict=False):
            if number >= self.known:
                found.append(value)
            elif name in replaced:
                found[number] = value
        return tuple(found)

    def texts(self, old: Iterable[pa.Array], new: pa.ChunkedArray, replaced: Collection[str]) -> Iterable[pa.Array]:
        """Join their texts in the same way; the old ones are not copied."""
        column = pa.chunked_array(list(old), pa.string())
        changed = {
            int(number): row
            for row, (name, number) in enumerate(zip(self.names, self.at, strict=False))
            if number < self.known and name in replaced
        }
        out = sorted(changed)
        splice = Splice.of(len(column), out, out)
        texts = new.take(pa.array([changed[number] for number in out], pa.int64()))
        added = new.take(pa.array(np.flatnonzero(self.at[:-1] >= self.known)))
        return [*(splice.texts(column, texts) if out else column.chunks), *added.chunks]


def _renumbered(
    old: Columns, again: Columns, old_articles: pa.ChunkedArray, articles: pa.ChunkedArray
) -> dict[str, _Renumbered]:
    found = {name: _Renumbered.of(old.values[name], again.values[name]) for name in _values_of_coded()}
    at = pc.index_in(articles, value_set=old_articles).fill_null(-1).to_numpy()
    new = at < 0
    at = np.where(new, len(old_articles) + np.cumsum(new) - 1, at)
    found["article"] = _Renumbered((), len(old_articles), articles.to_pylist(), np.append(at, -1).astype(np.int32))
    words = sum(map(len, old.strings["word_texts"])) + np.arange(sum(map(len, again.strings["word_texts"])))
    found["word"] = _Renumbered((), 0, (), np.append(words, -1).astype(np.int32))
    return found


def _values_of_coded() -> list[str]:
    return [name for names in _CODED.values() for name in names]


def _with_codes(again: Columns, renumbered: Mapping[str, _Renumbered]) -> Columns:
    numbers = {table: dict(each) for table, each in again.numbers.items()}
    for table, names in _CODED.items():
        for name in names:
            numbers[table][name] = renumbered[name].at[numbers[table][name]]
    for table, name in _CODES_OF_TEXTS.items():
        numbers[table]["text"] = renumbered[name].at[numbers[table]["text"]]
    return Columns(numbers, again.strings, again.values)


def _splice(index: Index, changed: Collection[str], again: Columns, ids: pa.ChunkedArray) -> Splice:
    incidents, dates = index.incidents, again.numbers["incidents"]
    days = zip(dates["date_latest"].tolist(), dates["date_earliest"].tolist(), ids.to_pylist(), strict=True)
    before = [place_in_time(incidents, *each) for each in days]
    return Splice.of(len(incidents), rows_of(incidents, changed), before)


def _incidents(index: Index, old: Numbers, again: Columns, splice: Splice, ids: pa.ChunkedArray) -> Numbers:
    new = again.numbers["incidents"]
    numbers = {name: splice.numbers(old[name], new[name]) for name in old if name != "by_id"}
    return numbers | {"by_id": _by_id(index, splice, new["by_id"], ids)}


def _by_id(index: Index, splice: Splice, by_id: np.ndarray, ids: pa.ChunkedArray) -> np.ndarray:
    rows = splice.old[index.incidents.by_id]
    kept = rows >= 0
    places = np.array([place_by_id(index.incidents, ids[int(row)].as_py()) for row in by_id], np.int64)
    places -= np.searchsorted(np.flatnonzero(~kept), places)
    return np.insert(rows[kept], places, splice.new[by_id])


def _of_rows(old: Numbers, new: Numbers, splice: Splice) -> Numbers:
    """Join what is said of incidents: it goes with them, and comes with them."""
    key = "row" if "row" in old else "rows"
    rows = splice.old[old[key]]
    gone = np.flatnonzero(rows < 0)
    moved = old | {key: rows}
    come = new | {key: splice.new[new[key]]}
    return {name: np.concatenate([np.delete(moved[name], gone), come[name]]) for name in old}
