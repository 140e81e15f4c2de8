"""Geocoding a table: nothing is lost, nothing changes its place, and bad files are refused in a sentence."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("place\nMosül\n".encode("latin-1"), "is not UTF-8"),
        ("place\nMosul\n".encode("utf-16"), "is not UTF-8"),
        (b"place,country\nMosul,IQ,x\n", "line 2 has 3 cells"),
        (b'place\n"Mosul\n', "is no CSV"),
        (b'place\n"Mo"sul\n', "line 2: is no CSV"),
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
