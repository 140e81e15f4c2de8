"""What a spreadsheet loses by itself of a table that nobody changed: it is no change, and the record keeps its own.

A CSV has numbers as they were shown, ten digits of them; line ends of one kind; and ? for each letter that its code
page does not have.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from incidentmap.errors import InvalidRecord
from incidentmap.model import Record, from_sheet, key_of, to_sheet

# A cell of general format shows eleven characters of a number, or six digits and a power of ten
_DIGITS, _DECIMALS, _DIGITS_WITH_POWER = 10, 9, 6
_WITHOUT_POWER = (1e-4, 1e11)
_KEPT = 1e-14  # what a spreadsheet itself loses of a number, in its parts


def as_held(read: Record, held: Record, encoding: str = "utf-8") -> Record:
    """Give a record as it was read, but with what is held where only a spreadsheet made the difference."""
    sheet = to_sheet(read)
    kept = _kept(sheet, to_sheet(held), encoding)
    if kept == sheet:
        return read
    try:
        record: Record = from_sheet(key_of(held), kept)
    except InvalidRecord:  # what was changed beside it does not fit what is held
        return read
    return record


def _kept(read: Any, held: Any, encoding: str) -> Any:
    match read, held:
        case dict(), dict():
            return {name: _kept(value, held.get(name), encoding) for name, value in read.items()}
        case list(), list() if len(read) == len(held):
            return [_kept(*pair, encoding) for pair in zip(read, held, strict=True)]
        case str(), str() if read != held:
            return held if _is_worn(read, held, encoding) else read
        case ((float() | int()), float()) if read != held and not isinstance(read, bool):
            return held if is_rounded(read, held) else read
    return read


def is_rounded(read: float, held: float) -> bool:
    """Tell whether a number is what a spreadsheet shows of another; nobody rounds to so many digits by hand."""
    low, high = _WITHOUT_POWER
    if low <= abs(held) < high:
        shown = {float(f"{held:.{_DIGITS}g}"), round(held, _DECIMALS)}
    else:
        shown = {float(f"{held:.{_DIGITS_WITH_POWER}g}")}
    return read in shown or abs(read - held) <= abs(held) * _KEPT


def _is_worn(read: str, held: str, encoding: str) -> bool:
    one, other = _one_line_end(read), _one_line_end(held)
    if one == other:
        return True
    return not _fits(other, encoding) and bool(re.fullmatch(_pattern(other, encoding), one, re.DOTALL))


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _pattern(text: str, encoding: str) -> str:
    """Write what may have become of a text: where a letter is missing, ? or the letter without its accent."""
    return "".join(re.escape(each) if _fits(each, encoding) else rf"(?:{_asked(each)}|{_bare(each)})" for each in text)


def _asked(letter: str) -> str:
    return r"\?" * (len(letter.encode("utf-16-le")) // 2)


def _bare(letter: str) -> str:
    plain = "".join(each for each in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(each))
    return re.escape(plain or letter)


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
