"""Looking over what an online service answered: it answers nearly anything with a well-formed wrong point."""

from __future__ import annotations

from incidentmap.gazetteer.context import Context
from incidentmap.gazetteer.geodesy import distance_km
from incidentmap.gazetteer.kind_words import agrees, cut_kind
from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.gazetteer.polygons import governorate_at, km_outside
from incidentmap.geocode.online.service_answer import ServiceAnswer
from incidentmap.model import Place
from incidentmap.text.search_keys import keys, skeleton

# How far outside of its governorate a place may seem to lie: outlines are coarse and maps differ.
TOLERANCE_KM = 10.0


def objection(answer: ServiceAnswer, asked: str, context: Context, gazetteer: Gazetteer) -> str:
    """Say why an answer cannot be taken for the place asked for; "" where nothing speaks against it."""
    return (
        _of_country(answer, context)
        or _of_kind(answer, asked)
        or _of_name(answer, asked, same_consonants=bool(context.admin1))
        or _of_distance(answer, context, gazetteer)
    )


def is_alike(place: Place, asked: str) -> bool:
    """Tell whether a place that was taken is called only much like what was asked for."""
    called = [part for name in (place.name, *place.aliases) for part in (name, cut_kind(name)[0])]
    wanted = {key for part in (asked, cut_kind(asked)[0]) for key in keys(part)}
    return wanted.isdisjoint(key for part in called for key in keys(part))


def as_place(answer: ServiceAnswer, admin1: str, gazetteer: Gazetteer) -> Place:
    """Make a place of an answer, in a governorate that is known, or else in the one drawn around it."""
    return Place(
        place_id=answer.place_id,
        name=answer.name,
        kind=answer.kind or "site",
        radius_km=answer.radius_km,
        latitude=answer.latitude,
        longitude=answer.longitude,
        aliases=tuple(dict.fromkeys(name for name in answer.names if name and name != answer.name))[:20],
        admin1=admin1 or governorate_at(gazetteer, answer.latitude, answer.longitude) or "",
        country_code=answer.country,
        source=answer.source,
        licence=answer.licence,
    )


def _of_country(answer: ServiceAnswer, context: Context) -> str:
    if not context.country:
        return "no country is stated by which the answer could be checked"
    if not answer.country:
        return "the answer does not say in which country it lies"
    return "" if answer.country == context.country else f"lies in {answer.country}, not in {context.country}"


def _of_kind(answer: ServiceAnswer, asked: str) -> str:
    if answer.kind in ("", "country"):
        return f"is no place of an incident: {answer.what or 'of unknown kind'}"
    kind = cut_kind(asked)[1]
    return "" if agrees(kind, answer.kind) else f"is a {answer.what}, not of the kind asked for: {kind}"


def _of_name(answer: ServiceAnswer, asked: str, *, same_consonants: bool) -> str:
    """Compare names as the gazetteer does: spellings meet, likeness is no proof; consonants count in a governorate."""
    wanted = {key for name in (asked, cut_kind(asked)[0]) for key in _keys(name, same_consonants=same_consonants)}
    given = {
        key
        for name in (answer.name, *answer.names)
        for part in (name, cut_kind(name)[0])
        for key in _keys(part, same_consonants=same_consonants)
    }
    return "" if wanted & given else f"is called {answer.name}"


def _keys(name: str, *, same_consonants: bool) -> list[str]:
    return [key for key in (*keys(name), skeleton(name) if same_consonants else "") if key]


def _of_distance(answer: ServiceAnswer, context: Context, gazetteer: Gazetteer) -> str:
    within = gazetteer.admin1(context.admin1) if context.admin1 else None
    if within is None or within.latitude is None or within.longitude is None:
        return ""
    away = km_outside(gazetteer, answer.latitude, answer.longitude, context.admin1)
    if away is None:  # not drawn: its circle will do
        away = distance_km(answer.latitude, answer.longitude, within.latitude, within.longitude) - within.radius_km
    return "" if away <= TOLERANCE_KM else f"lies {away:.0f} km outside of {within.name}"
