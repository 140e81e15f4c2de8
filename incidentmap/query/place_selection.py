"""Places as a filter names them: a place with all that was placed from it, or the circle around it.

A code is what the link writes: the id of a place, and behind a tilde how many km around it count. In ids the signs that
the grammar uses are written as a URL writes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

import numpy as np

from incidentmap.gazetteer.shared_gazetteer import gazetteer_of
from incidentmap.index import Index, to_degrees, to_mercator
from incidentmap.model.vocabulary import WITHOUT_POINT, PlacementMethod, WherePrec
from incidentmap.settings import Settings

EARTH_KM = 6371.0088
MOST_KM = 20_000
_MARGIN = 1e-6  # degrees, a tenth of a metre: positions are whole numbers
_PLAIN = "".join(chr(code) for code in range(33, 127) if chr(code) not in "%,~")  # in an id, as it stands
_AREAS = ("admin1:", "admin2:", "country:", "sea:")  # ids of what is no point to measure from
_JOINED = tuple(f"@{method}-" for method in (PlacementMethod.SEVERAL, PlacementMethod.ONE_OF))


class Wanted(NamedTuple):
    """A place, and how many km around it count; None is the place alone."""

    place_id: str
    km: float | None = None


def code_of(place_id: str, km: float | None = None) -> str:
    """Write a place, or the circle around it, as a link does."""
    # the tilde apart: Python holds it for one that needs no such writing
    written = quote(place_id, safe=_PLAIN, errors="replace").replace("~", "%7E")
    return written if km is None else f"{written}~{km:g}"


def wanted(code: str) -> Wanted | None:
    """Read what `code_of` writes; None where it is nothing of the kind."""
    written, tilde, said = code.partition("~")
    km = _km(said) if tilde else None
    read = Wanted(unquote(written), km) if written and (km is not None or not tilde) else None
    return read if read and code_of(*read) == code else None


def _km(said: str) -> float | None:
    digits = said.isascii() and said.replace(".", "", 1).isdigit()
    return float(said) if digits and 0 < float(said) <= MOST_KM else None


@lru_cache(maxsize=2)
def roots(index: Index) -> dict[str, tuple[int, ...]]:
    """Give every place that can be chosen with the numbers of the places that choosing it selects.

    A place selects what was placed from it ("site:x@near", "site:x@7km-E"), also where it is one of several; what was
    placed from others can be chosen alone as well.
    """
    found: dict[str, list[int]] = {}
    values = index.incidents.place.values
    kinds: dict[str, list[str]] = {}  # ids by what stands behind their kind, which is all that joined ids keep
    for place_id in {_anchor(each) for each in values}:
        kinds.setdefault(place_id.partition(":")[2], []).append(place_id)
    for number, place_id in enumerate(values):
        for each in dict.fromkeys((place_id, _anchor(place_id), *_others(place_id, kinds))):
            found.setdefault(each, []).append(number)
    return {place_id: tuple(numbers) for place_id, numbers in found.items()}


def _anchor(place_id: str) -> str:
    return place_id.partition("@")[0]


def _others(place_id: str, kinds: dict[str, list[str]]) -> Iterator[str]:
    """Name the other places of those that one stands for."""
    for sign in _JOINED:
        for named in place_id.partition(sign)[2].split("+"):
            yield from kinds.get(named, ()) if named else ()


@lru_cache(maxsize=2)
def in_use(index: Index) -> np.ndarray:
    """Count the incidents, of any status, that stand on each place, by its number."""
    held = index.incidents.place
    counted: np.ndarray = np.bincount(held.codes + 1, minlength=len(held.values) + 1)[1:]
    return counted


@lru_cache(maxsize=2)
def _first_rows(index: Index) -> np.ndarray:
    """Give the row of the best placed incident with a point at each place, by its number; -1 where there is none."""
    held = index.incidents
    rows = np.flatnonzero(_has_point()[held.where_prec])
    rows = rows[np.argsort(-held.where_prec[rows], kind="stable")]
    found = np.full(len(held.place.values), -1, np.int64)
    found[held.place.codes[rows]] = rows  # the last written is the best placed
    return found


def point_of(index: Index, place_id: str) -> tuple[float, float] | None:
    """Give latitude and longitude of a place; where nothing stands on it itself, of what was placed from it.

    Where nothing does, the gazetteer knows. None where nobody knows, or for an area: its middle says nothing of how
    far anything is from it.
    """
    if place_id.startswith(_AREAS):
        return None
    first, values = _first_rows(index), index.incidents.place.values
    there = [number for number in roots(index).get(place_id, ()) if first[number] >= 0]
    if not there:
        return _of_gazetteer(place_id)
    row = first[min(there, key=lambda number: (values[number] != place_id, len(values[number]), values[number]))]
    latitude, longitude = to_degrees(index.incidents.mx[row], index.incidents.my[row])
    return float(latitude), float(longitude)


def _of_gazetteer(place_id: str) -> tuple[float, float] | None:
    place = gazetteer_of(Settings.from_environment()).place(place_id)
    return (
        (place.latitude, place.longitude)
        if place and place.latitude is not None and place.longitude is not None
        else None
    )


def placed_there(index: Index, place_id: str) -> np.ndarray:
    """Tell which incidents stand on a place or on what was placed from it."""
    held = index.incidents.place
    table = np.zeros(len(held.values) + 1, bool)
    table[list(roots(index).get(place_id, ()))] = True
    chosen: np.ndarray = table[held.codes]  # -1, the code of an incident without a place, takes the last
    return chosen


def within(index: Index, place_id: str, km: float) -> np.ndarray:
    """Tell which incidents have their point within some km of a place; those of a whole country have none."""
    held, center = index.incidents, point_of(index, place_id)
    mask = np.zeros(len(held), bool)
    if center is None:
        return mask
    rows = _about(index, center, km)
    latitude, longitude = to_degrees(held.mx[rows], held.my[rows])
    mask[rows] = distance_km(center, latitude, longitude) <= km
    return mask


def _about(index: Index, center: tuple[float, float], km: float) -> np.ndarray:
    """Give the rows with a point in a band of latitudes: numbers are compared at once, distances only for these."""
    held, reach = index.incidents, np.degrees(km / EARTH_KM) + _MARGIN
    _, (top, bottom) = to_mercator(np.array([center[0] + reach, center[0] - reach]), np.zeros(2))
    return np.flatnonzero((held.my >= top) & (held.my <= bottom) & _has_point()[held.where_prec])


def _has_point() -> np.ndarray:
    """Tell by precision whether an incident of it has a point; 0 is not placed."""
    precise = [each for each in WherePrec if each not in WITHOUT_POINT]
    return np.isin(np.arange(max(WherePrec) + 1), precise)


def distance_km(center: tuple[float, float], latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """Measure on a sphere, which is off by half a percent at most."""
    north, other = np.radians(center[0]), np.radians(latitude)
    half = np.sin((other - north) / 2) ** 2
    half = half + np.cos(north) * np.cos(other) * np.sin(np.radians(longitude - center[1]) / 2) ** 2
    found: np.ndarray = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return found
