"""Looking over what an online service answered: it answers nearly anything with a well-formed wrong point."""

from __future__ import annotations

from incidentmap.geocode.context import Context
from incidentmap.geocode.gazetteer import Gazetteer
from incidentmap.geocode.hits import Hit
from incidentmap.geocode.kinds import agrees, cut_kind
from incidentmap.geocode.names import keys, skeleton
from incidentmap.geocode.polygons import governorate_at, km_outside
from incidentmap.geocode.sphere import distance_km
from incidentmap.model import Place

# How far outside of its governorate a place may seem to lie: outlines are coarse and maps differ.
TOLERANCE_KM = 10.0


def objection(hit: Hit, asked: str, context: Context, gazetteer: Gazetteer) -> str:
    """Say why an answer cannot be taken for the place asked for; "" where nothing speaks against it."""
    return (
        _of_country(hit, context)
        or _of_kind(hit, asked)
        or _of_name(hit, asked, alike=bool(context.admin1))
        or _of_distance(hit, context, gazetteer)
    )


def as_place(hit: Hit, admin1: str, gazetteer: Gazetteer) -> Place:
    """Make a place of an answer, in a governorate that is known, or else in the one drawn around it."""
    return Place(
        place_id=hit.place_id,
        name=hit.name,
        kind=hit.kind or "site",
        radius_km=hit.radius_km,
        latitude=hit.latitude,
        longitude=hit.longitude,
        aliases=tuple(dict.fromkeys(name for name in hit.names if name and name != hit.name))[:20],
        admin1=admin1 or governorate_at(gazetteer, hit.latitude, hit.longitude) or "",
        country_code=hit.country,
        source=hit.source,
        licence=hit.licence,
    )


def _of_country(hit: Hit, context: Context) -> str:
    if not context.country:
        return "no country is stated by which the answer could be checked"
    if not hit.country:
        return "the answer does not say in which country it lies"
    return "" if hit.country == context.country else f"lies in {hit.country}, not in {context.country}"


def _of_kind(hit: Hit, asked: str) -> str:
    if hit.kind in ("", "country"):
        return f"is no place of an incident: {hit.what or 'of unknown kind'}"
    kind = cut_kind(asked)[1]
    return "" if agrees(kind, hit.kind) else f"is a {hit.what}, not of the kind asked for: {kind}"


def _of_name(hit: Hit, asked: str, *, alike: bool) -> str:
    """Compare names as the gazetteer does: spellings meet, likeness is no proof; consonants count in a governorate."""
    wanted = {key for name in (asked, cut_kind(asked)[0]) for key in _keys(name, alike=alike)}
    given = {
        key for name in (hit.name, *hit.names) for part in (name, cut_kind(name)[0]) for key in _keys(part, alike=alike)
    }
    return "" if wanted & given else f"is called {hit.name}"


def _keys(name: str, *, alike: bool) -> list[str]:
    return [key for key in (*keys(name), skeleton(name) if alike else "") if key]


def _of_distance(hit: Hit, context: Context, gazetteer: Gazetteer) -> str:
    within = gazetteer.admin1(context.admin1) if context.admin1 else None
    if within is None or within.latitude is None or within.longitude is None:
        return ""
    away = km_outside(gazetteer, hit.latitude, hit.longitude, context.admin1)
    if away is None:  # not drawn: its circle will do
        away = distance_km(hit.latitude, hit.longitude, within.latitude, within.longitude) - within.radius_km
    return "" if away <= TOLERANCE_KM else f"lies {away:.0f} km outside of {within.name}"
