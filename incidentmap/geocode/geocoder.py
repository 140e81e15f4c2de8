"""A geopy geocoder over the gazetteer: it answers without a network, and says how far to trust each answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderUnavailable
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from incidentmap.gazetteer.context import context_of
from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.geocode.alias_index import NO_ALIASES, AliasIndex
from incidentmap.geocode.chain_result import ChainResult, without_service
from incidentmap.geocode.find import find
from incidentmap.geocode.footprints import Footprint, at
from incidentmap.geocode.place_query import GeocodeResult, PlaceQuery
from incidentmap.geocode.placement import Placed, place, result_of
from incidentmap.model import Candidate, Incident


class NoNetwork(BaseSyncAdapter):  # type: ignore[misc]  # its base has no types
    """The adapter geopy insists on; it has no way out."""

    def get_json(self, url: str, **_: object) -> NoReturn:
        """Refuse."""
        self.get_text(url)

    def get_text(self, url: str, **_: object) -> NoReturn:
        """Refuse."""
        raise GeocoderUnavailable(f"the offline geocoder was asked to open {url}; it reads the gazetteer file only")


class OfflineGeocoder(Geocoder):  # type: ignore[misc]  # its base has no types
    """Geocode with the names learned here, then with the gazetteer, in the manner of `geopy.geocoders.Nominatim`.

    All geocoding of the program goes through it, or through `chain.ChainGeocoder`, which also asks a service: words by
    `geocode` and `locate`, incidents by `place`.
    """

    def __init__(self, gazetteer: Gazetteer | None = None, aliases: AliasIndex = NO_ALIASES) -> None:
        super().__init__(adapter_factory=NoNetwork, user_agent="incidentmap")
        self.gazetteer, self.aliases = gazetteer or Gazetteer(), aliases

    def query(self, text: str, country: str = "", admin1: str = "", admin2: str = "") -> PlaceQuery:
        """Put words and what is stated around them, by name or by code, as a query."""
        context = context_of(self.gazetteer, country, admin1, admin2)
        return PlaceQuery(text, self.gazetteer, context, aliases=self.aliases)

    def locate(self, query: PlaceQuery) -> ChainResult:
        """Find the place of a query, with what else it may mean and the reason for what is not known."""
        return without_service(find(query))

    def place(self, incident: Incident) -> Placed:
        """Put an incident where it happened, or say why not; asks no service, as only a person may send words away."""
        return place(incident, self.gazetteer, self.aliases)

    def reason(self, incident: Incident) -> str:
        """Say why an incident has no place, or only the area stated around it; "" where it has one."""
        return result_of(incident, self.gazetteer, self.aliases).reason

    def told(self, incident: Incident) -> str:
        """Say what of the words for a place was not used, or read otherwise; "" where all was read as it is written."""
        return result_of(incident, self.gazetteer, self.aliases).told

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        limit: int | None = None,
        country_codes: str | Sequence[str] | None = None,
        admin1: str | None = None,
        admin2: str | None = None,
    ) -> Location | list[Location] | None:
        """Return the best place of a description, or None; a list of all it may mean where `exactly_one` is False.

        `raw` holds `place_id, name, where_prec, uncertainty_km, method, anchor_id, source, licence, score, ambiguous`,
        `alternatives`. Where several places fit equally well (`ambiguous`) the answer is what holds them all: an area,
        their governorate or country; None where nothing does, and the list still has them.
        A country's point is where its label stands (`label_only`). `timeout` is taken for Nominatim's sake. Raise
        `GeocoderUnavailable` where a service was asked and did not answer: that says nothing about the place.
        """
        countries = [country_codes] if isinstance(country_codes, str) else list(country_codes or ("",))
        found = [self.locate(self.query(query, code, admin1 or "", admin2 or "")) for code in countries]
        best = max((each.result for each in found), key=lambda result: result.score)
        if best.footprint is None and (trouble := next((each.trouble for each in found if each.trouble), "")):
            raise GeocoderUnavailable(trouble)
        located = self._located(best)
        if exactly_one:
            return located
        locations = [located] if located else []
        locations += [other for other in map(self._candidate, best.candidates) if other and not _has(locations, other)]
        return locations[:limit] or None

    def _located(self, result: GeocodeResult) -> Location | None:
        if result.footprint is None:
            return None
        return self._location(result.footprint, result.score, result.candidates, ambiguous=result.ambiguous)

    def _candidate(self, candidate: Candidate) -> Location | None:
        place = self.gazetteer.place(candidate.place_id) or self.aliases.place(candidate.place_id)
        footprint = at(place) if place else None
        return self._location(footprint, candidate.score, (), ambiguous=True) if footprint else None

    def _location(
        self, footprint: Footprint, score: float, others: Sequence[Candidate], *, ambiguous: bool
    ) -> Location | None:
        place, where_prec, method, anchor_id = footprint
        label_only = place.latitude is None
        point = self.gazetteer.label(place.place_id) if label_only else (place.latitude, place.longitude)
        if point is None:
            return None
        raw: dict[str, Any] = {
            "place_id": place.place_id,
            "name": place.name,
            "where_prec": int(where_prec),
            "uncertainty_km": place.radius_km,
            "method": method,
            "anchor_id": anchor_id,
            "source": place.source,
            "licence": place.licence,
            "score": round(score, 3),
            "ambiguous": ambiguous,
            "label_only": label_only,
            "alternatives": [_plain(other) for other in others],
        }
        within = self.gazetteer.admin1(place.admin1), self.gazetteer.country(place.country_code)
        parents = [parent.name for parent in within if parent and parent.place_id != place.place_id]
        return Location(", ".join([place.name, *parents]), point, raw)


def _plain(candidate: Candidate) -> dict[str, object]:
    return {"place_id": candidate.place_id, "name": candidate.name, "score": candidate.score}


def _has(locations: list[Location], other: Location) -> bool:
    return any(location.raw["place_id"] == other.raw["place_id"] for location in locations)
