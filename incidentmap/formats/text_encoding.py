"""The letters of a text file: Unicode by its mark or its form, else the code page in which Windows wrote it.

A few bytes that are no letter in a text of UTF-8 cost the rows that they stand in, not the letters of all others.

A code page leaves no trace in the file. Where the two readings differ, words tell which it was: nobody writes Arabic
and Latin letters within one word. Where no word tells, somebody has to.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from incidentmap.formats.question import Question
from incidentmap.formats.table import BrokenTable

LETTERS = "letters"  # the key of the question
WESTERN, ARABIC = "cp1252", "cp1256"
CODE_PAGES = {WESTERN: "Western European (Windows 1252)", ARABIC: "Arabic (Windows 1256)"}
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_NAMES = {"ascii": "UTF-8", "utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"} | CODE_PAGES
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_TORN = "surrogateescape"  # how bytes that are no letter are kept apart from all that are
_HALF = re.compile("[\ud800-\udfff]")
_WHOLE = re.compile("[^\x00-\x7f\ud800-\udfff]+")
_SHOWN = 4  # words that show how a reading looks

Answers = Mapping[str, str]


class Decoded(NamedTuple):
    """A text, the encoding it was read in, and the question where another fits as well."""

    text: str
    encoding: str
    question: Question | None = None

    @property
    def name(self) -> str:
        """Name the encoding as a spreadsheet does."""
        return _NAMES[self.encoding]


def decoded_by_form(content: bytes, answers: Answers) -> Decoded:
    """Read a whole content as text; raise `BrokenTable` where no encoding fits."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return Decoded(_strictly(content[len(mark) :], encoding), encoding)
    try:
        # where a code page had none of the letters, only ? is left, and nothing tells it from UTF-8
        return Decoded(content.decode("utf-8"), "ascii" if content.isascii() else "utf-8")
    except UnicodeDecodeError:
        torn = content.decode("utf-8", _TORN)
        return Decoded(torn, "utf-8") if _is_torn_utf8(torn) else _by_code_page(content, answers)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as trouble:
        line = content[: trouble.start].decode(encoding, "replace").count("\n") + 1
        raise BrokenTable(line, f"is not {_NAMES[encoding]}, as the file says; save the table once more") from None


def is_torn(text: str) -> bool:
    """Tell whether a text holds what no letter is: bytes of a torn UTF-8, or half a pair."""
    return bool(_HALF.search(text))


def mended(text: str) -> str:
    """Write � for what no letter is, so that all can read it."""
    return _HALF.sub("\ufffd", text)


def _is_torn_utf8(text: str) -> bool:
    """Tell whether a text that is not UTF-8 was: it has more whole letters of several bytes than bytes of none."""
    return sum(map(len, _WHOLE.findall(text))) > len(_HALF.findall(text))


def _by_code_page(content: bytes, answers: Answers) -> Decoded:
    readings = {page: text for page in CODE_PAGES if (text := _or_none(content, page)) is not None}
    question = None
    if len(set(readings.values())) == 1:
        page = next(iter(readings))
    elif not (page := _told_by_words(content)):
        question = _ask(content)
        page = answers.get(LETTERS, WESTERN)
    return Decoded(readings[page], page, question)


def _or_none(content: bytes, page: str) -> str | None:
    try:
        return content.decode(page)
    except UnicodeDecodeError:
        return None


def _told_by_words(content: bytes) -> str:
    """Name the code page for which all words speak that tell; "" where none does, or they contradict each other."""
    told = {_speaks_for(word) for word in _differing(content)} - {""}
    return told.pop() if len(told) == 1 else ""


def _speaks_for(word: bytes) -> str:
    scripts = {_is_arabic(letter) for letter in word.decode(ARABIC) if letter.isalpha()}
    if len(scripts) > 1:
        return WESTERN
    return ARABIC if scripts == {True} and len(word) > 1 else ""


def _differing(content: bytes) -> Iterator[bytes]:
    """Give the words that read differently in the two code pages."""
    for found in _WORD.finditer(content):
        word = found[0]
        if not word.isascii() and word.decode(WESTERN, "replace") != word.decode(ARABIC):
            yield word


def _is_arabic(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("ARABIC")


def _ask(content: bytes) -> Question:
    words = list(islice(dict.fromkeys(_differing(content)), _SHOWN))
    examples = {page: ", ".join(word.decode(page, "replace") for word in words) for page in CODE_PAGES}
    options = {page: f"{name}: {examples[page]}" for page, name in CODE_PAGES.items()}
    return Question(LETTERS, "In which letters was the file saved? It reads as well in both.", options)
