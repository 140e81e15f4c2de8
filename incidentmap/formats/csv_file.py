"""CSV for the whole program: cells parted by commas, UTF-8 with or without its mark, column names in the first line."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from incidentmap.errors import FileRefused
from incidentmap.formats.formula_guard import guarded
from incidentmap.formats.table import BrokenTable, Cells, Line, Table

__all__ = ["BrokenCsv", "Cells", "CsvReader", "CsvWriter", "Line", "NotUtf8", "decoded", "refused_if_unreadable"]

ENCODING = "utf-8-sig"
LONGEST_CELL = 100_000_000  # characters; the parts of one incident may be long, but a quote never closed ends somewhere


class BrokenCsv(BrokenTable):
    """A line that is no CSV, with its `text`; the lines after it can still be read."""

    def __init__(self, line: int, cause: object, text: str = "") -> None:
        super().__init__(line, f"is not readable as CSV ({cause})", f"is no CSV ({cause})")
        self.text = text


class NotUtf8(BrokenTable):
    """A content that is not UTF-8, with the line that is not."""

    def __init__(self, line: int) -> None:
        super().__init__(line, "is not UTF-8; save the table as CSV UTF-8")


class _Lines(Iterator[str]):
    """Lines one after another; those of a row that turns out broken are read again, but for its first."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines, self._again = iter(lines), deque[str]()
        self.number, self.of_row = 0, list[str]()

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.number += 1
        self.of_row.append(line)
        return line

    def begin_row(self) -> int:
        """Forget the row before, and give the number of the line that comes."""
        self.of_row.clear()
        return self.number + 1

    def give_up_row(self) -> str:
        """Take back all lines of the row but its first, which is given."""
        first, *others = self.of_row
        self._again.extendleft(reversed(others))
        self.number -= len(others)
        return first


class CsvReader(Table):
    """The rows of a CSV one after another, each with its line; raises `BrokenCsv` at one that cannot be read.

    A quote that is never closed costs its own line, not all that follow.
    """

    def __init__(self, lines: Iterable[str], delimiter: str = ",") -> None:
        csv.field_size_limit(LONGEST_CELL)
        self.delimiter = delimiter
        self._lines = _Lines(lines)
        self._rows = csv.reader(self._lines, strict=True, delimiter=delimiter)
        self.take_header()

    def __next__(self) -> Line:
        number = self._lines.begin_row()
        try:
            return Line(number, next(self._rows))
        except csv.Error as trouble:
            raise BrokenCsv(number, trouble, self._lines.give_up_row()) from None

    def as_shown(self, line: str) -> Cells:
        """Part a line that is no CSV as a spreadsheet would."""
        return next(csv.reader([line.rstrip("\r\n")], delimiter=self.delimiter), [])


class CsvWriter:
    """Rows written one after another; every cell that is not `Guarded` is guarded against formulas."""

    def __init__(self, out: IO[str], line_end: str = "\r\n", delimiter: str = ",") -> None:
        self._rows = csv.writer(out, lineterminator=line_end, delimiter=delimiter)

    def write(self, cells: Iterable[str]) -> None:
        """Write one row."""
        self._rows.writerow([guarded(cell) for cell in cells])


def decoded(content: bytes) -> str:
    """Read a whole content as text; raise `NotUtf8`."""
    try:
        return content.decode(ENCODING)
    except UnicodeDecodeError as trouble:
        raise NotUtf8(content[: trouble.start].count(b"\n") + 1) from None


@contextmanager
def refused_if_unreadable(file: Path, *others: type[Exception]) -> Iterator[None]:
    """Turn the trouble of opening and reading a file into `FileRefused`."""
    troubles: tuple[type[Exception], ...] = (OSError, *others)
    try:
        yield
    except UnicodeDecodeError as trouble:
        raise FileRefused(f"{file}: is not UTF-8 ({trouble.reason}); save it as UTF-8, a table as CSV UTF-8") from None
    except BrokenCsv as trouble:
        raise FileRefused(f"{file}: {trouble}") from None
    except troubles as trouble:
        raise FileRefused(f"{file}: cannot be read ({getattr(trouble, 'strerror', None) or trouble})") from trouble
