"""Geocoding a table: nothing is lost, nothing changes its place, and bad files are refused in a sentence."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from incidentmap.desk.batch import ADDED, Count, asker, geocode_table
from incidentmap.errors import FileRefused, GeocoderTrouble
from incidentmap.geocode import NO_ALIASES, Gazetteer, GeocodeResult, OfflineGeocoder
from incidentmap.geocode.chain import ChainGeocoder

HEADER = "id,place,country,admin1,admin2\n"
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=20)


def geocoded(folder: Path, text: str | bytes) -> tuple[Count, list[dict[str, str]]]:
    source, target = folder / "in.csv", folder / "out.csv"
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    with Gazetteer() as gazetteer:
        count = geocode_table(source, target, asker(OfflineGeocoder(gazetteer)), lambda _: None)
    with target.open(encoding="utf-8", newline="") as file:
        return count, list(csv.DictReader(file))


def test_rows_come_out_in_order_with_what_was_found(tmp_path: Path) -> None:
    rows = (
        "1,Ain al-Asad,Iraq,,\n2,Harir,IQ,,\n3,,IQ,Anbar,\n4,nowhere at all,,,\n5,nowhere at all,IQ,Anbar,\n6,Iraq,,,\n"
    )
    count, out = geocoded(tmp_path, HEADER + rows)
    assert count == Count(6, 2, 2, 1, 1)
    assert [row["id"] for row in out] == list("123456")
    assert [row["place_id"] for row in out][:5] == [
        "site:ain-al-asad", "site:harir@or-96046", "admin1:IQ-AN", "", "admin1:IQ-AN",
    ]  # fmt: skip
    assert (out[0]["latitude"], out[0]["where_prec"], out[0]["uncertainty_km"]) == ("33.7856", "1", "2")
    assert {each["place_id"] for each in json.loads(out[1]["alternatives"])} == {"site:harir", "geonames:96046"}
    assert "choose one" in out[1]["reason"]
    assert "knows no place" in out[3]["reason"] and "knows no place" in out[4]["reason"]
    assert (out[5]["place_id"], out[5]["latitude"]) == ("country:IQ", "")  # a country has no point


def test_only_a_place_is_needed(tmp_path: Path) -> None:
    _, out = geocoded(tmp_path, '\ufeffplace,note\nMosul,"a, b"\n')
    assert (out[0]["place"], out[0]["note"], out[0]["place_name"]) == ("Mosul", "a, b", "Mosul")
    assert [*out[0]] == ["place", "note", *ADDED]


@given(rows=st.lists(st.tuples(TEXTS, TEXTS), max_size=8))
def test_what_came_in_comes_out(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    folder = tmp_path_factory.mktemp("table")
    with (folder / "in.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("place", "note"), *rows])
    geocode_table(folder / "in.csv", folder / "out.csv", lambda *_: GeocodeResult(None, reason="-"), lambda _: None)
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [tuple(row[:2]) for row in csv.reader(file)][1:] == rows


@pytest.mark.parametrize("name", ["out.txt", "out.json", "out"])
def test_a_name_that_promises_another_kind_of_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "in.csv").write_text("place\nMosul\n")
    with pytest.raises(FileRefused, match=r"the answer is CSV or XLSX"):
        geocode_table(tmp_path / "in.csv", tmp_path / name, lambda *_: GeocodeResult(None), lambda _: None)
    assert [each.name for each in tmp_path.iterdir()] == ["in.csv"]


def test_equal_questions_are_asked_once(tmp_path: Path) -> None:
    with Gazetteer() as gazetteer:
        ask = asker(OfflineGeocoder(gazetteer))
        assert ask("Mosul", "IQ", "", "") is ask("Mosul", "IQ", "", "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n", "is empty"),
        (b"name,country\nMosul,IQ\n", "no column 'place'"),
        ("\ufeffplace\nMosul\n".encode("utf-16-le") + b"x", "is not UTF-16"),
        (b'"place\nMosul\n', "is no CSV"),
        (b"place,latitude\nMosul,1\n", "column latitude already"),
        (b"place,place\nMosul,1\n", "column place already"),
    ],
)
def test_a_bad_file_is_refused_and_the_old_answer_stays(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "out.csv").write_text("old")
    with pytest.raises(FileRefused, match=said):
        geocoded(tmp_path, content)
    assert (tmp_path / "out.csv").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="cannot be read"):
        geocode_table(tmp_path / "none.csv", tmp_path / "out.csv", lambda *_: GeocodeResult(None), lambda _: None)
    with pytest.raises(FileRefused, match="cannot be written"):
        geocoded_to = tmp_path / "no folder" / "out.csv"
        (tmp_path / "in.csv").write_text("place\nMosul\n")
        geocode_table(tmp_path / "in.csv", geocoded_to, lambda *_: GeocodeResult(None), lambda _: None)


def test_the_table_itself_is_not_overwritten(tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_text("place\nMosul\n")
    with pytest.raises(FileRefused, match="is the table itself"):
        geocode_table(table, tmp_path / "." / "in.csv", lambda *_: GeocodeResult(None), lambda _: None)
    assert table.read_text() == "place\nMosul\n"


def test_an_empty_line_is_a_row_and_the_answer_is_readable_by_others(tmp_path: Path) -> None:
    count, _ = geocoded(tmp_path, "place\nMosul\n\nErbil\n")
    assert count.rows == 3
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == (tmp_path / "in.csv").stat().st_mode & 0o777


def test_an_outage_is_not_remembered() -> None:
    class Down:
        asked = 0

        def ask(self, _question: object) -> list[object]:
            self.asked += 1
            raise GeocoderTrouble("is away")

    down = Down()
    with Gazetteer() as gazetteer:
        ask = asker(ChainGeocoder(gazetteer, NO_ALIASES, down))  # type: ignore[arg-type]
        reasons = [ask("Qaryat al-Mithal", "IQ", "IQ-AN", "").reason for _ in range(2)]
    assert down.asked == 2
    assert all("is away" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("3,Erbil,IQ,,,x", "line 4: has 6 cells and the first line 5"),
        ('3,"Er"bil,IQ,,', "line 4: is no CSV"),
        ('3,"Erbil,IQ,,', "line 4: is no CSV"),
        (b"3,Erb\xffl,IQ,,", "line 4: place holds bytes that are no letters"),
        (b"3,Erb\xed\xa0\x80l,IQ,,", "line 4: place holds bytes that are no letters"),
        (b"3,Erbil,I\xffQ,,", "line 4: country holds bytes that are no letters"),
        (f"3,Erbil,{'x' * 1_000_000},,", "line 4: country is 1,000,000 characters long"),
        (f"3,{'x' * 1_000_000},IQ,,", "1,000,000 characters are no name of a place"),
        (f"3,{'5 km north of ' * 70_000},,,", "979,999 characters are no name"),
        (f"3,{'&amp;' + 'amp;' * 400},IQ,,", ""),
        (f"3,{'9' * 1_500} km north of Mosul,IQ,,", ""),
        ("3,Er\0bil,I\0Q,,", ""),
        ("3", "no place is stated"),
        ("3,5 KM NORTH OF \x1b[31m\x07MOSUL,IQ,,", ""),
    ],
)
def test_a_bad_row_comes_out_with_its_reason_and_costs_no_other(tmp_path: Path, row: str | bytes, reason: str) -> None:
    bad = row if isinstance(row, bytes) else row.encode()
    content = (HEADER + "1,الموصل,IQ,,\n2,Erbil,IQ,,\n").encode() + bad + b"\n4,Mosul,IQ,,\n5,Erbil,IQ,,\n"
    count, _ = geocoded(tmp_path, content)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        out = list(csv.reader(file))
    assert (count.rows, len(out)) == (5, 6)
    named = [dict(zip(out[0], each, strict=False)) for each in out[1:]]
    assert [each["id"][:1] for each in named] == list("12345")
    assert [each["place_name"] for each in (named[0], named[1], *named[3:])] == ["Mosul", "Erbil", "Mosul", "Erbil"]
    assert named[2]["reason"].startswith(reason)


def test_what_is_no_letter_is_marked_and_the_answer_is_utf_8(tmp_path: Path) -> None:
    _, out = geocoded(tmp_path, "place,note\nالموصل,".encode() + b"a\xff\xfeb\n")
    assert (out[0]["place_name"], out[0]["note"]) == ("Mosul", "a\ufffd\ufffdb")


@pytest.mark.parametrize("header", ["Place,COUNTRY", "PLACE ,Country", '" place","country"', "\ufeffPlace,Country,"])
def test_columns_are_known_in_any_case(tmp_path: Path, header: str) -> None:
    _, out = geocoded(tmp_path, f"{header}\nMosul,IQ\n")
    assert out[0]["place_name"] == "Mosul"
    assert next(iter(out[0])).strip().casefold() == "place"


@pytest.mark.parametrize("row", ["Mosul,IQ,", "Mosul,IQ,,,", "Mosul"])
def test_blank_cells_at_the_end_are_none_too_many(tmp_path: Path, row: str) -> None:
    _, out = geocoded(tmp_path, f"place,country\n{row}\n")
    assert out[0]["place_name"] == "Mosul"


@pytest.mark.parametrize(
    "content",
    [
        "place;country\nالموصل;IQ\n".encode("utf-8-sig"), "sep=;\nplace;country\nالموصل;IQ\n".encode(),
        "place\tcountry\nالموصل\tIQ\n".encode("utf-16"), "place;country\nالموصل;IQ\n".encode("cp1256"),
        "sep=|\r\nplace|country\r\nالموصل|IQ\r\n".encode(),
    ],
)  # fmt: skip
def test_tables_of_any_country_are_read(tmp_path: Path, content: bytes) -> None:
    geocoded(tmp_path, content)
    delimiter = next(each for each in ";|\t" if each.encode() in content)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file, delimiter=delimiter)
    assert (row["place"], row["place_name"]) == ("الموصل", "Mosul")


def test_letters_that_nothing_tells_are_said_and_can_be_chosen(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b"place\n\xc7\n")
    said: list[str] = []
    for answers in ({}, {"letters": "cp1256"}):
        geocode_table(tmp_path / "in.csv", tmp_path / "out.csv", lambda *_: GeocodeResult(None), said.append, answers)
    assert len(said) == 1 and "--letters" in said[0]
    assert "ا" in (tmp_path / "out.csv").read_text("utf-8")


def test_a_sheet_for_excel_and_from_it(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,Place,country\n007,الموصل,IQ\n=1+1,nowhere at all,\n", "utf-8")
    with Gazetteer() as gazetteer:
        ask = asker(OfflineGeocoder(gazetteer))
        geocode_table(tmp_path / "in.csv", tmp_path / "out.xlsx", ask, lambda _: None)
        rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "out.xlsx").active.iter_rows()]
        assert rows[0] == ["id", "Place", "country", *ADDED]
        assert rows[1][:4] == ["007", "الموصل", "IQ", 36.335]
        assert (rows[2][0], rows[2][3]) == ("'=1+1", None)
        book = Workbook()
        for cells in (["Place", "Country"], ["Mosul", "IQ"], ["=A1", "IQ"], [3.5]):
            book.active.append(cells)
        book.save(tmp_path / "in.xlsx")
        assert geocode_table(tmp_path / "in.xlsx", tmp_path / "out.csv", ask, lambda _: None).rows == 3
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        answered = list(csv.DictReader(file))
    assert answered[0]["place_name"] == "Mosul"
    assert "is a formula" in answered[1]["reason"]


def test_a_cell_too_long_for_a_sheet_is_cut_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(f"place,note\nMosul,{'=😀' * 40_000}\nErbil,\0\n", "utf-8")
    geocode_table(
        tmp_path / "in.csv", tmp_path / "out.xlsx", lambda *_: GeocodeResult(None, reason="-"), lambda _: None
    )
    note = load_workbook(tmp_path / "out.xlsx").active["B2"].value
    assert note.endswith("(cut)") and len(note.encode("utf-16-le")) // 2 <= 32_767


def test_a_point_abroad_is_never_without_a_word(tmp_path: Path) -> None:
    count, out = geocoded(tmp_path, "place,country\n100 km north of Aleppo,SY\n20 km north of Aleppo,SY\n")
    assert out[0]["latitude"] and "outside Syria, in Turkey" in out[0]["reason"]
    assert (out[1]["reason"], count.placed) == ("", 2)
