"""How often the offline geocoder is right, on events that others placed by hand, beside the plain ways of doing it.

Every distinct question (name, country, province, district) is asked once and weighs as many events as it has. What is
not answered counts as wrong. A fifth of the names, chosen by their hash, was kept out of sight while the geocoder was
made; they stand apart in the table.
"""

from __future__ import annotations

import csv
import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import NamedTuple

from incidentmap.gazetteer.geodesy import Circle, distance_km
from incidentmap.gazetteer.kind_words import cut_kind
from incidentmap.geocode import (
    NO_ALIASES,
    AliasIndex,
    Gazetteer,
    PlaceAlias,
    PlaceQuery,
    context_of,
    find,
    footprints,
    or_around,
)
from incidentmap.model import Alias
from incidentmap.model.vocabulary import AliasOrigin, WherePrec
from incidentmap.settings import GEODATA
from tests.benchmarks.measure import Row

DATA = "INCIDENTMAP_BENCH_DATA"
UCDP = "ucdp_ged_iraq_syria_dev.csv"
FILE = GEODATA / "gazetteer.sqlite"
WITHIN = (10, 25, 161)
CODES = {"Iraq": "IQ", "Syria": "SY"}
REACH = {"Iraq": "80 / 88 / 98", "Syria": "62 / 78 / 99.7"}
POINTED = {"Iraq": "88 / 31 %", "Syria": "40 / 16 %"}
EXACT_KM = 5


class ServiceRequest(NamedTuple):
    """What is asked: words, and what the record says around them."""

    text: str
    country: str
    admin1: str
    admin2: str


class Event(NamedTuple):
    """A question, where the coder put it and how well he knew the place, and the day."""

    question: ServiceRequest
    latitude: float
    longitude: float
    where_prec: int
    day: str


class Point(NamedTuple):
    """An answer on the map; the plain ways do not say how far to trust it."""

    latitude: float
    longitude: float
    where_prec: int = 0
    radius_km: float = 0.0


Way = Callable[[ServiceRequest], Point | None]
Answers = Mapping[ServiceRequest, Point | None]


def rows(_repeat: int) -> Iterator[Row]:
    path = Path(os.environ.get(DATA) or "") / UCDP
    if not os.environ.get(DATA) or not path.is_file():
        yield Row("accuracy", "all of it", None, f"not measured: {DATA} names no folder with {UCDP}")
        return
    events = read(path)
    asked = list(dict.fromkeys(event.question for event in events))
    with Gazetteer() as gazetteer:
        ours = answered(asked, offline(gazetteer))
    plain = {name: answered(asked, way) for name, way in plain_ways().items()}
    for country in CODES:
        yield from _placed(country, [event for event in events if event.question.country == country], ours, plain)
    yield from _pointed(events, ours)
    yield from _honest(events, ours)
    yield from _learning(events)
    yield _sites()


def read(path: Path) -> list[Event]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Event(
                ServiceRequest(row["where_coordinates"], row["country"], row["adm_1"], row["adm_2"]),
                float(row["latitude"]),
                float(row["longitude"]),
                int(row["where_prec"]),
                row["date_start"],
            )
            for row in csv.DictReader(file)
        ]


def is_held_out(name: str) -> bool:
    """Tell whether a name is of the fifth nobody looked at."""
    return sha256(name.encode()).digest()[0] % 5 == 0


def offline(gazetteer: Gazetteer, learned: AliasIndex = NO_ALIASES) -> Way:
    def ask(question: ServiceRequest) -> Point | None:
        text, *around = question
        words = PlaceQuery(text, gazetteer, context_of(gazetteer, *around), aliases=learned)
        footprint = or_around(find(words), words, text).footprint
        if footprint is None or footprint.place.latitude is None or footprint.place.longitude is None:
            return None
        return Point(
            footprint.place.latitude, footprint.place.longitude, int(footprint.where_prec), footprint.place.radius_km
        )

    return ask


def plain_ways() -> dict[str, Way]:
    """What one writes in an hour: a list of towns, the name as it is spelled, the largest town of that name."""
    large, known = defaultdict[str, list[tuple[int, Point]]](list), defaultdict[str, list[tuple[int, Point]]](list)
    with closing(sqlite3.connect(FILE)) as connection:
        found = connection.execute(
            "SELECT name, aliases, country_code, population, latitude, longitude FROM place"
            " WHERE place_id LIKE 'geonames:%'"
        )
        for name, aliases, country, people, latitude, longitude in found:
            town = (people, Point(latitude, longitude))
            if people >= 15_000:
                large[name.casefold()].append(town)
            for each in {name, *filter(None, aliases.split("|"))}:
                known[f"{country} {each.casefold()}"].append(town)

    def largest(towns: Mapping[str, list[tuple[int, Point]]], key: str) -> Point | None:
        return max(towns[key])[1] if key in towns else None

    def bare(question: ServiceRequest) -> str:
        """Give the name without its last word, if that is a kind word: "Al Fallūjah town"."""
        head, _, tail = question.text.rpartition(" ")
        return (head if head and cut_kind(f"x {tail}")[0] == "x" else question.text).casefold()

    return {
        "towns of 15,000": lambda question: largest(large, bare(question)),
        "towns of 500 with all their names, country known": lambda question: largest(
            known, f"{CODES[question.country]} {bare(question)}"
        ),
    }


def answered(asked: Iterable[ServiceRequest], way: Way) -> Answers:
    return {question: way(question) for question in asked}


def _placed(country: str, events: Sequence[Event], ours: Answers, plain: Mapping[str, Answers]) -> Iterator[Row]:
    for said, chosen in (("all names", (True, False)), ("names seen", (False,)), ("names held out", (True,))):
        part = [event for event in events if is_held_out(event.question.text) in chosen]
        beside = "; ".join(f"{name}: {_accuracies(part, found)}" for name, found in plain.items())
        what = f"{country}, {said}, {len(part):,} events: % within {' / '.join(map(str, WITHIN))} km"
        yield Row("accuracy", what, None, _accuracies(part, ours), REACH[country], beside)
    once = list({event.question: event for event in events}.values())
    yield Row("accuracy", f"{country}, each question once ({len(once):,})", None, _accuracies(once, ours))


def _accuracies(events: Sequence[Event], answers: Answers) -> str:
    if not events:
        return "none"
    off = [_off(event, answers[event.question]) for event in events]
    return " / ".join(f"{100 * sum(km <= most for km in off) / len(off):.1f}" for most in WITHIN)


def _off(event: Event, point: Point | None) -> float:
    if point is None:
        return float("inf")
    return distance_km(event.latitude, event.longitude, point.latitude, point.longitude)


def _pointed(events: Sequence[Event], ours: Answers) -> Iterator[Row]:
    """Count how often a place that the coder knew as a point is answered with one, not with a district or more.

    Distances do not tell: a district's centre is its town.
    """
    for country in CODES:
        own = [event for event in events if event.question.country == country and event.where_prec <= WherePrec.NEAR]
        once = list({event.question.text: event for event in own}.values())
        held = [event for event in own if is_held_out(event.question.text)]
        parts = {f"{len(own):,} events": own, f"{len(once):,} distinct names": once, f"{len(held):,} held out": held}
        shares = {said: _share(_is_pointed(ours[each.question]) for each in part) for said, part in parts.items()}
        told = "; ".join(f"{said}: {share}" for said, share in shares.items())
        yield Row("accuracy", f"{country}, gold of precision 1-2 answered at 1-2", None, told, POINTED[country])


def _is_pointed(point: Point | None) -> bool:
    return point is not None and point.where_prec <= WherePrec.NEAR


def _honest(events: Sequence[Event], ours: Answers) -> Iterator[Row]:
    """Ask whether an answer keeps its own word: exact means within 5 km, a ring holds the event."""
    by_precision = defaultdict[int, list[tuple[float, float]]](list)
    for event in events:
        if point := ours[event.question]:
            by_precision[point.where_prec].append((_off(event, point), point.radius_km))
    said = Counter({precision: len(found) for precision, found in by_precision.items()})
    exact = [km for km, _ in by_precision[1]]
    what = f"answers of precision 1 within {EXACT_KM} km ({said[1]:,} events)"
    yield Row("accuracy", what, None, _share(km <= EXACT_KM for km in exact), "99 %")
    for precision in (2, 3, 4):
        found = by_precision[precision]
        radius = f"; median radius {median(radius for _, radius in found):.0f} km" if found else ""
        what = f"answers of precision {precision} inside their ring ({said[precision]:,} events)"
        yield Row("accuracy", what, None, _share(km <= radius for km, radius in found) + radius, "90 %")


def _share(told: Iterable[bool]) -> str:
    found = list(told)
    return f"{100 * sum(found) / len(found):.1f} %" if found else "none"


def _learning(events: Sequence[Event]) -> Iterator[Row]:
    """Learn the names of the earlier half of the events with their points, and place the later half."""
    for country, code in CODES.items():
        own = sorted((event for event in events if event.question.country == country), key=lambda event: event.day)
        earlier, later = own[: len(own) // 2], own[len(own) // 2 :]
        asked = list({event.question: None for event in later})
        with Gazetteer() as gazetteer:
            learned = AliasIndex(_taught(earlier, code, gazetteer))
            after, before = answered(asked, offline(gazetteer, learned)), answered(asked, offline(gazetteer))
        what = f"{country}, later half of the events after the earlier was learned ({len(later):,}): %"
        yield Row(
            "accuracy", what, None, _accuracies(later, after), "88", f"nothing learned: {_accuracies(later, before)}"
        )


def _taught(events: Sequence[Event], country: str, gazetteer: Gazetteer) -> Iterator[PlaceAlias]:
    """Make an alias of each name in its governorate, at the point that most of its events have."""
    points: dict[tuple[str, str], Counter[tuple[float, float, int]]] = defaultdict(Counter)
    for event in events:
        if event.where_prec <= WherePrec.GOVERNORATE:
            within = context_of(gazetteer, country, event.question.admin1).admin1
            points[event.question.text, within][event.latitude, event.longitude, event.where_prec] += 1
    for number, ((text, admin1), found) in enumerate(points.items()):
        ((latitude, longitude, where_prec),) = (point for point, _ in found.most_common(1))
        place = footprints.point(text, Circle(latitude, longitude, 5.0 * where_prec), country, admin1, UCDP)
        alias = Alias(
            f"alias:{number}", text, place.place_id, WherePrec(where_prec), country, admin1, AliasOrigin.IMPORT
        )
        yield PlaceAlias(alias, place)


def _sites() -> Row:
    """Ask for every name of the site list, its country given; a name that several have must list its site."""
    first = listed = asked = 0
    with (GEODATA / "sites.csv").open(encoding="utf-8", newline="") as file, Gazetteer() as gazetteer:
        for row in csv.DictReader(file):
            place_id = row["site_id"] if ":" in row["site_id"] else f"site:{row['site_id']}"
            for name in (row["name"], *filter(None, row["aliases"].split("|"))):
                found = find(PlaceQuery(name, gazetteer, context_of(gazetteer, row["country_code"])))
                candidates = [other.place_id for other in found.candidates]
                asked += 1
                first += candidates[:1] == [place_id] and not found.ambiguous
                listed += place_id in candidates and (found.ambiguous or candidates[0] != place_id)
    measured = f"{first} find it, {listed} share their name and list it, {asked - first - listed} do neither"
    return Row("accuracy", f"{asked} names and aliases of sites.csv, country given", None, measured, "all")
