"""Which towns and bases the map names, how, and from which zoom on; no name stands twice in one neighbourhood."""

from __future__ import annotations

import csv
import sqlite3
import sys
import unicodedata
from math import cos, radians
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from incidentmap.gazetteer.geodesy import distance_km  # noqa: E402
from incidentmap.text.folding import fold  # noqa: E402
from incidentmap.text.search_keys import skeleton  # noqa: E402

Label = dict[str, Any]

# People from whom on a town shows at a zoom; of countries the theatre is about, one zoom earlier.
TIERS = ((6, 1_000_000), (7, 400_000), (8, 150_000), (9, 50_000), (10, 15_000), (11, 5_000), (12, 0))
THEATRE = {"IQ", "SY"}
NEAR = THEATRE | {"JO", "LB", "IL", "PS", "YE", "KW", "BH", "QA"}
FEWEST = 4_000  # people of a town farther away that is named at all
SEAT_ZOOM = 10  # GeoNames lists a town of unknown size because it is the seat of a district
QUARTER_ZOOM = 11  # a quarter of a larger town, however many people live there
SAME_KM = 40  # a name that is heard twice within this distance means one place, or says so too little
ALIKE_KM = 10  # the same for names that only sound alike
BASES = {"base": 7, "airfield": 7, "dam": 9, "oilgas": 9, "port": 9, "site": 11, "town": 8}
_POINT_KM = 5  # a site that reaches further is a plain, a mountain or a lake, and stands at no point

_TOWNS = (
    "SELECT place_id, name, country_code, longitude, latitude, population, radius_km FROM place"
    " WHERE kind = 'town' AND place_id LIKE 'geonames:%' ORDER BY population DESC, place_id"
)


def towns(words: dict[str, Any]) -> list[Label]:
    """GeoNames' towns by how many people live there, without those that the first view has already."""
    known = {f"geonames:{key}" for key in words["cities"]}
    rows = sqlite3.connect(f"file:{HERE / 'gazetteer.sqlite'}?mode=ro", uri=True).execute(_TOWNS).fetchall()
    rows.sort(key=lambda row: row[0] not in known)  # the first view's cities are no quarters of their quarters
    discs = Discs()
    labels = []
    for place_id, name, country, x, y, people, radius in rows:
        inside = discs.hold(x, y)
        discs.add(x, y, radius)
        if place_id not in known and (people >= FEWEST or country in NEAR):
            told = words["towns"].get(place_id.removeprefix("geonames:"), {})
            zoom = told.get("zoom") or max(tier(people, country), QUARTER_ZOOM if inside else 0)
            at = [round(x, 3), round(y, 3)]
            labels.append({"kind": "town", "name": told.get("name") or plain(name), "at": at, "zoom": zoom})
    return sorted(labels, key=lambda label: label["zoom"])


def tier(people: int, country: str) -> int:
    """The first zoom of a town."""
    if not people and country in THEATRE:
        return SEAT_ZOOM
    zoom = next(zoom for zoom, least in TIERS if people >= least)
    return max(zoom - (country in THEATRE), TIERS[0][0])


class Discs:
    """The ground that larger towns cover."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], list[tuple[float, float, float]]] = {}

    def add(self, x: float, y: float, radius: float) -> None:
        """Take in a town of so many km."""
        self.cells.setdefault((int(x), int(y)), []).append((x, y, radius))

    def hold(self, x: float, y: float) -> bool:
        """Tell whether a point lies in one of them."""
        near = [(int(x) + i, int(y) + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        return any(
            distance_km(y, x, other_y, other_x) < radius
            for cell in near
            for other_x, other_y, radius in self.cells.get(cell, ())
        )


def bases(words: dict[str, Any]) -> list[Label]:
    """Bases, fields, crossings and towns of `sites.csv` that have a point of their own."""
    with (HERE / "sites.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] in BASES and row["latitude"]]
    small = [row for row in rows if row["kind"] != "site" or float(row["radius_km"]) <= _POINT_KM]
    return sorted((base(row, words["bases"]) for row in small), key=lambda label: label["zoom"])


def base(row: dict[str, str], called: dict[str, str]) -> Label:
    """One of them, by its short name."""
    name = called.get(row["site_id"]) or row["name"].partition(" (")[0].partition(", ")[0].partition(" / ")[0]
    at = [round(float(row["longitude"]), 3), round(float(row["latitude"]), 3)]
    kind = "town" if row["kind"] in ("town", "site") else "base"  # a camp of refugees or a prison is no base
    return {"kind": kind, "name": plain(name), "at": at, "zoom": BASES[row["kind"]]}


def once_each(shown: list[Label], more: list[Label]) -> list[Label]:
    """List those of `more` whose name is not heard before within the same neighbourhood."""
    heard = Heard()
    for label in shown:
        if label["kind"] != "country" and "zoom" in label:
            heard.add(label)
    kept = []
    for label in more:
        if not heard.has(label):
            heard.add(label)
            kept.append(label)
    return kept


class Heard:
    """Names by their spelling, and by their consonants, which more spellings share: those count close by only."""

    def __init__(self, same_km: float = SAME_KM, alike_km: float = ALIKE_KM) -> None:
        self.places: dict[str, list[list[float]]] = {}
        self.same_km, self.alike_km = same_km, alike_km

    def add(self, label: Label) -> None:
        """Take in a name."""
        for key in filter(None, (fold(label["name"]), skeleton(label["name"]))):
            self.places.setdefault(key, []).append(label["at"])

    def has(self, label: Label) -> bool:
        """Tell whether a name stands here already."""
        keys = {fold(label["name"]): self.same_km, skeleton(label["name"]): self.alike_km}
        return any(apart(label["at"], at) < km for key, km in keys.items() for at in self.places.get(key, ()))


def without_namesakes(areas: list[Label], settled: list[Label]) -> list[Label]:
    """Take the zoom, and with it the writing, from a governorate of a town's name: the town's label says it."""
    heard = Heard(same_km=300, alike_km=120)  # a governorate is named in its middle, its town may lie at its end
    for label in settled:
        heard.add(label)
    for area in areas:
        if area["kind"] == "admin1" and heard.has({**area, "name": area["name"].removesuffix(" City")}):
            del area["zoom"]
    return areas


def apart(one: list[float], other: list[float]) -> float:
    """Kilometres, near enough, between two points that are close."""
    return float(((one[0] - other[0]) * cos(radians(one[1]))) ** 2 + (one[1] - other[1]) ** 2) ** 0.5 * 111.2


def plain(name: str) -> str:
    """A name without the marks of romanisation: "Ḩamāh" as "Hamah"."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return bare.translate({ord(char): None for char in "‘’ʻʼʾʿ`"}).replace("ı", "i").strip()
