"""A table that was changed by hand is read as it says, or refused with line, column and reason."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from incidentmap.formats import Refusal
from incidentmap.formats.incident_csv import read_csv, to_csv
from incidentmap.formats.incident_csv.csv_columns import COLUMNS
from incidentmap.model import Attribution, Casualties, Placement, Record
from incidentmap.model import vocabulary as v
from tests import records as made

RECORD = Record(
    made.incident(notes="two\nlines"),
    made.placement(),
    (made.citation(),),
    evidence=(made.evidence(),),
)
OTHER = Record(made.incident("X-2"))


def written(change: Callable[[dict[str, str]], object] = lambda row: None) -> bytes:
    """Write two incidents and change the cells of the first."""
    rows = list(csv.DictReader(io.StringIO(to_csv([RECORD, OTHER]).decode("utf-8-sig"), newline="")))
    change(rows[0])
    out = io.StringIO(newline="")
    lines = csv.DictWriter(out, COLUMNS)
    lines.writeheader()
    lines.writerows(rows)
    return out.getvalue().encode()


def refused(content: bytes) -> Refusal:
    records, (refusal,) = read_csv(content, "mine.csv")
    assert RECORD not in records
    assert refusal.file == "mine.csv"
    return refusal


def test_unchanged_it_is_the_same_also_without_the_mark_at_its_start() -> None:
    assert read_csv(written()) == ([RECORD, OTHER], [])


def test_a_changed_cell_is_a_changed_field() -> None:
    (record, _), _ = read_csv(written(lambda row: row.update(outcome="hit", weapon="'-1")))
    assert record == replace(RECORD, incident=replace(RECORD.incident, outcome=v.Outcome.HIT, weapon="-1"))


def test_blank_cells_take_the_place_away() -> None:
    blank = dict.fromkeys([field for field in Placement.__dataclass_fields__ if field != "incident_id"], "")
    (record, _), refusals = read_csv(written(lambda row: row.update(blank)))
    assert (record.placement, refusals) == (None, [])


@pytest.mark.parametrize("cell", ["33°47'24\"N", "٣٣٫٧٩", "N 33 47.4"])
def test_a_latitude_is_read_as_people_write_it(cell: str) -> None:
    (record, _), refusals = read_csv(written(lambda row: row.update(latitude=cell)))
    assert (record.placement and record.placement.latitude, refusals) == (33.79, [])


def test_a_longitude_is_no_latitude() -> None:
    assert refused(written(lambda row: row.update(latitude="42.44E"))).field == "latitude"


def test_readable_columns_are_not_read() -> None:
    assert read_csv(written(lambda row: row.update(words_when="never"))) == ([RECORD, OTHER], [])


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("category", "Attack", "is not one of strike, attack, other"),
        ("category", "", "is blank"),
        ("outcome", "not stated", "is not one of"),
        ("date_latest", "01/11/2023", "may be 1 November 2023 or 11 January 2023; say which"),
        ("date_latest", "20231101", "is not a date"),
        ("date_latest", "2023-02-30", "cannot be read"),
        ("date_latest", "", "is blank"),
        ("version", "1.0", "is not a whole number"),
        ("version", "", "is blank"),
        ("version", "0", "is not between"),
        ("latitude", "33,5", "is not a number"),
        ("latitude", "nan", "is not a number"),
        ("latitude", "1e999", "is not between"),
        ("latitude", "", "goes with"),
        ("where_prec", "9", "cannot be read"),
        ("notes", "a\0b", "NUL"),
        ("incident_id", "", "is not an id"),
        ("incident_id", "X-9", "belongs to another incident"),
        ("citations", "", "is not a list in JSON"),
        ("citations", '[{"citation_id": "X-1.c"', "is not a list in JSON"),
        ("citations", "{}", "is not a list in JSON"),
        ("citations", "[NaN]", "is not a list in JSON"),
        ("citations", "[" * 100_000, "is not a list in JSON"),
        ("citations", "[]", "rests on a source that is not listed"),
        ("attributions", "[{}]", ""),
        ("attributions", "[1]", ""),
        ("alternatives", "", "is not a list in JSON"),
        ("target_actors", '["b", "b"]', "holds something that is not kept"),
        ("target_actors", "[5]", "holds something that is not kept"),
    ],
)
def test_a_cell_that_cannot_be_read(column: str, cell: str, reason: str) -> None:
    refusal = refused(written(lambda row: row.update({column: cell})))
    assert refusal.line == 2
    assert reason in refusal.reason
    named = {"incident_id": {"incident_id", "Citation"}, "citations": {"citations", "evidence"}}
    assert refusal.field in named.get(column, {column})


def first_of(part: str, row: dict[str, str], **changes: object) -> None:
    items = json.loads(row[part])
    items[0] |= changes
    row[part] = json.dumps(items)


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        ("citations", {"colour": "red"}),
        ("citations", {"colour": 10**400}),
        ("citations", {"title": 5}),
        ("citations", {"information_credibility": 9}),
        ("citations", {"date": "20231101"}),
        ("citations", {"title": "", "article_id": None}),
        ("evidence", {"basis": "guessed"}),
        ("evidence", {"field": ""}),
    ],
)
def test_a_list_that_would_not_be_kept_as_it_is(part: str, changes: dict[str, object]) -> None:
    refusal = refused(written(lambda row: first_of(part, row, **changes)))
    assert refusal.line == 2
    assert refusal.field in (part, "evidence")


@pytest.mark.parametrize(
    ("written_as", "shown"), [("1e3", "1e3"), ("2.5", "2.5"), ("2.0", "2.0"), ('"2"', "'2'"), ("true", "True")]
)
def test_what_is_no_count_is_refused_as_it_is_written(written_as: str, shown: str) -> None:
    figure = Casualties("X-1", v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, 7, None, None)
    (row,) = csv.DictReader(
        io.StringIO(to_csv([replace(RECORD, casualties=(figure,))]).decode("utf-8-sig"), newline="")
    )
    out = io.StringIO(newline="")
    lines = csv.DictWriter(out, COLUMNS)
    lines.writeheader()
    lines.writerow(row | {"casualties": row["casualties"].replace('"low": 7', f'"low": {written_as}')})
    records, (refusal,) = read_csv(out.getvalue().encode())
    assert (records, refusal.line, refusal.field) == ([], 2, "casualties")
    assert refusal.reason == f"low {shown} is no count; write a whole number in digits, such as 12"


def test_lists_may_stand_in_another_order() -> None:
    both = (made.citation(), replace(made.citation(), citation_id="X-1.d"))
    record = replace(RECORD, citations=both)
    content = to_csv([record])
    ((row,), _) = (list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))), 0)
    turned = json.dumps(json.loads(row["citations"])[::-1])
    out = io.StringIO(newline="")
    lines = csv.DictWriter(out, COLUMNS)
    lines.writeheader()
    lines.writerow(row | {"citations": turned})
    assert read_csv(out.getvalue().encode()) == ([record], [])


def claimed(told: str = "excerpt") -> Record:
    claim = Attribution("X-1", "example-brigade", v.AttributionBasis.CLAIMED, v.Stance.ASSERTS)
    words = replace(made.evidence(), field=told or claim.attribution_id)
    return replace(RECORD, attributions=(claim, claim), evidence=(words,))


def lists(record: Record, change: Callable[[dict[str, object]], dict[str, object]]) -> bytes:
    """Write an incident with each of its statements changed."""
    (row,) = csv.DictReader(io.StringIO(to_csv([record]).decode("utf-8-sig"), newline=""))
    out = io.StringIO(newline="")
    lines = csv.DictWriter(out, COLUMNS)
    lines.writeheader()
    lines.writerow(row | {"attributions": json.dumps([change(each) for each in json.loads(row["attributions"])])})
    return out.getvalue().encode()


def test_words_come_back_with_the_statement_that_they_tell() -> None:
    record = claimed(told="")
    assert read_csv(to_csv([record])) == ([record], [])


def test_a_table_of_an_earlier_version_has_no_ids() -> None:
    def without(item: dict[str, object]) -> dict[str, object]:
        return {name: value for name, value in item.items() if name != "attribution_id"}

    assert read_csv(lists(claimed(), without)) == ([claimed()], [])


@pytest.mark.parametrize("named", ["X-1:a:0123456789abcdef", "X-2:a:0123456789abcdef", "claim"])
def test_two_statements_of_one_id_or_of_another_incident_are_refused(named: str) -> None:
    (refusal,) = read_csv(lists(claimed(), lambda item: item | {"attribution_id": named}))[1]
    assert refusal.field == "attributions"


def test_a_refusal_names_the_first_line_of_its_row() -> None:
    lines = written().decode().replace("X-2", "X 2", 1).encode()
    refusal = refused_other(lines)
    assert refusal.line == 4  # the row before it has two


def refused_other(content: bytes) -> Refusal:
    records, (refusal,) = read_csv(content)
    assert records == [RECORD]
    return refusal


def test_an_incident_that_stands_there_twice_is_refused_both_times() -> None:
    records, refusals = read_csv(to_csv([RECORD, OTHER, RECORD]))
    assert records == [OTHER]
    assert [(each.line, each.field) for each in refusals] == [(2, "incident_id"), (5, "incident_id")]


def header(*, without: str = "", more: str = "") -> bytes:
    names = [name for name in COLUMNS if name != without] + [name for name in [more] if name]
    return ",".join(names).encode()


@pytest.mark.parametrize(
    ("content", "column", "reason"),
    [
        (b"", "", "is empty"),
        (header(without="tlp"), "tlp", "is missing"),
        (header(more="colour"), "colour", "is no column"),
        (header(more="tlp"), "tlp", "stands twice"),
        (header().replace(b",", b"|"), "", "is missing"),
        (header() + b'\r\n"never closed', "", "is not readable as CSV"),
        (header() + b'\r\n"a"b', "", "is not readable as CSV"),
        (b"\x89PNG\r\n", "", "is missing"),
        (header().decode().encode("utf-16")[:-1], "", "is not UTF-16, as the file says"),
        (header() + "\r\nقال".encode("cp1256"), "", "has 1 cell"),
    ],
)
def test_a_file_that_cannot_be_read_gives_nothing(content: bytes, column: str, reason: str) -> None:
    records, (refusal,) = read_csv(content)
    assert records == []
    assert column in refusal.field
    assert reason in refusal.reason
    assert refusal.line == (2 if b"\r\n" in content and not content.startswith(b"\x89") else 1)


def test_a_row_with_too_few_cells() -> None:
    records, (refusal,) = read_csv(written() + b"X-3,1\r\n")
    assert records == [RECORD, OTHER]
    assert "has 2 cells" in refusal.reason


def test_columns_may_stand_in_another_order_and_lines_be_blank() -> None:
    rows = list(csv.reader(io.StringIO(written().decode(), newline="")))
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    for row in rows:
        lines.writerow(row[::-1])
        out.write("\r\n")
    assert read_csv(out.getvalue().encode()) == ([RECORD, OTHER], [])
