"""Outlines for the map: which places have one, what the browser is given, and that no answer is large."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from starlette.requests import Request

from incidentmap.gazetteer import Gazetteer
from incidentmap.gazetteer.add_file import add
from incidentmap.gazetteer.extend import OWN
from incidentmap.gazetteer.polygons import outline_of
from incidentmap.mapping import areas
from incidentmap.mapping.areas import outlined
from incidentmap.settings import GEODATA
from incidentmap.web.areas_route import outlines_of_areas

ANBAR = "admin1:IQ-AN"


@pytest.fixture(scope="module")
def gazetteer() -> Any:
    with Gazetteer() as opened:
        yield opened


def ask(*ids: str, version: str = "") -> tuple[int, Any, dict[str, str]]:
    query = "&".join([f"v={version}", *(f"id={each}" for each in ids)])
    scope = {"type": "http", "method": "GET", "path": "/assets/areas", "query_string": query.encode(), "headers": []}
    answer = outlines_of_areas(Request(scope))
    return answer.status_code, json.loads(bytes(answer.body)), dict(answer.headers)


def rings(packed: list[list[int]]) -> list[list[tuple[float, float]]]:
    found = []
    for steps in packed:
        x = y = 0
        found.append([(x := x + dx, y := y + dy) for dx, dy in zip(steps[::2], steps[1::2], strict=True)])
    return [[(x / areas.SCALE, y / areas.SCALE) for x, y in ring] for ring in found]


def test_a_governorate_is_named_by_version_and_id_and_labelled_inside(gazetteer: Gazetteer) -> None:
    found = outlined(gazetteer, ANBAR, 4)
    assert found is not None
    assert found.reference == f"{gazetteer.version}/{ANBAR}"
    assert shapely.geometry.shape(outline_of(gazetteer, ANBAR)).contains(shapely.Point(found.longitude, found.latitude))


@pytest.mark.parametrize(
    ("place_id", "where_prec"),
    [
        ("admin2:IQ.01.98061", 3),  # no outlines of districts come with the program
        ("admin1:IQ-AN@part-N", 4),  # a part of a governorate
        ("admin1:IQ-HA", 4),
        (ANBAR, 5),
        (ANBAR, 2),
        ("sea:red-sea", 7),
        ("cell:4/1/1", 4),
        ("", 4),
    ],
)
def test_what_has_no_outline_stays_a_ring_or_a_label(gazetteer: Gazetteer, place_id: str, where_prec: int) -> None:
    assert outlined(gazetteer, place_id, where_prec) is None


def test_the_answer_holds_the_outline_whole(
    gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("INCIDENTMAP_HOME", str(tmp_path))
    status, said, headers = ask(ANBAR, "admin1:nonsense", version=gazetteer.version)
    assert (status, said["scale"], said["left"]) == (200, 1000, [])
    assert "immutable" in headers["cache-control"]
    (ring,) = rings(said["areas"][ANBAR])
    drawn = shapely.geometry.shape(outline_of(gazetteer, ANBAR))
    assert shapely.Polygon(ring).symmetric_difference(drawn).area < 1e-6
    assert said["areas"]["admin1:nonsense"] is None


def test_an_answer_of_another_version_is_not_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("INCIDENTMAP_HOME", str(tmp_path))
    assert ask(ANBAR, version="old")[2]["cache-control"] == "no-store"


def test_too_many_at_once_and_no_gazetteer_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert ask(*["a"] * 201)[0] == 400
    monkeypatch.setenv("INCIDENTMAP_HOME", str(tmp_path))
    (tmp_path / "gazetteer.sqlite").write_bytes(b"notes " * 1000)
    status, said, _ = ask(ANBAR)
    assert status == 503 and "gazetteer" in said["error"]


def test_all_governorates_at_once_come_in_answers_that_are_small(gazetteer: Gazetteer) -> None:
    every = [f"admin1:{code}" for code, _ in gazetteer.outlines("admin1")]
    assert len(json.dumps(areas.answer(gazetteer, every))) < 300_000


def test_what_would_be_too_much_is_left_for_the_next_answer(
    gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(areas, "MOST_NUMBERS", 100)
    wanted = [ANBAR, "admin1:IQ-NI", "admin1:IQ-BG"]
    answers = 0
    while wanted:
        said = areas.answer(gazetteer, wanted)
        assert said["areas"] and {*said["areas"], *said["left"]} == {*wanted}
        wanted, answers = said["left"], answers + 1
    assert answers > 1


def test_holes_are_sent_and_an_outline_of_a_district_that_was_added(tmp_path: Path) -> None:
    square = [[43.0, 33.0], [43.4, 33.0], [43.4, 33.4], [43.0, 33.4], [43.0, 33.0]]
    hole = [[43.1, 33.1], [43.1, 33.2], [43.2, 33.2], [43.2, 33.1], [43.1, 33.1]]
    district = {"ADM2_EN": "Xyzzy", "ADM2_PCODE": "IQ0199"}
    around = {"ADM1_EN": "Al-Anbar", "ADM0_EN": "Iraq", "ADM0_PCODE": "IQ"}
    geometry = {"type": "Polygon", "coordinates": [square, hole]}
    feature = {"type": "Feature", "properties": district | around, "geometry": geometry}
    file = tmp_path / "districts.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    (added,) = add(file, GEODATA / "gazetteer.sqlite", tmp_path / OWN, "a test", "CC0").user_places.records
    with Gazetteer(tmp_path / OWN) as gazetteer:
        assert outlined(gazetteer, added.place_id, 3) is not None
        packed = areas.answer(gazetteer, [added.place_id])["areas"][added.place_id]
    assert sorted(len(ring) for ring in rings(packed)) == [5, 5]
