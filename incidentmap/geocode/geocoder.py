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
from incidentmap.geocode.find import find
from incidentmap.geocode.footprints import Footprint, at
from incidentmap.geocode.query import GeocodeResult, PlaceQuery
from incidentmap.model import Candidate


class NoNetwork(BaseSyncAdapter):  # type: ignore[misc]  # its base has no types
    """The adapter geopy insists on; it has no way out."""

    def get_json(self, url: str, **_: object) -> NoReturn:
        """Refuse."""
        self.get_text(url)

    def get_text(self, url: str, **_: object) -> NoReturn:
        """Refuse."""
        raise GeocoderUnavailable(f"the offline geocoder was asked to open {url}; it reads the gazetteer file only")


class OfflineGeocoder(Geocoder):  # type: ignore[misc]  # its base has no types
    """Geocode with the gazetteer, in the manner of `geopy.geocoders.Nominatim`."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        super().__init__(adapter_factory=NoNetwork, user_agent="incidentmap")
        self.gazetteer = gazetteer or Gazetteer()

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

        `raw` holds `place_id, name, where_prec, uncertainty_km, method, source, licence, score, ambiguous` and
        `alternatives`. Where several places fit equally well (`ambiguous`) the answer is what holds them all: an area,
        their governorate or country; None where nothing does, and the list still has them.
        A country's point is where its label stands (`label_only`). `timeout` is taken for Nominatim's sake.
        """
        countries = [country_codes] if isinstance(country_codes, str) else list(country_codes or ("",))
        contexts = [context_of(self.gazetteer, code, admin1 or "", admin2 or "") for code in countries]
        findings = [find(PlaceQuery(query, self.gazetteer, context)) for context in contexts]
        best = max(findings, key=lambda finding: finding.score)
        located = self._located(best)
        if exactly_one:
            return located
        locations = [located] if located else []
        locations += [other for other in map(self._candidate, best.candidates) if other and not _has(locations, other)]
        return locations[:limit] or None

    def _located(self, finding: GeocodeResult) -> Location | None:
        if finding.footprint is None:
            return None
        return self._location(finding.footprint, finding.score, finding.candidates, ambiguous=finding.ambiguous)

    def _candidate(self, candidate: Candidate) -> Location | None:
        place = self.gazetteer.place(candidate.place_id)
        footprint = at(place) if place else None
        return self._location(footprint, candidate.score, (), ambiguous=True) if footprint else None

    def _location(
        self, footprint: Footprint, score: float, others: Sequence[Candidate], *, ambiguous: bool
    ) -> Location | None:
        place, where_prec, method, _ = footprint
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
