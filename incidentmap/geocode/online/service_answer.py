"""What an online service answered, in one form, whichever service it was."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from incidentmap.gazetteer.geodesy import distance_km

OSM_LICENCE = "© OpenStreetMap contributors, ODbL"
_LICENCES = {
    "openstreetmap": OSM_LICENCE,
    "geonames": "© GeoNames, CC BY 4.0",
    "whosonfirst": "Who's On First, see its licence",
}
_OSM_TYPES = {"N": "node", "W": "way", "R": "relation"}
_LONGEST_NAME = 120
_DEFAULT_KM = 2.0

# What our gazetteer calls the kinds of OpenStreetMap and Pelias; what is not here is no place of an incident.
_KINDS = {
    "country": "country",
    "state": "admin1", "province": "admin1", "governorate": "admin1", "region": "admin1", "macroregion": "admin1",
    "county": "admin2", "state_district": "admin2", "district": "admin2", "macrocounty": "admin2",
    "localadmin": "admin2", "subdistrict": "admin2", "municipality": "admin2",
    "city": "town", "town": "town", "village": "town", "hamlet": "town", "suburb": "town", "locality": "town",
    "isolated_dwelling": "town", "neighbourhood": "town", "quarter": "town", "borough": "town",
    "aeroway": "airfield", "aerodrome": "airfield", "military": "base", "dam": "dam", "harbour": "port", "port": "port",
    "border_control": "crossing", "island": "site", "oil_field": "oilgas", "petroleum_well": "oilgas",
    "refugee_site": "site", "industrial": "site", "works": "site", "power": "site", "man_made": "site", "farm": "town",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ServiceAnswer:
    """One answer; degrees WGS 84, radius in km. Plain values: it is kept as JSON.

    `kind` is one of the gazetteer's, "" for what is no place of an incident; `what` is the service's own word for it.
    """

    place_id: str
    name: str
    names: tuple[str, ...]
    kind: str
    what: str
    latitude: float
    longitude: float
    radius_km: float
    country: str
    source: str
    licence: str


def of_nominatim(raw: Mapping[str, Any]) -> ServiceAnswer:
    """Read one result of Nominatim's JSON; raise LookupError, TypeError or ValueError for anything else."""
    latitude, longitude = _point(raw["lat"], raw["lon"])
    element = f"{raw['osm_type']}/{int(raw['osm_id'])}"
    names = [str(name) for key, name in (raw.get("namedetails") or {}).items() if "name" in str(key)]
    shown = raw.get("name") or str(raw.get("display_name") or "").split(",")[0]
    box = raw.get("boundingbox") or (latitude, latitude, longitude, longitude)
    kinds = tuple(str(raw.get(key) or "") for key in ("addresstype", "type", "class"))
    return ServiceAnswer(
        place_id=f"osm:{element}",
        name=_clean(shown) or element,
        names=tuple(map(_clean, names)),
        kind=_kind(*kinds),
        what=f"{kinds[2]} {kinds[1]}",
        latitude=latitude,
        longitude=longitude,
        radius_km=_reach(*box),
        country=str((raw.get("address") or {}).get("country_code") or "").upper(),
        source=f"OpenStreetMap {element}, through Nominatim",
        licence=OSM_LICENCE,
    )


def of_photon(raw: Mapping[str, Any]) -> ServiceAnswer:
    """Read one feature of Photon's GeoJSON; raise LookupError, TypeError or ValueError for anything else."""
    properties, latitude, longitude = _feature(raw)
    element = f"{_OSM_TYPES[properties['osm_type']]}/{int(properties['osm_id'])}"
    west, north, east, south = properties.get("extent") or (longitude, latitude, longitude, latitude)
    kinds = tuple(str(properties.get(key) or "") for key in ("osm_value", "type", "osm_key"))
    return ServiceAnswer(
        place_id=f"osm:{element}",
        name=_clean(properties.get("name")) or element,
        names=(),
        kind=_kind(*kinds),
        what=f"{kinds[2]} {kinds[0]}",
        latitude=latitude,
        longitude=longitude,
        radius_km=_reach(south, north, west, east),
        country=str(properties.get("countrycode") or "").upper(),
        source=f"OpenStreetMap {element}, through Photon",
        licence=OSM_LICENCE,
    )


def of_pelias(raw: Mapping[str, Any]) -> ServiceAnswer:
    """Read one feature of Pelias' GeoJSON; raise LookupError, TypeError or ValueError for anything else."""
    properties, latitude, longitude = _feature(raw)
    west, south, east, north = raw.get("bbox") or (longitude, latitude, longitude, latitude)
    source, gid, layer = (str(properties[key]) for key in ("source", "gid", "layer"))
    own_id = str(properties.get("source_id") or gid)
    return ServiceAnswer(
        place_id=f"osm:{own_id}" if source == "openstreetmap" else f"pelias:{gid}",
        name=_clean(properties.get("name")) or gid,
        names=(),
        kind=_kind(layer),
        what=layer,
        latitude=latitude,
        longitude=longitude,
        radius_km=_reach(south, north, west, east),
        country=str(properties.get("country_code") or "").upper(),
        source=f"{source} {own_id}, through Pelias",
        licence=_LICENCES.get(source, f"see {source}"),
    )


def _feature(raw: Mapping[str, Any]) -> tuple[Mapping[str, Any], float, float]:
    longitude, latitude = raw["geometry"]["coordinates"][:2]
    return raw["properties"], *_point(latitude, longitude)


def _point(latitude: Any, longitude: Any) -> tuple[float, float]:
    point = round(float(latitude), 5), round(float(longitude), 5)
    if not (isfinite(point[0]) and isfinite(point[1]) and abs(point[0]) <= 90 and abs(point[1]) <= 180):
        raise ValueError(f"{point} is no point")
    return point


def _kind(*what: str) -> str:
    return next((_KINDS[word] for word in what if word in _KINDS), "")


def _reach(south: Any, north: Any, west: Any, east: Any) -> float:
    """Take half the diagonal of the box around a thing as its radius, and never less than a point may be off."""
    across = distance_km(*_point(south, west), *_point(north, east)) / 2
    return round(max(across, _DEFAULT_KM), 1)


def _clean(given: object) -> str:
    """Keep a foreign text to one line of what a record can hold; it stays text, whatever it looks like."""
    text = "" if given is None else str(given)
    kept = (" " if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") else letter for letter in text)
    return " ".join("".join(kept).split())[:_LONGEST_NAME]
