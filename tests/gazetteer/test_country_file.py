"""A country file of GeoNames: villages, and what of it is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from incidentmap.errors import FileRefused
from incidentmap.gazetteer import Gazetteer, add_file
from incidentmap.gazetteer.add_file import add
from incidentmap.gazetteer.extend import OWN, additions
from incidentmap.geocode import OfflineGeocoder
from tests.gazetteer.brought import BASE, VILLAGE, bring, changed, reasons


def test_villages_of_a_country_file_are_found(tmp_path: Path) -> None:
    hill = changed(VILLAGE, c0="7", c6="T", c7="HLL")
    base = changed(VILLAGE, c0="8", c1="Xyzzy Barracks", c2="", c3="", c6="S", c7="MILB")
    added = bring(tmp_path, "IQ.txt", "\n".join([VILLAGE, hill, base]) + "\n")
    assert (len(added.user_places.records), added.user_places.left_out, added.report) == (2, 1, None)
    with Gazetteer(tmp_path / "home" / OWN) as gazetteer:
        place = gazetteer.place("geonames:123456789")
        assert place is not None
        assert (place.admin1, place.admin2, place.country_code) == ("IQ-AN", "IQ.01.98718", "IQ")
        assert (place.source, place.licence, place.name_ar) == ("GeoNames", "CC BY 4.0", "تل زيزي")
        assert "xyzzy" not in place.aliases  # a machine's romanisation
        for name in ("Tell Xyzzy", "Tall Xyzzy village", "تل زيزي"):
            found = OfflineGeocoder(gazetteer).geocode(name, country_codes="IQ")
            assert found.raw["place_id"] == "geonames:123456789"
        assert gazetteer.place("site:ain-al-asad") is not None
        kind = gazetteer.place("geonames:8")
        assert kind is not None
        assert kind.kind == "base"


def test_what_the_gazetteer_has_is_not_there_twice(tmp_path: Path) -> None:
    ramadi = changed(VILLAGE, c0="98717", c1="Ar Ramādī", c4="33.42056", c5="43.30778")
    asad = changed(VILLAGE, c0="174448", c1="Ain al-Asad", c3="", c4="33.8", c5="42.44")
    bring(tmp_path, "IQ.txt", VILLAGE)
    again = bring(tmp_path, "IQ2.txt", "\n".join([VILLAGE, ramadi]))
    assert (len(again.user_places.records), again.user_places.already_there) == (0, 2)
    assert [record.place_id for record in additions(tmp_path / "home" / OWN)] == ["geonames:123456789"]
    assert bring(tmp_path, "IQ3.txt", asad).user_places.already_there in (0, 1)  # a town may stand beside its base


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (changed(VILLAGE, c0="x"), "geonameid", "is no number"),
        (changed(VILLAGE, c1=" "), "name", "is empty"),
        (changed(VILLAGE, c0="2", c1="a\0b"), "name", "NUL"),
        (changed(VILLAGE, c4="95"), "latitude", "is not between -90 and 90"),
        (changed(VILLAGE, c5="nan"), "longitude", "is not between -180 and 180"),
        (changed(VILLAGE, c4="north"), "latitude", "is no number"),
        (changed(VILLAGE, c4="3_3"), "latitude", "is no number"),  # Python would read these two
        (changed(VILLAGE, c5="1e1"), "longitude", "is no number"),
        (changed(VILLAGE, c14="1_000"), "population", "is no number"),
        (changed(VILLAGE, c8="Iraq"), "country code", "is no ISO 3166-1 code"),
        (changed(VILLAGE, c14="many"), "population", "is no number"),
        ("a\tb", "columns", "columns stand here, not 19"),
        ("", "columns", "columns stand here, not 19"),
        (VILLAGE, "id", "stands twice in the file"),
    ],
)
def test_a_malformed_row_is_refused_and_the_others_taken(tmp_path: Path, row: str, field: str, reason: str) -> None:
    added = bring(tmp_path, "IQ.txt", f"{VILLAGE}\n{row}\n")
    assert [record.place_id for record in added.user_places.records] == ["geonames:123456789"]
    ((line, found, why),) = reasons(added)
    assert (line, found) == ("2", field)
    assert reason in why


def test_a_country_file_in_its_archive(tmp_path: Path) -> None:
    file = tmp_path / "IQ.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("../XX.txt", "escape")
        archive.writestr("IQ.txt", VILLAGE + "\n")
    assert len(add(file, BASE, tmp_path / OWN, "GeoNames", "CC BY 4.0").user_places.records) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["IQ.zip", OWN]


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "IQ.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("IQ.txt", (VILLAGE + "\n") * 50)
    whole = bytearray(file.read_bytes())
    whole[60:90] = bytes(30)
    file.write_bytes(whole)
    with pytest.raises(FileRefused, match="cannot be read"):
        add(file, BASE, tmp_path / OWN, "GeoNames", "CC BY 4.0")
    whole[6] |= 1  # says it is encrypted
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(whole)
    with pytest.raises(FileRefused, match="cannot be read"):
        add(file, BASE, tmp_path / OWN, "GeoNames", "CC BY 4.0")


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(add_file, "LARGEST", 1_000_000)
    file = tmp_path / "IQ.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("IQ.txt", b"\t" * 2_000_000)
    assert file.stat().st_size < 10_000
    with pytest.raises(FileRefused, match="2,000,000 bytes"):
        add(file, BASE, tmp_path / OWN, "GeoNames", "CC BY 4.0")
    assert not (tmp_path / OWN).exists()


@pytest.mark.parametrize("letter", [b"\xff", b"\0", b"\xed\xa0\x80"])
def test_one_bad_byte_costs_a_country_file_one_row(tmp_path: Path, letter: bytes) -> None:
    bad = changed(VILLAGE, c0="9", c1="Bad@").encode().replace(b"@", letter)
    added = bring(tmp_path, "IQ.txt", VILLAGE.encode() + b"\n" + bad + b"\n" + changed(VILLAGE, c0="8").encode())
    assert [record.place_id for record in added.user_places.records] == ["geonames:123456789", "geonames:8"]
    assert [line for line, _, _ in reasons(added)] == ["2"]
