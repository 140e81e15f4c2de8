"""What the readers of files that users add share: rows refused, and what the gazetteer already knows around a place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from incidentmap.errors import InvalidRecord
from incidentmap.formats import Refusal
from incidentmap.gazetteer.geodesy import distance_km
from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.gazetteer.place_row import PlaceRow
from incidentmap.gazetteer.polygons import area_at, governorate_at
from incidentmap.model import Place
from incidentmap.text.positions import read_axis
from incidentmap.text.search_keys import keys

# A town of the same name as near as this is the same one; our own list of sites puts a town where its base is.
SAME_KM = 2.0
SAME_AS_SITE_KM = 10.0
LONGEST_NAME = 500  # characters; the longest of GeoNames has some 200


class Refused(InvalidRecord):
    """One row that cannot be taken: which field, what stands there, and why; caught where the rows are read."""

    def __init__(self, name: str, value: object, reason: str) -> None:
        super().__init__("row", name, value, reason)


@dataclass
class UserPlaces:
    """What a file holds: places to add, rows refused, rows that are there already or no places of incidents.

    `notes` tell what was taken otherwise than it was given.
    """

    records: list[PlaceRow] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    already_there: int = 0
    left_out: int = 0
    notes: list[str] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def read(
        self, rows: Iterable[tuple[int, Any]], make: Callable[[Any], PlaceRow | None], existing: ExistingPlaces | None
    ) -> None:
        """Make a place of each numbered row, or note why not; what is among the `existing` is only counted."""
        for line, row in rows:
            try:
                record = make(row)
                if record:
                    self._check(record)
            except InvalidRecord as trouble:
                self.refusals.append(Refusal.of(trouble, line))
                continue
            if record is None:
                self.left_out += 1
            elif existing and existing.has(record):
                self.already_there += 1
            else:
                self.records.append(record)

    def pass_over(self, added: Iterable[PlaceRow]) -> None:
        """Count what was added before, just as it is now, among what is there already."""
        there = {(each.place_id, each.source): each for each in added}
        new = [each for each in self.records if each != there.get((each.place_id, each.source))]
        self.already_there += len(self.records) - len(new)
        self.records = new

    def _check(self, record: PlaceRow) -> None:
        if record.place_id in self._seen:
            raise Refused("id", record.place_id, "stands twice in the file")
        self._seen.add(record.place_id)
        if (longest := max(record.names, key=len, default=""))[LONGEST_NAME:]:
            raise Refused("name", longest, f"is {len(longest):,} characters long, and no name")
        names = (record.name_ar, tuple(record.aliases))
        point = (record.latitude, record.longitude)
        Place(record.place_id, record.name, record.kind, record.radius_km, *point, *names, source=record.source)


class ExistingPlaces:
    """The gazetteer as it is before the file, asked about places around a point; degrees WGS 84."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._iso_of = {
            place.admin2.rpartition(".")[0]: place.admin1 for place in gazetteer.areas("admin2") if "." in place.admin2
        }

    def admin1_at(self, latitude: float, longitude: float, geonames_code: str = "") -> str:
        """Give the governorate of GeoNames' code, else the one drawn around the point, "" where neither is known."""
        return self._iso_of.get(geonames_code) or governorate_at(self.gazetteer, latitude, longitude) or ""

    def admin2_at(self, latitude: float, longitude: float, admin1: str, geonames_code: str = "") -> str:
        """Give the district of GeoNames' code, else the one drawn around the point."""
        for code in (geonames_code, area_at(self.gazetteer, "admin2", latitude, longitude)):
            place = self.gazetteer.place(f"admin2:{code}") if code else None
            if place and place.admin1 == admin1:
                return place.admin2 or str(code)
        return ""

    def has(self, record: PlaceRow) -> bool:
        """Tell whether the place is in the gazetteer: by its id, or by a name in common close by."""
        if self.gazetteer.place(record.place_id):
            return True
        return any(self._is_same(record, place_id) for place_id in self._namesakes(record))

    def _namesakes(self, record: PlaceRow) -> Iterator[str]:
        wanted = dict.fromkeys(key for name in record.names[:50] for key in keys(name))
        return (entry.place_id for entry in self.gazetteer.named(wanted) if entry.kind in (record.kind, "site"))

    def _is_same(self, record: PlaceRow, place_id: str) -> bool:
        place = self.gazetteer.place(place_id)
        if place is None or place.latitude is None or place.longitude is None:
            return False
        if record.latitude is None or record.longitude is None:
            return False
        reach = SAME_AS_SITE_KM if place_id.startswith("site:") else SAME_KM
        return distance_km(record.latitude, record.longitude, place.latitude, place.longitude) <= reach


def point(latitude: str, longitude: str) -> tuple[float, float]:
    """Read a point in degrees, as people write them; raise `Refused`."""
    return _degrees("latitude", latitude, 90), _degrees("longitude", longitude, 180)


def number(name: str, text: str, low: float, high: float) -> float:
    """Read a number within bounds; raise `Refused`."""
    try:
        value = float(text.replace("_", " "))  # which only Python puts into numbers
    except ValueError:
        raise Refused(name, text, "is no number") from None
    if not (isfinite(value) and low <= value <= high):
        raise Refused(name, text, f"is not between {low:g} and {high:g}")
    return value


def is_storable(text: str) -> bool:
    """Tell whether a database and a UTF-8 file can hold the text."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _degrees(name: str, text: str, bound: int) -> float:
    read = read_axis(text, name)
    if read is None:
        number(name, text, -bound, bound)  # says so of one out of bounds
        raise Refused(name, text, "is no number")
    return round(read, 5)
