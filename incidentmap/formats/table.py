"""A table read row by row, whatever file it stands in: numbered lines of cells, column names in the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from incidentmap.errors import InvalidRecord
from incidentmap.text.counting import counted

Cells = list[str]


class Line(NamedTuple):
    """A row, and the number of the line that it begins in."""

    number: int
    cells: Cells


class UnreadableCell(str):
    """A cell that holds no value to be read, such as a formula; `reason` says what to do."""

    reason = ""

    @classmethod
    def of(cls, shown: str, reason: str) -> UnreadableCell:
        """Keep what the cell shows, and why it is not read."""
        cell = cls(shown)
        cell.reason = reason
        return cell


class BrokenTable(Exception):
    """A file of which nothing can be read, and the line where that shows."""

    def __init__(self, line: int, reason: str, said: str = "") -> None:
        super().__init__(f"line {line}: {said or reason}")
        self.line = line
        self.reason = reason


class Table(Iterator[Line]):
    """Rows one after another; `unit` is what a reader of the file calls a row."""

    unit = "line"
    header: Cells
    header_line: int

    @property
    def repeated(self) -> Cells:
        """The column names that stand there more than once."""
        return sorted({name for name in self.header if name and self.header.count(name) > 1})

    def missing(self, needed: Iterable[str]) -> Cells:
        """List the columns that are needed and not there, in the order they were asked for."""
        return [name for name in dict.fromkeys(needed) if name not in self.header]

    def by_name(self, cells: Cells) -> dict[str, str]:
        """Give the cells of a row by the names of their columns; raise `InvalidRecord` for too few or too many."""
        if len(cells) != len(self.header):
            found = f"has {counted(len(cells), 'cell')} and the first line {len(self.header)}"
            raise InvalidRecord("row", "columns", len(cells), f"{found}; check commas and quotes")
        return dict(zip(self.header, cells, strict=True))

    def take_header(self) -> None:
        """Read the column names from the first line that has any."""
        first = next((row for row in self if row.cells), Line(1, []))
        self.header_line, self.header = first.number, [name.strip() for name in first.cells]
