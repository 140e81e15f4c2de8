"""From offline to online: what this machine knows comes first, a service is asked only about the rest.

1. Aliases and the gazetteer answer, as `find` does. A place, or several of one name, is the answer.
2. Otherwise, where the network is on and a service is named, the service is asked for the innermost name of the words.
3. What it answers is checked. One place left is the answer; several are candidates; the rest is shown with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from incidentmap.errors import GeocoderTrouble, InvalidRecord
from incidentmap.gazetteer.geodesy import Circle, distance_km
from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.geocode.alias_index import NO_ALIASES, AliasIndex
from incidentmap.geocode.candidates import SAME_PLACE_KM
from incidentmap.geocode.chain_result import ChainResult, Status, Suggestion, is_known, without_service
from incidentmap.geocode.description import Mention, is_written_as_name, mentions
from incidentmap.geocode.find import find
from incidentmap.geocode.geocoder import OfflineGeocoder
from incidentmap.geocode.online.answer_checks import as_place, is_alike, objection
from incidentmap.geocode.online.client import OnlineClient
from incidentmap.geocode.online.service_answer import ServiceAnswer
from incidentmap.geocode.online.services import ServiceRequest
from incidentmap.geocode.place_query import GeocodeResult, PlaceQuery
from incidentmap.geocode.relation import footprint_at, never_exact
from incidentmap.model import Candidate, Place

_ONLINE_SCORE = 0.8  # names and surroundings agree; still another house's data


class ChainGeocoder(OfflineGeocoder):
    """Geocode offline, and ask a service for what nothing here knows, if there is one; its answers are checked."""

    def __init__(
        self, gazetteer: Gazetteer | None = None, aliases: AliasIndex = NO_ALIASES, online: OnlineClient | None = None
    ) -> None:
        super().__init__(gazetteer, aliases)
        self.online = online

    def locate(self, query: PlaceQuery) -> ChainResult:
        """Find the place of a query offline, and then online; never raises for what a service does."""
        return locate(query, self.online)


def locate(query: PlaceQuery, online: OnlineClient | None = None) -> ChainResult:
    """Find the place of the words, offline and then online; never raises for what a service does."""
    offline = find(query)
    asked = _unknown_name(query, offline) if online else None
    if online is None or asked is None:
        return without_service(offline)
    try:
        return _judged(query, asked, offline, online)
    except (GeocoderTrouble, InvalidRecord) as trouble:  # the second: an answer that no place can hold
        return ChainResult(Status.UNAVAILABLE, offline, trouble=str(trouble))


def _unknown_name(query: PlaceQuery, result: GeocodeResult) -> Mention | None:
    """Return the innermost name that the gazetteer does not know; None where it knows what the words are about.

    What is written all in small letters describes ("an undisclosed location"): it is nobody else's business.
    """
    if is_known(result):
        return None
    inner = [mention for mention in mentions(query.text) if not (mention.outer or mention.part)]
    named = [mention for mention in inner if is_written_as_name(mention.name)]
    asked = next((mention for mention in named if mention.relation), named[0] if named else None)
    return None if asked is None or query.resolve(asked) else asked


def _judged(query: PlaceQuery, asked: Mention, offline: GeocodeResult, online: OnlineClient) -> ChainResult:
    answers = online.ask(_question(query, asked))
    looked_at = [_looked_at(query, asked, answer) for answer in answers]
    fitting = _apart([suggestion.place for suggestion in looked_at if not suggestion.reason])
    refused = tuple(suggestion for suggestion in looked_at if suggestion.reason)
    if len(fitting) > 1:
        equal = tuple(Suggestion(place, "one of several places of this name") for place in fitting)
        return ChainResult(Status.AMBIGUOUS, _ambiguous(offline, fitting), equal + refused)
    footprint = footprint_at(query, fitting[0], asked) if fitting else None
    footprint = never_exact(footprint) if fitting and is_alike(fitting[0], asked.name) else footprint
    if footprint is None:
        return ChainResult(Status.NOT_FOUND, offline, refused)
    return ChainResult(
        Status.FOUND,
        GeocodeResult(footprint, _ONLINE_SCORE, _candidates(fitting)),
        (Suggestion(fitting[0], ""), *refused),
    )


def _looked_at(query: PlaceQuery, asked: Mention, answer: ServiceAnswer) -> Suggestion:
    reason = objection(answer, asked.name, query.context, query.gazetteer)
    within = "" if reason else query.context.admin1  # Halabja is not drawn: its outline would say Sulaymaniyah
    return Suggestion(as_place(answer, within, query.gazetteer), reason)


def _question(query: PlaceQuery, asked: Mention) -> ServiceRequest:
    country, code, *_ = query.context
    within = query.gazetteer.admin1(code) if code else None
    around = None
    if within and within.latitude is not None and within.longitude is not None:
        around = Circle(within.latitude, within.longitude, within.radius_km)
    return ServiceRequest(asked.name, country, code, around)


def _apart(places: Sequence[Place]) -> list[Place]:
    """Keep the first of what is one place: a town is on the map as a point and as an area."""
    kept: list[Place] = []
    for place in places:
        if not any(_same_place(place, other) for other in kept):
            kept.append(place)
    return kept


def _same_place(one: Place, other: Place) -> bool:
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return False
    away = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    return away <= max(SAME_PLACE_KM, min(one.radius_km, other.radius_km))


def _ambiguous(offline: GeocodeResult, places: Sequence[Place]) -> GeocodeResult:
    reason = "may be " + " or ".join(f"{place.name} ({place.place_id})" for place in places) + "; choose one"
    return offline._replace(candidates=_candidates(places), ambiguous=True, reason="" if offline.footprint else reason)


def _candidates(places: Sequence[Place]) -> tuple[Candidate, ...]:
    return tuple(Candidate(place.place_id, place.name, _ONLINE_SCORE) for place in places)
