"""The table that is to be geocoded: a CSV of any country or XLSX; every row is given, a broken one with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from incidentmap.errors import FileRefused
from incidentmap.formats.csv_content import open_csv
from incidentmap.formats.csv_file import BrokenCsv, CsvReader, refused_if_unreadable
from incidentmap.formats.formula_guard import unguarded
from incidentmap.formats.table import BrokenTable, Cells, Table, UnreadableCell
from incidentmap.formats.text_encoding import is_torn, mended
from incidentmap.formats.xlsx_file import XlsxReader, is_xlsx
from incidentmap.text.counting import counted

PLACE, AROUND = "place", ("country", "admin1", "admin2")
LONGEST_NAME = 500  # characters of a country or an area


class Asked(NamedTuple):
    """A row as it came, and what it asks: place, country, governorate, district; or why it asks nothing."""

    cells: Cells
    question: tuple[str, str, str, str]
    problem: str = ""


@dataclass(frozen=True)
class BatchInput:
    """The rows of a table with a column `place`, and what had to be assumed to read it."""

    table: Table
    assumed: str = ""

    @classmethod
    def read(cls, source: Path, added: tuple[str, ...], answers: Mapping[str, str]) -> BatchInput:
        """Open a table; raise `FileRefused` for one without a column `place`, or with one of those to be `added`."""
        with refused_if_unreadable(source):
            content = source.read_bytes()
        try:
            found = cls(XlsxReader(content)) if is_xlsx(content) else _of_csv(content, answers)
        except BrokenTable as trouble:
            raise FileRefused(f"{source}: {trouble}") from None
        _check(source, found.names, added)
        return found

    @property
    def names(self) -> Cells:
        """The names of the columns, however they are written."""
        return [" ".join(name.split()).casefold() for name in self.table.header]

    @property
    def delimiter(self) -> str:
        """What parts the cells, for the answer to be parted alike."""
        return self.table.delimiter if isinstance(self.table, CsvReader) else ","

    def rows(self) -> Iterator[Asked]:
        """Give every row in order, as long as the first line or longer."""
        names = self.names
        columns = [names.index(name) if name in names else None for name in (PLACE, *AROUND)]
        width = len(names)
        while True:
            try:
                line = next(self.table)
            except StopIteration:
                return
            except BrokenCsv as trouble:
                cells = self._padded(_as_shown(self.table, trouble.text))
                yield Asked([mended(each) for each in cells], _NOTHING, str(trouble))
                continue
            cells = self._padded(line.cells)
            said = f"{self.table.unit} {line.number}: "
            problem = _problem(cells, columns, width)
            yield Asked([mended(each) for each in cells], _question(cells, columns), problem and said + problem)

    @property
    def header(self) -> Cells:
        """The names of the columns as they came."""
        return [mended(name) for name in self.table.header]

    def _padded(self, cells: Cells) -> Cells:
        return cells + [""] * (len(self.table.header) - len(cells))


_NOTHING = ("", "", "", "")


def _of_csv(content: bytes, answers: Mapping[str, str]) -> BatchInput:
    opened = open_csv(content, answers)
    assumed = ""
    if opened.question and opened.question.key not in answers:
        assumed = f"{opened.question.asked} Read with {opened.understood[-1]}; say otherwise with --letters."
    return BatchInput(opened.table, assumed)


def _as_shown(table: Table, line: str) -> Cells:
    return table.as_shown(line) if isinstance(table, CsvReader) else []


def _question(cells: Cells, columns: list[int | None]) -> tuple[str, str, str, str]:
    text, country, admin1, admin2 = ("" if at is None else unguarded(cells[at].strip()) for at in columns)
    return text, country, admin1, admin2


def _problem(cells: Cells, columns: list[int | None], width: int) -> str:
    """Say why a row cannot be asked about: its cells stand in other columns, or hold no text."""
    if any(cells[width:]):
        found = f"has {counted(len(cells), 'cell')} and the first line {width}"
        return f"{found}; put quotes around what holds what parts the cells"
    for name, at in zip((PLACE, *AROUND), columns, strict=True):
        cell = "" if at is None else cells[at]
        if isinstance(cell, UnreadableCell):
            return f"{name} {cell.reason}"
        if is_torn(cell):
            return f"{name} holds bytes that are no letters; save the table as CSV UTF-8"
        if name != PLACE and len(cell) > LONGEST_NAME:
            return f"{name} is {len(cell):,} characters long, and no name"
    return ""


def _check(source: Path, names: Cells, added: tuple[str, ...]) -> None:
    if not any(names):
        raise FileRefused(f"{source}: is empty; it needs a header with a column {PLACE!r}")
    if PLACE not in names:
        raise FileRefused(f"{source}: has no column {PLACE!r}; its columns are {', '.join(names)[:200]}")
    twice = sorted({name for name in names if name in added or (name in (PLACE, *AROUND) and names.count(name) > 1)})
    if twice:
        raise FileRefused(f"{source}: has the column {', '.join(twice)} already; rename it, for the answer adds one")
