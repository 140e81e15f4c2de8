"""XLSX out and in: types are right, nothing is run or fetched, and no file breaks more than itself."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.worksheet.worksheet import Worksheet

from incidentmap.errors import TableTooLarge
from incidentmap.formats import xlsx_file
from incidentmap.formats.formula_guard import unguarded
from incidentmap.formats.incident_csv import check_fits_xlsx, read_csv, read_table, to_csv, to_xlsx
from incidentmap.formats.incident_csv.csv_columns import COLUMNS
from incidentmap.model import Attribution, Placement, Record
from incidentmap.model import vocabulary as v
from tests.formats import strategies
from tests.formats.strategies import plain

THERE = replace(
    plain(date(2024, 1, 8), weapon="007", notes="=1+1"),
    placement=Placement("X-1", "p", v.WherePrec.EXACT, 33.125, -71.5, 2),
)


def sheet_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def cell(sheet: Any, column: str, row: int = 2) -> Any:
    return sheet.cell(row, COLUMNS.index(column) + 1)


def changed(change: Callable[[Any], object], *records: Record) -> bytes:
    """Change a table as somebody does who opens it in a spreadsheet and saves it."""
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(records or [THERE])))
    change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rewritten(content: bytes, **parts: Callable[[str], str]) -> bytes:
    """Change the XML of a file's parts, named by the end of their path."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            for part, change in parts.items():
                if name.rpartition("/")[2].partition(".")[0].strip("[]") == part:
                    text = change(text.decode()).encode()
            target.writestr(name, text)
    return out.getvalue()


@settings(max_examples=40, deadline=None)
@given(strategies.records())
def test_what_is_written_is_read_back_whole(records: list[Record]) -> None:
    found = read_table(to_xlsx(records))
    assert (found.refusals, found.records, found.questions) == ([], records, [])


@settings(max_examples=20, deadline=None)
@given(strategies.records())
def test_no_cell_is_a_formula_and_none_looks_like_one(records: list[Record]) -> None:
    for row in sheet_of(to_xlsx(records)).iter_rows():
        for each in row:
            assert each.data_type != "f"
            assert not isinstance(each.value, str) or unguarded(each.value) == each.value or each.value[0] == "'"
            assert not str(each.value).lstrip().startswith(("=", "+", "@")) or each.data_type != "s"


def test_days_are_days_numbers_numbers_and_ids_text() -> None:
    sheet = sheet_of(to_xlsx([replace(THERE, incident=replace(THERE.incident, date_earliest=date(1850, 1, 1)))]))
    assert [each.value for each in sheet[1]] == list(COLUMNS)
    day, number, old, words = (cell(sheet, name) for name in ("date_latest", "latitude", "date_earliest", "weapon"))
    assert (day.value, day.is_date, day.number_format) == (datetime(2024, 1, 8), True, "yyyy-mm-dd")
    assert (number.value, number.data_type) == (33.125, "n")
    assert (old.value, old.data_type) == ("1850-01-01", "s"), "a spreadsheet knows no day before 1900"
    assert (words.value, words.data_type, words.number_format) == ("007", "s", "@")
    assert (cell(sheet, "fell_back").value, cell(sheet, "fell_back").data_type) == (False, "b")
    assert (cell(sheet, "notes").value, cell(sheet, "notes").data_type) == ("'=1+1", "s")
    assert cell(sheet, "outcome").value is None


def test_a_table_saved_elsewhere_comes_back() -> None:
    assert read_csv(changed(lambda sheet: None)) == ([THERE], [])


def edit(column: str, value: object) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        cell(sheet, column).value = value

    return change


@pytest.mark.parametrize(
    ("column", "value", "held"),
    [
        ("date_latest", datetime(2024, 2, 9), date(2024, 2, 9)),
        ("date_latest", "2024-02-09", date(2024, 2, 9)),
        ("date_latest", "31/1/2024", date(2024, 1, 31)),
        ("weapon", 107, "107"),
        ("weapon", 1.5, "1.5"),
        ("weapon", True, "TRUE"),
        ("weapon", date(2024, 2, 9), "2024-02-09"),
        ("version", 2.0, 2),
        ("notes", "قال «2–5»", "قال «2–5»"),
    ],
)
def test_a_changed_cell_is_a_changed_field(column: str, value: object, held: object) -> None:
    (record,), refusals = read_csv(changed(edit(column, value)))
    assert refusals == []
    assert getattr(record.incident, column) == held


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("weapon", "=1+1", "is a formula"),
        ("latitude", "=B2", "is a formula"),
        ("weapon", "#REF!", "is an error of the spreadsheet"),
        ("date_latest", datetime(2024, 2, 9, 13), "is not a date"),
        ("latitude", "33,5", "is not a number"),
        ("version", 1.5, "is not a whole number"),
        ("incident_id", None, "is not an id"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_by_row_and_column(column: str, value: object, reason: str) -> None:
    records, (refusal,) = read_csv(changed(edit(column, value)), "mine.xlsx")
    assert records == []
    assert (refusal.line, refusal.unit, refusal.field) == (2, "row", column)
    assert reason in refusal.reason


def test_a_day_shown_as_a_number_is_refused() -> None:
    def change(sheet: Any) -> None:
        cell(sheet, "date_latest").number_format = "General"

    (refusal,) = read_csv(changed(change))[1]
    assert (refusal.field, refusal.value) == ("date_latest", "45299")


def test_a_formula_in_a_column_for_reading_only_is_nobodys_trouble() -> None:
    assert read_csv(changed(edit("words_when", "=NOW()"))) == ([THERE], [])


def test_other_sheets_are_named_and_not_read() -> None:
    content = changed(lambda sheet: sheet.parent.create_sheet("Pivot").append(["=1+1"]))
    found = read_table(content)
    assert found.records == [THERE]
    assert found.understood == ["sheet “Incidents”", "not read: “Pivot”"]


def test_rows_may_be_blank_and_columns_in_another_order() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.insert_rows(1, 2)
        sheet.insert_rows(4)
        sheet.move_range("A1:A9", cols=len(COLUMNS))
        sheet.delete_cols(1)

    assert read_csv(changed(change)) == ([THERE], [])


def shared(content: bytes) -> bytes:
    """Keep the texts of a sheet apart from it, as Excel does, and in runs."""
    texts: list[str] = []

    def point(found: re.Match[str]) -> str:
        texts.append(found[3])
        return f'{found[1]}t="s"{found[2]}><v>{len(texts) - 1}</v></c>'

    form = re.compile(r'(<c [^>]*?)t="inlineStr"([^>]*)><is>(<t[^>]*>.*?</t>)</is></c>', re.DOTALL)
    made = rewritten(content, sheet1=lambda text: form.sub(point, text))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    told = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    there = re.compile(r'<Override PartName="/xl/sharedStrings.xml"[^>]*/>')
    made = rewritten(made, Content_Types=lambda text: there.sub("", text).replace("</Types>", told))
    xmlns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    items = "".join(f"<si>{text}</si>" for text in texts)
    with zipfile.ZipFile(io.BytesIO(made)) as source, zipfile.ZipFile(out := io.BytesIO(), "w") as target:
        for name in source.namelist():
            if name != "xl/sharedStrings.xml":
                target.writestr(name, source.read(name))
        target.writestr("xl/sharedStrings.xml", f'<sst xmlns="{xmlns}">{items}</sst>')
    return out.getvalue()


@pytest.mark.parametrize("words", ["a\rb\r\nc", "_x000D_", "x005F_", "_x005F_x000D_", "\x1f", "  two  ", "\ufffe"])
def test_texts_are_kept_apart_from_the_sheet_as_excel_does(words: str) -> None:
    record = plain(notes=words)
    assert read_csv(shared(to_xlsx([record]))) == ([record], [])


def test_a_text_longer_than_a_cell_is_refused_before_anything_is_written() -> None:
    long = Attribution("X-1", "a" * 33_000, v.AttributionBasis.CLAIMED, v.Stance.ASSERTS)
    record = replace(plain(), attributions=(long,))
    for write in (to_xlsx, check_fits_xlsx):
        with pytest.raises(TableTooLarge, match=r"^X-1: attributions is 33,\d\d\d characters long, and a cell"):
            write([record])
    assert read_csv(to_csv([record])) == ([record], [])
    with pytest.raises(TableTooLarge, match="notes is 32,768"):
        to_xlsx([plain(notes="😀" * 16_384)])
    assert read_csv(to_xlsx([plain(notes="=" + "a" * 32_765)])) == ([plain(notes="=" + "a" * 32_765)], [])


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 2)
    to_xlsx([plain()])
    with pytest.raises(TableTooLarge, match="A sheet holds 1 rows"):
        to_xlsx([plain(), plain(incident_id="X-2")])


def with_entities(text: str) -> str:
    declared = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    return re.sub(r"^(<\?xml[^>]*\?>)?", lambda found: found[0] + declared, text, count=1)


def moved(old: str, new: str) -> bytes:
    return rewritten(to_xlsx([THERE]), sheet1=lambda text: text.replace(old, new))


LAST = openpyxl.utils.get_column_letter(len(COLUMNS))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04 and no more", "is not readable as XLSX"),
        (to_xlsx([THERE])[:-200], "is not readable as XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "has a password"),
        (rewritten(to_xlsx([THERE]), sheet1=with_entities), "defines entities"),
        (rewritten(to_xlsx([THERE]), workbook=with_entities), "defines entities"),
        (rewritten(to_xlsx([THERE]), sheet1=lambda text: text[:-60]), "is not readable as XLSX"),
        (moved('r="2"', 'r="99999999"'), "is no row of a table"),
        (moved(f'r="{LAST}2"', 'r="ZZZ2"'), "is no row of a table"),
    ],
)  # fmt: skip
def test_a_file_that_is_broken_or_means_harm_gives_nothing(content: bytes, reason: str) -> None:
    records, (refusal,) = read_csv(content)
    assert records == []
    assert reason in refusal.reason


@pytest.mark.parametrize("limit", ["LARGEST", "LARGEST_PART"])
def test_a_file_that_unpacks_to_more_than_may_be_is_not_unpacked(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, limit, 1_000_000)
    content = rewritten(to_xlsx([THERE]), workbook=lambda text: text + " " * 2_000_000)
    assert len(content) < 50_000
    (refusal,) = read_csv(content)[1]
    assert re.match(r"is too large: \d MB unpacked", refusal.reason)


def test_an_empty_book_and_a_foreign_one() -> None:
    book = openpyxl.Workbook()
    out = io.BytesIO()
    book.save(out)
    assert "is empty" in read_csv(out.getvalue())[1][0].reason
    book.worksheets[0].append(["date", "place"])
    book.save(out := io.BytesIO())
    (refusal,) = read_csv(out.getvalue())[1]
    assert "is missing in the first row" in refusal.reason
