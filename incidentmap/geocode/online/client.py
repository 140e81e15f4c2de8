"""Asking an online geocoder, politely: one question at a time, each once, none while it asks to be left alone.

An outage is `GeocoderTrouble`, never an empty answer. Nothing here opens a socket unless the network is switched on and
a service is named; what is sent is the name of the place, its country and the box around its governorate.
"""

from __future__ import annotations

from functools import lru_cache
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import AdapterHTTPError, get_retry_after
from geopy.exc import GeocoderParseError, GeocoderTimedOut, GeopyError
from geopy.extra.rate_limiter import RateLimiter

from incidentmap.errors import GeocoderTrouble
from incidentmap.geocode.online.answer_cache import AnswerCache
from incidentmap.geocode.online.service_answer import ServiceAnswer
from incidentmap.geocode.online.services import SERVICES, ServiceRequest, Strict
from incidentmap.settings import GEOCODERS, Settings

TIMEOUT_S = 10.0
CACHE = "geocoder-answers.sqlite"
_AGENT = "incidentmap/0.1"
_PUBLIC_PAUSE_S = 1.0
_LONGEST_PAUSE_S = 3600.0
_PAUSE_AFTER_429_S = 60.0  # where the service does not say how long
_PAUSE_AFTER_SILENCE_S = 15.0  # or a table of a thousand names would wait a thousand times
_PUBLIC = frozenset(urlsplit(address).hostname for address in GEOCODERS.values() if address)
_NONSENSE = (
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)  # what geopy raises for an answer of another form


class OnlineClient:
    """One service at one address, for the life of the program: its pauses are kept between questions."""

    def __init__(self, service: str, address: str, cache: AnswerCache, timeout_s: float = TIMEOUT_S) -> None:
        self.service, self.address, self.cache, self.timeout_s = service, address, cache, timeout_s
        self._service = SERVICES[service]
        scheme, _, domain = address.partition("://")
        geocoder = self._service.geocoder(
            domain=domain, scheme=scheme, user_agent=_AGENT, timeout=timeout_s, adapter_factory=Strict
        )
        pause = _PUBLIC_PAUSE_S if urlsplit(address).hostname in _PUBLIC else 0.0
        self._geocode = RateLimiter(
            geocoder.geocode, min_delay_seconds=pause, error_wait_seconds=pause, max_retries=0, swallow_exceptions=False
        )
        self._silent_until, self._silent_because = 0.0, ""

    def ask(self, request: ServiceRequest) -> list[ServiceAnswer]:
        """Return all that the service knows of a name, best first, empty where it knows nothing.

        Raise `GeocoderTrouble` where it could not be asked or its answer not be read.
        """
        key = (self.service, self.address, request.name, request.country, request.admin1)
        kept = self.cache.get(key)
        if kept is not None:
            return kept
        answers = self._read(self._asked(request))
        self.cache.put(key, answers)
        return answers

    def _asked(self, request: ServiceRequest) -> list[Any]:
        if (left := self._silent_until - monotonic()) > 0:
            raise self._trouble(f"is left alone, as it {self._silent_because}", left)
        try:
            return self._geocode(request.name, exactly_one=False, **self._service.parameters(request)) or []
        except GeopyError as error:
            raise self._explained(error) from error
        except _NONSENSE as error:
            raise self._trouble(f"gave an answer that is not {self.service}'s") from error

    def _read(self, locations: list[Any]) -> list[ServiceAnswer]:
        answers = []
        for location in locations:
            try:
                answers.append(self._service.read(location.raw))
            except _NONSENSE:  # some answers have no object behind them, such as post codes
                continue
        if locations and not answers:
            raise self._trouble(f"gave an answer that is not {self.service}'s")
        return answers

    def _explained(self, error: GeopyError) -> GeocoderTrouble:
        answered = error.__cause__
        if isinstance(answered, AdapterHTTPError):
            wait = get_retry_after(answered.headers)
            if answered.status_code == 429 and wait is None:
                wait = _PAUSE_AFTER_429_S
            return self._paused(f"answered with error {answered.status_code}", wait)
        if isinstance(error, GeocoderParseError):
            return self._trouble(f"gave an answer that is not {self.service}'s")
        if isinstance(error, GeocoderTimedOut):
            return self._paused(f"did not answer within {self.timeout_s:g} s", _PAUSE_AFTER_SILENCE_S)
        return self._paused("cannot be reached", _PAUSE_AFTER_SILENCE_S)

    def _paused(self, what: str, wait: float | None) -> GeocoderTrouble:
        wait = None if wait is None else min(wait, _LONGEST_PAUSE_S)
        self._silent_until, self._silent_because = monotonic() + (wait or 0), what
        return self._trouble(what, wait)

    def _trouble(self, what: str, again_in: float | None = None) -> GeocoderTrouble:
        later = "" if again_in is None else f", again in {again_in:.0f} s"
        return GeocoderTrouble(f"{self.service} at {self.address} {what}: service unavailable{later}", again_in)


@lru_cache(maxsize=8)
def online_of(settings: Settings) -> OnlineClient | None:
    """Return the service that the settings name, always the same one; None if the network is off or none is named."""
    if not (settings.network and settings.geocoder):
        return None
    return OnlineClient(settings.geocoder, settings.geocoder_url, AnswerCache(settings.home / CACHE))
