"""XLSX for the whole program: sheets with column names in their first row; nothing in it is run, and nothing fetched.

Written: days as days, numbers as numbers, texts as texts, never as formulas. Read: the first sheet, whoever made it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Self
from zipfile import ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from openpyxl import Workbook
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from incidentmap.errors import TableTooLarge
from incidentmap.formats.table import BrokenTable, Cells, Line, Table
from incidentmap.formats.xlsx_cells import Value, cell_of, length, text_of

MOST_ROWS, LONGEST_CELL = 1_048_576, 32_767  # of a sheet; characters as UTF-16 counts them
MOST_COLUMNS = 2_000  # that are read; a table of ours has some sixty
LARGEST, LARGEST_PART = 300_000_000, 20_000_000  # bytes unpacked: all of it; a part that is neither sheet nor texts
_LARGE_PARTS = ("xl/worksheets/", "xl/sharedStrings.xml")
_PACKED, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def is_xlsx(content: bytes) -> bool:
    """Tell whether a content is a spreadsheet's own file rather than text; also an old one, which is then refused."""
    return content.startswith((_PACKED, _COMPOUND))


def check_fits(number: int, name: str, row: Mapping[str, Value]) -> None:
    """Raise `TableTooLarge` for a row, by its number in the sheet, or a text that a sheet does not hold."""
    if number > MOST_ROWS:
        raise TableTooLarge(f"A sheet holds {MOST_ROWS - 1:,} rows below its first; download fewer, or a CSV")
    for column, value in row.items():
        if isinstance(value, str) and (long := length(value)) > LONGEST_CELL:
            said = f"{name}: {column} is {long:,} characters long, and a cell of a sheet holds {LONGEST_CELL:,}"
            raise TableTooLarge(f"{said}; nothing was written. Download a CSV, which holds it whole")


class XlsxWriter:
    """Rows written one after another, sheet after sheet; what `check_fits` lets pass is written whole."""

    def __init__(self, sheet: str) -> None:
        self._book = Workbook(write_only=True)
        self.begin(sheet)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for sheet in self._book.worksheets:
            if not sheet.closed:  # given up half way
                sheet.close()
                sheet._writer.cleanup()

    def begin(self, sheet: str) -> None:
        """Begin a sheet, to which the next rows go."""
        self._sheet = self._book.create_sheet(sheet)
        self._sheet.freeze_panes = "B2"

    def write(self, values: Iterable[Value]) -> None:
        """Write one row; a text that a spreadsheet could take for a formula is guarded as in CSV."""
        self._sheet.append([cell_of(self._sheet, value) for value in values])

    def content(self) -> bytes:
        """Give the file."""
        out = io.BytesIO()
        self._book.save(out)
        return out.getvalue()


class XlsxReader(Table):
    """The rows of the first sheet, or of one by its `name`; `others` are those not read. Raises `BrokenTable`."""

    unit = "row"

    def __init__(self, content: bytes, name: str = "") -> None:
        self.sheet, self.others, rows = _one_sheet(content, name)
        self._rows = iter(rows)
        self.take_header()
        while self.header and not self.header[-1]:
            self.header.pop()

    def __next__(self) -> Line:
        return next(self._rows)

    def by_name(self, cells: Cells) -> dict[str, str]:
        """Give the cells of a row by the names of their columns; a sheet leaves blank ones at its right out."""
        return super().by_name(cells + [""] * (len(self.header) - len(cells)))


class _Reader(ExcelReader):  # type: ignore[misc]  # openpyxl publishes no types
    """openpyxl's reader, but for texts: it takes "x005F_" out of them, which is part of the code of a character."""

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as file:
            self.shared_strings = []
            for _, node in iterparse(file):
                if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                    self.shared_strings.append(Text.from_tree(node).content)
                    node.clear()


def _one_sheet(content: bytes, name: str) -> tuple[str, Cells, list[Line]]:
    """Read a sheet, else the first, as text; raise `BrokenTable` for what is no such file, or too large to be one."""
    if content.startswith(_COMPOUND):
        raise BrokenTable(0, "is an old Excel file (.xls), or has a password; save it as .xlsx without one")
    try:
        _check_size(content)
        _refuse_entities(content)
        reader = _Reader(io.BytesIO(content), read_only=True, keep_vba=False, data_only=False, keep_links=False)
        reader.read()
        sheets = reader.wb.worksheets
        read = next((each for each in sheets if each.title == name), sheets[0])
        return read.title, [each.title for each in sheets if each is not read], list(_rows(read))
    except BrokenTable:
        raise
    except Exception as trouble:  # it comes from anywhere, and openpyxl names no errors of its own
        raise BrokenTable(0, _why(trouble.__cause__ or trouble)) from trouble


def _why(trouble: BaseException) -> str:
    if isinstance(trouble, DefusedXmlException):
        return "is not readable as XLSX: it defines entities, as files do that mean harm"
    return f"is not readable as XLSX ({type(trouble).__name__}); save it once more"


def _check_size(content: bytes) -> None:
    """Refuse what would fill the memory, before anything is unpacked; no more than is said here is unpacked then."""
    with ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    unpacked = sum(each.file_size for each in parts)
    small = max((each.file_size for each in parts if not each.filename.startswith(_LARGE_PARTS)), default=0)
    if unpacked > LARGEST or small > LARGEST_PART:
        said = f"{unpacked // 1_000_000:,} MB unpacked, {LARGEST // 1_000_000} may be"
        raise BrokenTable(0, f"is too large: {said}; read it in parts")


def _refuse_entities(content: bytes) -> None:
    """Raise `DefusedXmlException` for small parts that define entities; openpyxl reads large ones with defusedxml.

    The small ones it reads with lxml as soon as any package brings that.
    """
    with ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            if part.endswith((".xml", ".rels")) and not part.startswith(_LARGE_PARTS):
                with suppress(ParseError):  # whoever needs the part says so
                    fromstring(archive.read(part))


def _rows(sheet: Any) -> Iterator[Line]:
    sheet.reset_dimensions()  # what a file says of its own size may be wrong
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise BrokenTable(
                number, f"is no row of a table; a sheet has {MOST_ROWS:,} at most, each of {MOST_COLUMNS:,}"
            )
        texts = [text_of(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield Line(number, texts)
