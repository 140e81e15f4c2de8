"""Boundary files: GeoJSON of governorates and districts, with names in one or more languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import cos, pi, radians, sqrt
from typing import Any

from shapely import Point
from shapely.geometry.base import BaseGeometry

from incidentmap.gazetteer.context import context_of
from incidentmap.gazetteer.geodesy import KM_PER_DEGREE
from incidentmap.gazetteer.geojson_properties import Properties, code_of, level_of, names_of, within
from incidentmap.gazetteer.kind_words import cut_kind
from incidentmap.gazetteer.outline_checks import check_outline, reach
from incidentmap.gazetteer.place_row import PlaceRow, is_arabic
from incidentmap.gazetteer.simplify import crossing_of, read_outline, simplified
from incidentmap.gazetteer.user_places import ExistingPlaces, Refused, UserPlaces, is_storable
from incidentmap.model import Place
from incidentmap.text.search_keys import skeleton

_OFF_CENTRE = 1.25  # no area is a disc
_AT_THE_EDGE = 0.05  # degrees; as far as a seat may lie outside of a border that is drawn coarsely


def read_boundaries(features: Iterable[Any], existing: ExistingPlaces, source: str, licence: str) -> UserPlaces:
    """Read governorates and districts; one that the gazetteer has gets its outline, centre and further names."""
    user_places = UserPlaces()
    outlines: dict[str, BaseGeometry] = {}

    def make(feature: Any) -> PlaceRow:
        record, outline = _area(feature, existing)
        if crossing := crossing_of(feature["geometry"]):
            user_places.notes.append(f"{record.name}: its outline crosses itself ({crossing}), and was mended")
        record.source, record.licence = source, licence
        outlines.setdefault(record.place_id, outline)
        return record

    user_places.read(enumerate(features, 1), make, None)  # what is there already gets a better outline
    if user_places.records:
        drawn = simplified([outlines[record.place_id] for record in user_places.records])
        for record, wkb in zip(user_places.records, drawn, strict=True):
            record.outline = wkb
    return user_places


def _area(feature: Any, existing: ExistingPlaces) -> tuple[PlaceRow, BaseGeometry]:
    if not isinstance(feature, Mapping) or not isinstance(feature.get("properties"), Mapping):
        raise Refused("feature", type(feature).__name__, "is no GeoJSON feature with properties")
    properties = {
        str(key).lower(): str(value).strip() for key, value in feature["properties"].items() if value is not None
    }
    if torn := [value for value in properties.values() if not is_storable(value)]:
        raise Refused("properties", torn[0], "hold a NUL or a lone surrogate")
    geometry = feature.get("geometry")
    try:
        outline = read_outline(geometry if isinstance(geometry, Mapping) else {})
    except ValueError as error:
        raise Refused("geometry", geometry, str(error)) from error
    record = _record(properties, level_of(properties), outline, existing)
    check_outline(outline, record, existing.gazetteer)
    _draw(record, outline, existing.gazetteer.place(record.place_id))
    return record, outline


def _record(properties: Properties, level: int, outline: BaseGeometry, existing: ExistingPlaces) -> PlaceRow:
    """Name the area; one that the gazetteer has keeps its id, its name and its other names."""
    kind, names = f"admin{level}", names_of(properties, level)
    inside = outline.representative_point()
    country, around = within(properties, existing, (inside.y, inside.x))
    admin1 = around if level == 2 else ""
    code, is_public = code_of(properties, level, admin1 or country)
    place = existing.gazetteer.place(f"{kind}:{code}") or _namesake(names, kind, country, admin1, existing)
    record = PlaceRow(
        place.place_id if place else f"{kind}:{code}", place.name if place else names[0], kind, 0, "", "", country
    )
    own = record.place_id.partition(":")[2]
    record.admin1, record.admin2 = (own, "") if level == 1 else (admin1, own)
    others = (*place.aliases, place.name_ar) if place else ()
    record.aliases = list(
        dict.fromkeys(each.replace("|", " ") for each in (*names, *others) if each not in ("", record.name))
    )
    record.name_ar = (place.name_ar if place else "") or next(filter(is_arabic, names), "")
    record.codes = [code] if is_public else []
    return record


def _draw(record: PlaceRow, outline: BaseGeometry, known: Place | None) -> None:
    """Put the area at its middle, a district at its seat, where incidents are that only name it."""
    inside, middle = outline.representative_point(), outline.centroid
    centre = middle if outline.contains(middle) else inside
    area = outline.area * KM_PER_DEGREE**2 * cos(radians(centre.y))
    record.radius_km = round(_OFF_CENTRE * sqrt(area / pi), 1)
    middle_point = (round(centre.y, 4), round(centre.x, 4))
    seat = _seat(known, outline) if record.kind == "admin2" else None
    if seat and seat != middle_point:  # where it stands after it was added before
        record.radius_km = round(max(record.radius_km, reach(outline, *seat)), 1)
    record.latitude, record.longitude = seat or middle_point
    if record.kind == "admin1":
        record.label_latitude, record.label_longitude = round(inside.y, 4), round(inside.x, 4)


def _seat(known: Place | None, outline: BaseGeometry) -> tuple[float, float] | None:
    """Give the seat that is known, unless the outline is drawn elsewhere."""
    if known is None or known.latitude is None or known.longitude is None:
        return None
    seat = (known.latitude, known.longitude)
    return seat if outline.distance(Point(known.longitude, known.latitude)) <= _AT_THE_EDGE else None


def _namesake(names: list[str], kind: str, country: str, admin1: str, existing: ExistingPlaces) -> Place | None:
    """Find the area of one of these names in the gazetteer, by its spelling or else by its consonants."""
    for name in names:
        context = context_of(existing.gazetteer, country, *((name,) if kind == "admin1" else (admin1, name)))
        place = existing.gazetteer.place(f"{kind}:{context.admin1 if kind == 'admin1' else context.admin2}")
        if place and place.country_code == country and admin1 in ("", place.admin1):
            return place
    bones = [key for name in names if (key := skeleton(cut_kind(name)[0]))]
    entries = [
        entry for entry in existing.gazetteer.named(bones) if (entry.kind, entry.country_code) == (kind, country)
    ]
    same_consonants = {entry.place_id for entry in entries if admin1 in ("", entry.admin1)}
    return existing.gazetteer.place(same_consonants.pop()) if len(same_consonants) == 1 else None
