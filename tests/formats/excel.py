"""What Excel does to a table that somebody opens, looks at and saves: every cell becomes what it looks like."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from incidentmap.formats.excel_cells import DayOrder

_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*", re.IGNORECASE | re.ASCII)
_DAY = re.compile(r"\s*(\d{4})-(\d\d?)-(\d\d?)\s*", re.ASCII)
_EATEN = re.compile(  # what else is turned into a value, and comes back as another text than it was
    r"\s*(\d+[-/]\d+([-/]\d+)?|\d{1,2}:\d\d(:\d\d)?( ?[ap]m)?|\d+ [ap]|[\d.]+ ?%|[$€£] ?[\d.,]+|\([\d.]+\)|\d+ \d+/\d+"
    r"|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- ]\d{1,4}"
    r"|\d{1,2}[- ](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*([- ]\d{2,4})?)\s*",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True)
class Locale:
    """How Excel of a country writes a CSV, or one of its other kinds of text."""

    name: str
    day: Callable[[date], str]
    order: DayOrder | None
    delimiter: str = ","
    mark: str = "."
    encoding: str = "utf-8-sig"
    truths: tuple[str, str] = ("FALSE", "TRUE")
    sep_line: bool = False


def _us(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year:04}"


def _german(day: date) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def _british(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


US = Locale("US", _us, DayOrder.MONTH_FIRST)
UNICODE_TEXT = Locale("US Unicode text", _us, DayOrder.MONTH_FIRST, "\t", encoding="utf-16")
BRITISH = Locale("British", _british, DayOrder.DAY_FIRST, sep_line=True)
GERMAN = Locale("German", _german, DayOrder.DAY_FIRST, ";", ",", truths=("FALSCH", "WAHR"))
FRENCH = Locale("French", _british, DayOrder.DAY_FIRST, ";", ",", "utf-16-le-mark", ("FAUX", "VRAI"))
IRAQI = Locale("Iraqi", _british, DayOrder.DAY_FIRST, ";", encoding="utf-16-be-mark")
DUTCH = Locale("Dutch", lambda day: f"{day.day}-{day.month}-{day.year:04}", DayOrder.DAY_FIRST, ";", ",")
SWEDISH = Locale("Swedish", date.isoformat, None, ";", ",")
CHINESE = Locale("Chinese", lambda day: f"{day.year:04}/{day.month}/{day.day}", None)
HUNGARIAN = Locale("Hungarian", lambda day: f"{day.year:04}. {day.month:02}. {day.day:02}.", None, ";", ",")
LOCALES = (US, UNICODE_TEXT, BRITISH, GERMAN, FRENCH, IRAQI, DUTCH, SWEDISH, CHINESE, HUNGARIAN)
MAC_US = Locale("US, on a Mac", lambda day: f"{day.month}/{day.day}/{day.year % 100:02}", DayOrder.MONTH_FIRST)


def saved(content: bytes, locale: Locale) -> bytes:
    """Open a CSV of ours, each cell taken for what it looks like, and save it as a country does."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    out = io.StringIO(newline="")
    if locale.sep_line:
        out.write(f"sep={locale.delimiter}\r\n")
    lines = csv.writer(out, delimiter=locale.delimiter)
    lines.writerow(rows[0])
    lines.writerows([_shown(cell, locale) for cell in row] for row in rows[1:])
    return _encoded(out.getvalue(), locale.encoding)


def _shown(cell: str, locale: Locale) -> str:
    assert not cell.startswith(("=", "+", "@")), cell
    assert not cell.startswith("-") or _NUMBER.fullmatch(cell), cell
    if cell.strip().casefold() in ("true", "false"):
        return locale.truths[cell.strip().casefold() == "true"]
    if _NUMBER.fullmatch(cell):
        return general(float(cell)).replace(".", locale.mark)
    if found := _DAY.fullmatch(cell):
        try:
            day = date(*map(int, found.groups()))
        except ValueError:
            return cell
        return locale.day(day) if day.year >= 1900 else cell
    return f"[{cell}]" if _EATEN.fullmatch(cell) else cell.replace("\r\n", "\n").replace("\r", "\n")


def general(number: float) -> str:
    """Write a number as a cell of general format shows it, in eleven characters."""
    size = abs(number)
    if size and not 1e-4 <= size < 1e11:
        digits, power = f"{number:.5E}".split("E")
        return f"{digits.rstrip('0').rstrip('.')}E{power}"
    decimals = 10 - len(str(int(size)))
    text = f"{number:.{max(decimals, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _encoded(text: str, encoding: str) -> bytes:
    if encoding == "utf-16-be-mark":
        return b"\xfe\xff" + text.encode("utf-16-be")
    if encoding == "utf-16-le-mark":
        return b"\xff\xfe" + text.encode("utf-16-le")
    if not encoding.startswith("cp"):
        return text.encode(encoding)
    units = "".join(each if ord(each) < 0x10000 else "??" for each in text)  # a letter of two units becomes two ?
    return units.encode(encoding, "replace")
