"""A table goes out to a spreadsheet, is saved there as its country does, and comes back the same, or is asked about."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentmap.formats import Refusal
from incidentmap.formats.excel_cells import DAYS, DayOrder
from incidentmap.formats.incident_csv import TableRead, read_csv, read_table, to_csv
from incidentmap.formats.incident_csv.csv_columns import COLUMNS
from incidentmap.formats.spreadsheet_losses import as_held, is_rounded
from incidentmap.formats.text_encoding import ARABIC, LETTERS, WESTERN
from incidentmap.formats.value_guard import kept_as_text, looks_like_value, plain_text
from incidentmap.model import Placement, Record
from incidentmap.model import vocabulary as v
from tests.formats import excel, strategies
from tests.formats.strategies import plain


def back(records: list[Record], locale: excel.Locale) -> tuple[TableRead, list[Record]]:
    """Read what Excel saved; where the days are asked about, answer what is right."""
    content = excel.saved(to_csv(records), locale)
    found = read_table(content)
    if found.questions:
        assert [each.key for each in found.questions] == [DAYS]
        assert locale.order is not None
        found = read_table(content, answers={DAYS: locale.order.value})
    held = {record.incident_id: record for record in records}
    return found, [as_held(each, held[each.incident_id], found.encoding) for each in found.records]


@pytest.mark.parametrize("locale", excel.LOCALES, ids=lambda each: each.name)
@settings(max_examples=15, deadline=None)
@given(records=strategies.records())
def test_any_records_come_back_from_the_excel_of_any_country(locale: excel.Locale, records: list[Record]) -> None:
    found, kept = back(records, locale)
    assert (found.refusals, kept) == ([], records)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.dates(date(1930, 1, 1), date(2029, 12, 31)), min_size=1, max_size=4))
def test_years_of_two_digits_are_those_that_excel_means(days: list[date]) -> None:
    records = [plain(on, incident_id=f"X-{at}") for at, on in enumerate(days)]
    assert back(records, excel.MAC_US)[1] == records


DECEMBER, EIGHTH = date(2023, 12, 31), date(2024, 1, 8)


def in_us(*days: date) -> bytes:
    return excel.saved(to_csv([plain(on, incident_id=f"X-{at}") for at, on in enumerate(days)]), excel.US)


def test_one_day_beyond_the_twelfth_tells_how_all_are_written() -> None:
    found = read_table(in_us(EIGHTH, DECEMBER))
    assert [each.incident.date_latest for each in found.records] == [EIGHTH, DECEMBER]
    assert "dates read as month/day/year" in found.understood
    assert found.questions == []


def test_where_both_readings_fit_both_are_shown_and_one_is_chosen() -> None:
    content = in_us(EIGHTH)
    (asked,) = read_table(content).questions
    assert dict(asked.options) == {
        "day/month/year": "day/month/year: 1/8/2024 is 1 August 2024",
        "month/day/year": "month/day/year: 1/8/2024 is 8 January 2024",
    }
    for order, latest in ((DayOrder.DAY_FIRST, date(2024, 8, 1)), (DayOrder.MONTH_FIRST, EIGHTH)):
        (record,) = read_table(content, answers={DAYS: order.value}).records
        assert record.incident.date_latest == latest


def test_nothing_is_taken_where_nobody_was_asked() -> None:
    records, (refusal,) = read_csv(in_us(EIGHTH))
    assert records == []
    assert (refusal.line, refusal.field, refusal.value) == (2, "date_earliest", "1/8/2024")
    assert refusal.reason == "may be 1 August 2024 or 8 January 2024; say which, or write it as 2024-02-28"


def test_a_day_that_is_one_in_both_readings_is_not_asked_about() -> None:
    found = read_table(in_us(date(2024, 3, 3)))
    assert (found.questions, found.records[0].incident.date_latest) == ([], date(2024, 3, 3))


def test_a_day_written_unlike_the_others_is_refused_where_it_stands() -> None:
    content = in_us(DECEMBER, DECEMBER, EIGHTH).replace(b"1/8/2024", b"31/1/2024")
    found = read_table(content)
    assert [(each.line, each.field, each.value) for each in found.refusals] == [(4, "date_earliest", "31/1/2024")]
    assert "is not a date as month/day/year, as the others are" in found.refusals[0].reason


def cells(record: Record, **changes: str) -> list[list[str]]:
    """Give the table of one incident with some cells changed."""
    rows = list(csv.reader(io.StringIO(to_csv([record]).decode("utf-8-sig"), newline="")))
    for column, cell in changes.items():
        rows[1][COLUMNS.index(column)] = cell
    return rows


def text(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def refused(rows: list[list[str]], delimiter: str = ",") -> Refusal:
    records, (refusal,) = read_csv(text(rows, delimiter).encode())
    assert records == []
    return refusal


THERE = replace(plain(), placement=Placement("X-1", "p", v.WherePrec.EXACT, 33.5, -71.25, 2.0))


@pytest.mark.parametrize("shown", ["2024-01-08 00:00:00", "1/31/2024 0:00", "1/31/2024 12:00:00 AM", "2024/1/8"])
def test_a_time_of_midnight_is_none(shown: str) -> None:
    rows = cells(plain(date(2024, 1, 8)), date_latest=shown, date_earliest="2024-01-08")
    assert read_csv(text(rows).encode())[1] == []


@pytest.mark.parametrize(
    ("column", "cell", "delimiter", "reason"),
    [
        ("date_latest", "1/31/2024 13:00", ",", "is not a date"),
        ("date_latest", "45299", ",", "is not a date"),
        ("date_latest", "########", ",", "widen the column"),
        ("date_latest", "31/31/2024", ",", "is not a date"),
        ("latitude", "####", ",", "widen the column"),
        ("latitude", "33,5", ",", "is not a number"),
        ("latitude", "1.234,5", ";", "is not a number"),
        ("uncertainty_km", "2,0", ";", "is not a number"),
        ("fell_back", "maybe", ",", "is neither yes nor no"),
    ],
)
def test_what_a_column_cannot_hold_is_refused(column: str, cell: str, delimiter: str, reason: str) -> None:
    refusal = refused(cells(THERE, **{column: cell}), delimiter)
    assert (refusal.line, refusal.field, refusal.value) == (2, column, cell)
    assert reason in refusal.reason


def test_a_point_among_decimal_commas_is_refused() -> None:
    rows = cells(THERE, latitude="33,5", longitude="-71,25", uncertainty_km="2.5")
    refusal = refused(rows, ";")
    assert refusal.field == "uncertainty_km"
    assert "has a point where the other numbers have a comma" in refusal.reason


@pytest.mark.parametrize("word", ["TRUE", "true", "WAHR", "VRAI", "yes"])
def test_truth_in_every_language_that_writes_it(word: str) -> None:
    around = Placement("X-1", "p", v.WherePrec.VAGUE_AREA, reason="unknown", fell_back=True)
    there = replace(plain(), placement=around)
    assert read_csv(text(cells(there, fell_back=word)).encode()) == ([there], [])


def test_rows_and_columns_that_a_spreadsheet_adds_are_none() -> None:
    rows = [[*row, "", ""] for row in cells(plain())] + [[""] * (len(COLUMNS) + 2)]
    assert read_csv(text(rows, ";").encode()) == ([plain()], [])
    rows[1][-1] = "a remark"
    assert "is no column of this table" in read_csv(text(rows, ";").encode())[1][0].reason


def test_the_line_of_a_refusal_counts_the_line_that_names_the_delimiter() -> None:
    content = ("sep=;\r\n" + text(cells(plain(), category="parade"), ";")).encode()
    (refusal,) = read_csv(content)[1]
    assert (refusal.line, refusal.field) == (3, "category")


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_a_line_names_any_delimiter(delimiter: str) -> None:
    assert read_csv(f"sep={delimiter}\n{text(cells(plain()), delimiter)}".encode()) == ([plain()], [])


@pytest.mark.parametrize(
    "value",
    ["007", "0012345678901234567", "1e5", "3-4", "5/3", "10:30", "5 a", "5%", "$5", "(5)", "1 1/2", "TRUE", "wahr",
     "March 3", "3. März", "5 يناير", "2024-01-08", "1,000"],
)  # fmt: skip
def test_a_text_that_looks_like_a_value_stays_the_text(value: str) -> None:
    assert looks_like_value(value)
    assert plain_text(kept_as_text(value)) == value
    record = plain(weapon=value, notes=f"'{value}")
    for locale in excel.LOCALES:
        assert back([record], locale)[1] == [record]


@pytest.mark.parametrize("words", ["", "Shahed-136", "IQ-2024-01-08-01", "5 drones", "geonames:98182", "no", "-"])
def test_words_get_no_apostrophe_for_a_number_in_them(words: str) -> None:
    assert not looks_like_value(words)


def test_an_apostrophe_that_excel_took_for_its_own_is_not_missed() -> None:
    rows = cells(plain(weapon="007"), weapon="007")
    assert read_csv(text(rows).encode()) == ([plain(weapon="007")], [])


ARABIC_WORDS = "قال المتحدث إن طائرتين سقطتا"


def in_code_page(records: list[Record], page: str) -> bytes:
    return excel.saved(to_csv(records), replace(excel.US, encoding=page))


@pytest.mark.parametrize(
    ("page", "words"),
    [(ARABIC, ARABIC_WORDS), (WESTERN, "Präsident in Ägypten"), (WESTERN, "“général” – café"), (ARABIC, "“général”")],
)
def test_letters_of_a_code_page_of_windows_are_told_by_their_words(page: str, words: str) -> None:
    record = plain(DECEMBER, notes=words)
    found = read_table(in_code_page([record], page))
    assert (found.questions, found.refusals, found.records) == ([], [], [record])


def test_where_no_word_tells_the_letters_somebody_does() -> None:
    record = plain(DECEMBER, notes="Ö")
    content = in_code_page([record], WESTERN)
    (asked,) = read_table(content).questions
    assert (asked.key, asked.options[WESTERN]) == (LETTERS, "Western European (Windows 1252): Ö")
    assert read_table(content, answers={LETTERS: WESTERN}).records == [record]
    assert read_table(content, answers={LETTERS: ARABIC}).records != [record]


def test_letters_that_a_code_page_does_not_have_are_not_lost() -> None:
    for summary in ("Ā café", "no other letter"):
        record = plain(DECEMBER, notes=f"{ARABIC_WORDS} 😀", summary=summary, weapon="what?")
        found = read_table(in_code_page([record], WESTERN))
        (read,) = found.records
        assert read.incident.notes == "??? ??????? ?? ??????? ????? ??"
        assert as_held(read, record, found.encoding) == record


def test_words_of_ones_own_are_no_loss() -> None:
    held = plain(notes=ARABIC_WORDS)
    for words in ("Mosul", "???", "", "????? ??"):
        mine = plain(notes=words)
        assert as_held(mine, held, WESTERN) == mine
    assert as_held(plain(notes="?" * 3), plain(notes="قال"), "utf-8") == plain(notes="?" * 3)


def test_what_was_changed_stays_beside_what_was_rounded() -> None:
    held = replace(THERE, placement=replace(THERE.placement, latitude=33.123456789012345))
    read = replace(THERE, placement=replace(THERE.placement, latitude=33.12345679, longitude=-71.0))
    assert as_held(read, held) == replace(held, placement=replace(held.placement, longitude=-71.0))


@pytest.mark.parametrize(("read", "held"), [(33.12, 33.123456789), (33.1234568, 33.123456789), (0.0, 1e-5), (5, 5.1)])
def test_a_number_rounded_by_hand_is_a_change(read: float, held: float) -> None:
    assert not is_rounded(read, held)


@pytest.mark.parametrize("content", [b"\xff\xfea", b"\xfe\xff\xd8\x00a\x00", b"\xef\xbb\xbf\xff"])
def test_letters_that_are_not_what_the_file_says_are_refused(content: bytes) -> None:
    records, (refusal,) = read_csv(content)
    assert records == []
    assert "as the file says" in refusal.reason
