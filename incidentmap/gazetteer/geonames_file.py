"""GeoNames' country files: tab-separated, 19 columns, no header; `IQ.txt`, or `IQ.zip` with it inside."""

from __future__ import annotations

from collections.abc import Iterable

from incidentmap.gazetteer.place_row import PlaceRow, is_arabic, is_readable, town_radius
from incidentmap.gazetteer.user_places import ExistingPlaces, Refused, UserPlaces, number, point

COLUMNS = 19
_SITE_KM = 2.0
_GONE = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})  # historical, abandoned, destroyed
# Features that incidents are put at, beside towns; the rest of the file (hills, wells, hotels) is left out.
_KINDS = {
    "AIRB": "airfield", "AIRF": "airfield", "AIRP": "airfield", "AIRH": "airfield", "MILB": "base", "INSM": "base",
    "DAM": "dam", "OILF": "oilgas", "OILR": "oilgas", "GASF": "oilgas", "PMPO": "oilgas", "PSTB": "crossing",
    "CSTM": "crossing", "PRT": "port", "CMPRF": "site",
}  # fmt: skip


def read_country_file(lines: Iterable[str], existing: ExistingPlaces, source: str, licence: str) -> UserPlaces:
    """Read the towns, villages, bases and fields of a country file."""
    user_places = UserPlaces()
    rows = enumerate((line.rstrip("\r\n").split("\t") for line in lines), 1)
    user_places.read(rows, lambda columns: _record(columns, existing, source, licence), existing)
    return user_places


def _record(columns: list[str], existing: ExistingPlaces, source: str, licence: str) -> PlaceRow | None:
    if len(columns) != COLUMNS:
        raise Refused("columns", len(columns), f"columns stand here, not {COLUMNS}")
    geonameid, name, plain, alternates, latitude, longitude, feature_class, feature, country = columns[:9]
    kind = "town" if feature_class == "P" and feature not in _GONE else _KINDS.get(feature, "")
    if not kind:
        return None
    _check(geonameid, name, country)
    here = point(latitude, longitude)
    population = int(number("population", columns[14] or "0", 0, 1e9))
    first = f"{country}.{columns[10]}"
    admin1 = existing.admin1_at(*here, first)
    aliases = sorted({alias for alias in (plain, *alternates.split(",")) if alias and is_readable(alias)} - {name})
    return PlaceRow(
        f"geonames:{geonameid}",
        name,
        kind,
        town_radius(population) if kind == "town" else _SITE_KM,
        source,
        licence,
        country_code=country,
        admin1=admin1,
        admin2=existing.admin2_at(*here, admin1, f"{first}.{columns[11]}" if columns[11] else ""),
        latitude=here[0],
        longitude=here[1],
        name_ar=next(filter(is_arabic, aliases), ""),
        population=population,
        aliases=[alias.replace("|", " ") for alias in aliases],
    )


def _check(geonameid: str, name: str, country: str) -> None:
    if not (geonameid.isascii() and geonameid.isdigit()):
        raise Refused("geonameid", geonameid, "is no number")
    if not name.strip():
        raise Refused("name", name, "is empty")
    if not (len(country) == 2 and country.isascii() and country.isupper()):
        raise Refused("country code", country, "is no ISO 3166-1 code")
