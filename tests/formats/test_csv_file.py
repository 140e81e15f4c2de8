"""One way to read and write CSV: lines are numbered, a broken one is told, and nothing runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.errors import FileRefused, InvalidRecord
from incidentmap.formats import Refusal, write_report
from incidentmap.formats.csv_file import BrokenCsv, CsvReader, CsvWriter, NotUtf8, decoded, refused_if_unreadable
from incidentmap.formats.formula_guard import Guarded, guarded, unguarded

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


def reader(text: str) -> CsvReader:
    return CsvReader(io.StringIO(text, newline=""))


def written(*rows: list[str]) -> str:
    out = io.StringIO(newline="")
    writer = CsvWriter(out)
    for row in rows:
        writer.write(row)
    return out.getvalue()


@given(st.lists(CELLS, min_size=2, max_size=4))
def test_what_is_written_is_read_and_no_cell_begins_like_a_formula(cells: list[str]) -> None:
    table = reader(written(["a", "b"], cells))
    row = next(table).cells
    assert [unguarded(cell) for cell in row] == cells
    assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]


def test_what_is_guarded_is_not_guarded_again() -> None:
    assert guarded(guarded("=1")) == "'=1"
    assert written(["-1", Guarded(-1)]) == "'-1,-1\r\n"


def test_a_row_has_the_number_of_the_line_it_begins_in() -> None:
    table = reader('\n name ,b\n"two\nlines",1\n\nlast,2\n')
    assert (table.header_line, table.header) == (2, ["name", "b"])
    assert [(row.number, row.cells[:1]) for row in table] == [(3, ["two\nlines"]), (5, []), (6, ["last"])]


def test_after_a_broken_line_the_next_is_read() -> None:
    table = reader('a\n"x"y\nz\n')
    with pytest.raises(BrokenCsv, match="line 2: is no CSV"):
        next(table)
    assert next(table) == (3, ["z"])


def test_column_names() -> None:
    table = reader("a,b,a,,\n")
    assert (table.repeated, table.missing(["c", "a"])) == (["a"], ["c"])
    with pytest.raises(InvalidRecord, match="has 1 cell and the first line 5"):
        table.by_name(["x"])
    assert reader("").header == []


def test_a_content_that_is_not_utf8_has_its_line() -> None:
    assert decoded(b"\xef\xbb\xbfa") == "a"
    with pytest.raises(NotUtf8, match="line 3: is not UTF-8"):
        decoded(b"a\nb\n\xff")


@pytest.mark.parametrize("trouble", [OSError(5, "no disk"), UnicodeDecodeError("utf-8", b"x", 0, 1, "bad"), KeyError()])
def test_the_trouble_of_reading_is_a_sentence(trouble: Exception) -> None:
    with pytest.raises(FileRefused, match=r"^in\.csv: "), refused_if_unreadable(Path("in.csv"), KeyError):
        raise trouble


def test_a_report_says_what_was_refused(tmp_path: Path) -> None:
    trouble = InvalidRecord("X-1", "name", "=1\0", "is no name")
    path = write_report([Refusal.of(trouble, 3, "in.csv")], tmp_path / "new" / "refused.csv")
    with path.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["line", "field", "value", "reason"], ["3", "name", "'=1\\0", "is no name"]]
