"""What the map shows beside land and borders, as it is built: rivers, lakes, relief, towns and bases."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from itertools import combinations
from math import cos, hypot, radians
from typing import Any

import pytest
from PIL import Image

from incidentmap.mapping import assets
from incidentmap.settings import GEODATA
from incidentmap.text.folding import fold

DETAIL = json.loads(assets.DETAIL.read_text(encoding="utf-8"))
FIRST = json.loads(assets.OUTLINES.read_text(encoding="utf-8"))["labels"]
TOGETHER = 1_300_000
ONE_PLACE_KM = 40


def unpacked(steps: list[int]) -> list[tuple[float, float]]:
    points, x, y = [], 0, 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / DETAIL["scale"], y / DETAIL["scale"]))
    return points


def names() -> list[dict[str, Any]]:
    """All names that are written, of the first view and of what comes later."""
    keys = ("kind", "name", "x", "y", "zoom")
    more = [dict(zip(keys, row, strict=True)) for row in DETAIL["labels"]]
    first = [{**one, "x": one["at"][0], "y": one["at"][1]} for one in FIRST if "zoom" in one]
    return first + more


def km(one: dict[str, Any], other: dict[str, Any]) -> float:
    return 111.2 * hypot((one["x"] - other["x"]) * cos(radians(one["y"])), one["y"] - other["y"])


@pytest.mark.parametrize(
    ("river", "point"), [("Euphrates", (40.45, 35.0)), ("Tigris", (43.7, 34.6)), ("Nile", (30.9, 29.0))]
)
def test_the_great_rivers_run_where_they_do(river: str, point: tuple[float, float]) -> None:
    near = min(hypot(x - point[0], y - point[1]) for _, _, *line in DETAIL["rivers"] for x, y in unpacked(line))
    assert near < 0.4, river


def test_rivers_have_a_zoom_and_a_width_and_stay_in_the_window() -> None:
    for zoom, width, *line in DETAIL["rivers"]:
        assert 2 <= zoom <= 5 and 0 < width <= 1.5
        assert all(20 <= x <= 75 and 5 <= y <= 48 for x, y in unpacked(line))


def test_the_lakes_of_iraq_are_there_by_name() -> None:
    lakes = {one["name"] for one in names() if one["kind"] == "lake"}
    assert {"Lake Tharthar", "Razzaza Lake", "Lake Van", "Dead Sea"} <= lakes
    rings = [unpacked(ring) for ring in DETAIL["lakes"]]
    assert any(min(x for x, _ in ring) < 43.3 < max(x for x, _ in ring) for ring in rings)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_relief_is_as_large_as_its_bounds_say_and_leaves_the_sea_out(theme: str) -> None:
    south, west, north, east = assets.RELIEF_BOUNDS
    with Image.open(assets.RELIEF[theme]) as picture:
        assert picture.format == "WEBP"
        assert picture.width / picture.height == pytest.approx(55 / 49.85, rel=0.01)  # in Web Mercator
        alpha = picture.getchannel("A")
        across, down = picture.width / (east - west), picture.height / (north - south)
        assert alpha.getpixel((int((30 - west) * across), picture.height // 3)) == 0  # the Mediterranean
        assert alpha.getpixel((int((42 - west) * across), picture.height // 3)) == 255  # Anbar
        assert alpha.getpixel((0, int(down))) < 30  # no edge against the ground beside it


def test_all_together_is_small() -> None:
    parts = [assets.OUTLINES, assets.DETAIL, *assets.RELIEF.values()]
    assert sum(path.stat().st_size for path in parts) < TOGETHER
    assert assets.DETAIL.stat().st_size < 220_000


def test_no_name_is_written_twice_in_one_neighbourhood() -> None:
    alike = defaultdict(list)
    for one in names():
        if one["kind"] not in ("river", "country"):
            alike[fold(one["name"])].append(one)
    close = [
        (one["name"], one["kind"], other["kind"])
        for same in alike.values()
        for one, other in combinations(same, 2)
        if km(one, other) < ONE_PLACE_KM
    ]
    assert close == []


def test_of_a_town_and_its_governorate_the_town_is_named() -> None:
    written = [(one["name"], one["kind"]) for one in names()]
    for name in ("Baghdad", "Aleppo", "Hama", "Erbil", "Kirkuk", "Idlib", "Deir ez-Zor"):
        assert [kind for found, kind in written if found == name] in (["city"], ["town"]), name
    assert ("Anbar", "admin1") in written
    assert "SY-HM" in assets.label_points()  # a count on it still has its place


def test_towns_come_by_their_size() -> None:
    zooms = {one["name"]: one["zoom"] for one in names() if one["kind"] in ("city", "town")}
    order = ["Baghdad", "Aleppo", "Kut", "Haditha" if "Haditha" in zooms else "Hit", "Sadr City"]
    assert [zooms[name] for name in order] == sorted(zooms[name] for name in order)
    assert zooms["Baghdad"] == 5 and zooms["Sadr City"] == 11  # a quarter, however large
    assert max(zooms.values()) == 12


def test_bases_are_there_by_their_short_names() -> None:
    bases = {one["name"] for one in names() if one["kind"] == "base"}
    assert {"Ain al-Asad Air Base", "Al-Tanf Garrison", "Tower 22", "Camp Victory", "Nayrab airport"} <= bases
    assert all(len(name) <= 30 and "/" not in name for name in bases)


def test_no_plain_or_lake_is_named_at_a_point_and_no_camp_of_refugees_as_a_base() -> None:
    with (GEODATA / "sites.csv").open(encoding="utf-8", newline="") as file:
        sites = [row for row in csv.DictReader(file) if row["kind"] == "site"]
    named = {(one["x"], one["y"]): one["kind"] for one in names() if one["kind"] in ("base", "town")}
    found = {row["site_id"]: named.get((round(float(row["longitude"]), 3), round(float(row["latitude"]), 3)))
             for row in sites}  # fmt: skip
    assert {found[row["site_id"]] for row in sites if float(row["radius_km"]) > 5} == {None}
    assert "base" not in found.values()
    assert found["rukban"] == "town"
