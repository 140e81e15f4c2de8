"""A table handed out comes back as it was, and runs nothing in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentmap.formats import read_seeds
from incidentmap.formats.formula_guard import guarded, unguarded
from incidentmap.formats.incident_csv import read_csv, to_csv
from incidentmap.formats.incident_csv.csv_columns import COLUMNS
from incidentmap.geocode import Gazetteer, place
from incidentmap.model import Attribution, Casualties, Citation, Placement, Record
from incidentmap.model import vocabulary as v
from incidentmap.settings import SEEDS
from tests import records as examples
from tests.formats import strategies

FORMULA = tuple("=+-@\t\r＝＋－＠")
NUMBERS = {"latitude", "longitude"}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@settings(max_examples=150, deadline=None)
@given(strategies.records())
def test_what_is_written_is_read_back_whole(records: list[Record]) -> None:
    assert read_csv(to_csv(records)) == (records, [])


@settings(max_examples=60, deadline=None)
@given(strategies.records())
def test_no_cell_but_a_number_begins_like_a_formula(records: list[Record]) -> None:
    for row in rows(to_csv(records)):
        for column, cell in row.items():
            if column in NUMBERS:
                assert not cell or float(cell) is not None
            else:
                assert not cell.startswith(FORMULA), (column, cell)


@given(strategies.TEXT)
def test_the_apostrophe_is_put_on_and_taken_off(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text) in (text, f"'{text}")


def test_an_apostrophe_typed_before_plain_words_stays() -> None:
    assert unguarded("'tis") == "'tis"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\ta", "\ra", "'a", "＝1", "＋1", "－1", "＠a", " =1", "﹣1"])
def test_what_a_spreadsheet_could_run_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


def test_all_seeds_come_back_whole() -> None:
    seeds = read_seeds(SEEDS)
    parts = {name: tuple(getattr(seeds, name)) for name in ("citations", "attributions", "casualties", "evidence")}
    with Gazetteer() as gazetteer:
        records = [
            Record(
                incident,
                place(incident, gazetteer)[0],
                **{name: tuple(p for p in of if p.incident_id == incident.incident_id) for name, of in parts.items()},
            )
            for incident in seeds.incidents
        ]
    assert len(records) > 100
    assert any(record.evidence for record in records)
    assert read_csv(to_csv(records)) == (records, [])


def test_the_form_of_the_file() -> None:
    content = to_csv([strategies.plain(notes="a\nb")])
    assert content.startswith(b"\xef\xbb\xbfincident_id,")
    assert content.endswith(b"\r\n")
    assert content.count(b"\r\n") == 2
    assert tuple(rows(content)[0]) == COLUMNS


def test_a_blank_nothing_and_none_stay_apart() -> None:
    """No place, a place without a name, no uncertainty and an uncertainty of 0."""
    records = [
        strategies.plain(),
        replace(strategies.plain(incident_id="X-2"), placement=Placement("X-2", "", v.WherePrec.COUNTRY)),
        replace(
            strategies.plain(incident_id="X-3"), placement=Placement("X-3", "p", v.WherePrec.COUNTRY, uncertainty_km=0)
        ),
    ]
    cells = [(row["place_id"], row["uncertainty_km"]) for row in rows(to_csv(records))]
    assert cells == [("", ""), ("'", ""), ("p", "0.0")]
    assert read_csv(to_csv(records)) == (records, [])


def test_a_longitude_west_of_greenwich_stays_a_number() -> None:
    there = Placement("X-1", "p", v.WherePrec.EXACT, 10.0, -71.5)
    content = to_csv([replace(strategies.plain(), placement=there)])
    assert rows(content)[0]["longitude"] == "-71.5"


def test_people_read_names_bases_and_ranges() -> None:
    cited = Citation("c", "X-1", "t")
    figure = Casualties("X-1", v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, 2, None, 2, "c")
    denial = Attribution("X-1", "other", v.AttributionBasis.CLAIMED, v.Stance.DENIES)
    claim = Attribution("X-1", "eb", v.AttributionBasis.CLAIMED, v.Stance.ASSERTS)
    record = replace(
        strategies.plain(),
        citations=(cited,),
        attributions=(claim, replace(claim, basis=v.AttributionBasis.REPORTED), claim, denial),
        casualties=(figure, replace(figure, low=5, high=5)),
    )
    (row,) = rows(to_csv([record], {"eb": "Example Brigade"}))
    assert row["words_who_did_it"] == (
        "Example Brigade (claimed by itself, reported by media); denied: not other (claimed by itself)"
    )
    assert row["words_killed_targets"] == "2–5"
    assert row["words_killed_attackers"] == "not stated"


def test_long_lists_come_back(tmp_path: object) -> None:
    statement = Attribution("X-1", "a" * 1000, v.AttributionBasis.CLAIMED, v.Stance.ASSERTS)
    record = replace(strategies.plain(), attributions=(statement,) * 300)
    assert read_csv(to_csv([record])) == ([record], [])


@given(st.lists(st.text(max_size=5), max_size=5))
def test_any_text_is_read_or_refused(lines: list[str]) -> None:
    records, refusals = read_csv("\n".join(lines).encode("utf-8", "surrogatepass"))
    assert records == []
    assert refusals


def test_who_decided_and_what_fell_back_stand_in_plain_words() -> None:
    around = replace(examples.placement("X-1"), fell_back=True, reason="unknown")
    chosen = replace(examples.placement("X-2"), decided_by="=Ann", anchor_id="site:tanf")
    made = [Record(examples.incident(each.incident_id), each) for each in (around, chosen)]
    one, other = csv.DictReader(io.StringIO(to_csv(made).decode("utf-8-sig"), newline=""))
    assert (one["fell_back"], one["reason"], one["decided_by"]) == ("yes", "unknown", "")
    assert "only the area stated around the words" in one["words_place"]
    assert (other["fell_back"], other["decided_by"], other["anchor_id"]) == ("no", "'=Ann", "site:tanf")
    assert other["words_place"].endswith("chosen by =Ann")


def test_a_table_of_a_version_without_nations_is_read() -> None:
    figure = Casualties("X-1", v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, 2)
    record = Record(examples.incident(), casualties=(figure,))
    (row,) = rows(to_csv([record]))
    (item,) = json.loads(row["casualties"])
    assert item.pop("nationality") == ""
    row["casualties"] = json.dumps([item])
    older = {name: cell for name, cell in row.items() if name not in ("words_killed_all", "words_tbi_all")}
    assert read_csv(written(older)) == ([record], [])
    row["casualties"] = json.dumps([item | {"nationality": "XX"}])
    (refusal,) = read_csv(written(row))[1]
    assert (refusal.field, "is no country's code" in refusal.reason) == ("casualties", True)


def written(row: dict[str, str]) -> bytes:
    out = io.StringIO(newline="")
    lines = csv.DictWriter(out, list(row))
    lines.writeheader()
    lines.writerow(row)
    return out.getvalue().encode()
