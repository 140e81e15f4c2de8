"""What a person types for dates: read as meant, or refused in words; never moved."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.errors import UnclearDate
from incidentmap.model import words
from incidentmap.query import typed_range

DAY = date(2024, 2, 10)
START = date(2024, 1, 1)


@pytest.mark.parametrize(
    "text",
    ["2024-02-10", "2024-2-10", "20240210", "2024/02/10", "10 Feb 2024", "10 february 2024", "Feb 10, 2024",
     "february 10 2024", "10. Feb. 2024", " 2024-02-10 ", "٢٠٢٤-٠٢-١٠"],
)  # fmt: skip
def test_a_day_is_read_in_every_spelling(text):
    assert typed_range(text, "") == (DAY, None)
    assert typed_range("", text) == (None, DAY)


@pytest.mark.parametrize(
    "text",
    ["2024-01-01 – 2024-02-10", "2024-01-01 - 2024-02-10", "2024-01-01–2024-02-10", "2024-01-01 to 2024-02-10",
     "from 2024-01-01 to 2024-02-10", "2024-01-01/2024-02-10", "2024-01-01..2024-02-10", "2024-01-01 2024-02-10",
     "20240101 20240210", "1 Jan 2024 – 10 Feb 2024", "Jan 1, 2024 until Feb 10, 2024", "Jan 2024 – 10 Feb 2024"],
)  # fmt: skip
def test_a_whole_range_is_read_in_either_field(text):
    assert typed_range(text, "") == typed_range("", text) == typed_range(text, "2023-12-31") == (START, DAY)


def test_a_month_and_a_year_stand_for_all_their_days():
    assert typed_range("Feb 2024", "2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert typed_range("2023", "2024") == (date(2023, 1, 1), date(2024, 12, 31))
    assert typed_range("Oct 2023 – Feb 2024", "") == (date(2023, 10, 1), date(2024, 2, 29))
    assert typed_range("2023–2024", "") == (date(2023, 1, 1), date(2024, 12, 31))


def test_blank_fields_are_no_bounds():
    assert typed_range("", "  ") == (None, None)


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_what_the_program_writes_is_read(one, other):
    start, end = sorted((one, other))
    assert typed_range(words.dates(start, end), "") == ((start, end) if start != end else (start, None))
    assert typed_range(start.isoformat(), end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2024-02-31", "“2024-02-31” is no day: February 2024 has 29 days."),
        ("31 February 2023", "“31 February 2023” is no day: February 2023 has 28 days."),
        ("2024-01-01 – 2024-02-31", "“2024-02-31” is no day: February 2024 has 29 days."),
        ("30–31 Feb 2024", "“31 Feb 2024” is no day: February 2024 has 29 days."),
        ("2024-13-01", "“2024-13-01” is no day: there is no month 13."),
        ("2024-13", "“2024-13” is no day: there is no month 13."),
        ("2024-00-10", "there is no month 0"),
        ("0000-01-01", "there is no year 0"),
        ("2024-02-10 – 2024-01-01", "The range would end on 1 Jan 2024, before it begins on 10 Feb 2024."),
        ("yesterday", "“yesterday” is no date: write 2024-02-28 or 28 Feb 2024"),
        ("10 Foo 2024", "“10 Foo 2024” is no date"),
        ("1/2/2024", "“1/2/2024” may be 2 January or 1 February: write 2024-01-02 or 2024-02-01."),
        ("x" * 500, "“" + "x" * 39 + "…” is no date"),
    ],
)
def test_what_is_no_date_is_refused_in_words(text, why):
    with pytest.raises(UnclearDate) as refused:
        typed_range(text, "")
    assert why in str(refused.value)


def test_day_and_month_by_numbers_are_told_apart_where_only_one_reading_fits():
    assert typed_range("13/2/2024", "2/20/2024") == (date(2024, 2, 13), date(2024, 2, 20))
    assert typed_range("2.2.2024", "") == (date(2024, 2, 2), None)


def test_an_end_before_the_start_is_refused_over_two_fields():
    with pytest.raises(UnclearDate, match="before it begins on 10 Feb 2024"):
        typed_range("2024-02-10", "2024-01-01")


@given(st.text(), st.text())
def test_any_text_is_read_or_refused(one, other):
    try:
        start, end = typed_range(one, other)
    except UnclearDate:
        return
    assert start is None or end is None or start <= end
