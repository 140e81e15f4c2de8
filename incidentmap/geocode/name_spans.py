"""The words of a description that name something, one by one, and what is left of them when some were understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import groupby
from typing import NamedTuple

from incidentmap.geocode.context_words import is_context, parts_names
from incidentmap.geocode.coordinates import COORDINATES
from incidentmap.geocode.offsets import DISTANCE, SIDES
from incidentmap.geocode.wording import as_read
from incidentmap.text.folding import ARTICLES, fold_light

_SILENT = "'’‘`´ʼʻʾʿˈ′\u0300-\u036f\u064b-\u065f\u0670\u0640"  # within a word: apostrophes, marks, the drawn-out line
_WORD = re.compile(rf"[^\W_][\w{_SILENT}]*")
_SIGN = re.compile(r"[,،;؛:/()|]|\s[-–—]\s|[–—]")
_OFFSETS = (
    re.compile(rf"{DISTANCE}(?: +{SIDES})?", re.IGNORECASE),
    re.compile(rf"{SIDES} (?:of|from)\b", re.IGNORECASE),
)
_OWN_PIECE = ",،;؛/"  # and the first one
_ENDING = re.compile("y?ê$|['’]s$")


class Word(NamedTuple):
    """A word as written, folded, where it stands, and whether it tells a name: "village" does not.

    `parts`: it stands between names, "near", or in a distance. `small`: in small letters amid others.
    """

    written: str
    folded: str
    start: int
    end: int
    tells: bool
    parts: bool
    small: bool


class Span(NamedTuple):
    """Words side by side that nothing was made of.

    `core` is the name without words that tell none at its ends. `small` ones are in small letters amid others: they
    describe. `alone`: all there is between two commas.
    """

    name: str
    core: str
    small: bool
    alone: bool


def words_of(text: str) -> list[Word]:
    """List the words of a description as it is read; those of distances and winds tell no name."""
    capitals = text != text.lower()
    offsets = [found.span() for pattern in _OFFSETS for found in pattern.finditer(text)]
    return [_word(found, offsets, capitals=capitals) for found in _WORD.finditer(text)]


def left_over(text: str, words: list[Word], used: Set[str]) -> list[Span]:
    """Give what is left of the words, name by name, without those used."""
    found: list[Span] = []
    for sign, start, end in _pieces(text):
        inside = [word for word in words if start <= word.start < end]
        alone = sign in _OWN_PIECE and not any(is_used(word, used) or _is_point(word) for word in inside)
        for parted, run in groupby(inside, lambda word: word.parts or (word.tells and is_used(word, used))):
            if not parted and (span := _span(text, list(run), alone=alone)):
                found.append(span)
    return found


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Give what stands between commas and their like: the sign before it, "" at first, its start and its end."""
    sign, start = "", 0
    for found in _SIGN.finditer(text):
        yield sign, start, found.start()
        sign, start = found[0].strip(), found.end()
    yield sign, start, len(text)


def names_but(text: str, used: Iterable[str]) -> list[str]:
    """Give the names of a description without those used; what only describes is left out."""
    written, words = as_read(text), {word for name in used for word in fold_light(name).split()}
    return [span.name for span in left_over(written, words_of(written), words) if span.alone or not span.small]


def is_used(word: Word, used: Set[str]) -> bool:
    """Tell whether a word is among those used, as it stands or without an ending: Mûsilê, Aleppo's."""
    written = word.written.lower()
    return word.folded in used or (written[-1] in "ês" and fold_light(_ENDING.sub("", written)) in used)


def _word(found: re.Match[str], offsets: list[tuple[int, int]], *, capitals: bool) -> Word:
    written, (start, end) = found[0], found.span()
    folded = fold_light(written)
    parts = parts_names(folded) or any(first <= start < last for first, last in offsets)
    tells = not parts and not folded.isdecimal() and not all(map(is_context, folded.split()))
    return Word(
        written, folded, start, end, tells, parts, capitals and written.isascii() and written == written.lower()
    )


def _span(text: str, run: list[Word], *, alone: bool) -> Span | None:
    """Make a name of words side by side, cut where it is no more than description; None if it is all of that."""
    telling = [word for word in run if word.tells]
    if not telling:
        return None
    small = all(word.small for word in telling)
    kept = run if small else _within(run, [not (word.small and word.tells) for word in run])
    core = _within(run, [word.tells or word.folded in ARTICLES for word in run])
    return Span(_written(text, kept), _written(text, core), small, alone)


def _within(run: list[Word], kept: list[bool]) -> list[Word]:
    """Cut what is not to be kept off both ends."""
    return run[kept.index(True) : len(run) - kept[::-1].index(True)]


def _written(text: str, run: list[Word]) -> str:
    return " ".join(text[run[0].start : run[-1].end].split())


def _is_point(word: Word) -> bool:
    return word.written == COORDINATES
