"""The online services that can be asked: how each is asked through geopy, and how its answers are read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, NamedTuple

from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderParseError
from geopy.geocoders import Nominatim, Pelias, Photon
from geopy.geocoders.base import Geocoder

from incidentmap.gazetteer.geodesy import Circle, offset
from incidentmap.geocode.online.service_answer import ServiceAnswer, of_nominatim, of_pelias, of_photon

_LIMIT = 10
_LARGEST = 4_000_000  # bytes; ten results with all their names have a tenth of that
_WITHIN_S = 30.0
_Box = tuple[tuple[float, float], tuple[float, float]]


class ServiceRequest(NamedTuple):
    """A name, and what is known around it: the country's and governorate's codes, the circle around the latter."""

    name: str
    country: str = ""
    admin1: str = ""
    around: Circle | None = None


class Service(NamedTuple):
    """geopy's class for it, the reader of one of its results, and the parameters of a question beside the name."""

    geocoder: type[Geocoder]
    read: Callable[[Mapping[str, Any]], ServiceAnswer]
    parameters: Callable[[ServiceRequest], dict[str, Any]]


class Strict(URLLibAdapter):  # type: ignore[misc]  # its base has no types
    """Take only what may be an answer: geopy reads an empty object or null as "not found"."""

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        """Fetch and read; raise `GeocoderParseError` for anything but a list of results."""
        try:
            answer = json.loads(self.get_text(url, timeout=timeout, headers=headers))
        except ValueError as error:
            raise GeocoderParseError("not JSON") from error
        results = answer.get("features") if isinstance(answer, dict) else answer
        if not isinstance(results, list):
            raise GeocoderParseError("no list of results")
        return answer

    def _decode_page(self, page: Any) -> str:
        return str(super()._decode_page(_Bounded(page)))


class _Bounded:
    """An answer that is read up to a size and a time: a timeout alone begins anew with every byte that drips in."""

    def __init__(self, page: Any) -> None:
        self.headers, self._page = page.headers, page

    def read(self) -> bytes:
        """Read all; raise ValueError if that is too much or takes too long."""
        body, until = bytearray(), monotonic() + _WITHIN_S
        while part := self._page.read1(65_536):
            body += part
            if len(body) > _LARGEST or monotonic() > until:
                raise ValueError("has no end")
        return bytes(body)


def _box(around: Circle | None) -> _Box | None:
    if around is None:
        return None
    diagonal = around.radius_km * 2**0.5
    return offset(*around[:2], diagonal, 225), offset(*around[:2], diagonal, 45)


SERVICES = {
    "nominatim": Service(
        Nominatim,
        of_nominatim,
        lambda asked: {
            "limit": _LIMIT, "language": "en", "addressdetails": True, "namedetails": True,
            "country_codes": asked.country.lower() or None, "viewbox": _box(asked.around),
        },
    ),
    "photon": Service(
        Photon,
        of_photon,
        lambda asked: {"limit": _LIMIT, "language": "en", "location_bias": asked.around and asked.around[:2]},
    ),
    "pelias": Service(
        Pelias, of_pelias, lambda asked: {"language": "en", "countries": [asked.country] if asked.country else None}
    ),
}  # fmt: skip
