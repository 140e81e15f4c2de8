"""What is drawn: one symbol per place and category, with its count and how well its place is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from incidentmap.model.vocabulary import WITHOUT_POINT, Category, WherePrec

MOST_IDS = 50
MOST_SYMBOLS = 2_000


@dataclass(frozen=True, slots=True)
class Symbol:
    """The incidents of one category at one place; degrees WGS 84.

    `incident_ids` holds the first 50. `hollow` means that all of them were intercepted. `where_prec` 5 and 6 have no
    point: their count stands at the label position of the area, and so does that of a governorate or district which is
    drawn as its outline: `outlines` are the references of `mapping.areas`. `place_ids` is empty unless several places
    were joined.
    """

    place_id: str
    place_name: str
    category: Category
    count: int
    incident_ids: tuple[str, ...]
    where_prec: WherePrec
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    hollow: bool = False
    label_latitude: float | None = None
    label_longitude: float | None = None
    place_ids: tuple[str, ...] = ()
    outlines: tuple[str, ...] = ()

    @property
    def is_area(self) -> bool:
        """Whether this is a count on an area or a country, never a point."""
        return self.where_prec in WITHOUT_POINT

    @property
    def stands_at(self) -> tuple[float, float] | None:
        """Latitude and longitude where it is drawn, or None where the map has no place for it."""
        labelled = self.is_area or self.outlines
        point = (self.label_latitude, self.label_longitude) if labelled else (self.latitude, self.longitude)
        return None if None in point else point  # type: ignore[return-value]


def thin(symbols: Sequence[Symbol], most: int = MOST_SYMBOLS) -> list[Symbol]:
    """Keep at most `most` symbols and every count.

    1. The larger half of the places allowed goes to the symbols with the highest counts, untouched.
    2. The rest is joined by cells of a grid, per category and precision; the cells double until all fit.
    """
    if len(symbols) <= most:
        return list(symbols)
    ranked = sorted(symbols, key=lambda s: (-s.count, s.place_id, s.category.value))
    kept, rest = ranked[: most // 2], ranked[most // 2 :]
    points = [(s.category.value, s.where_prec.value, *(s.stands_at or (0.0, 0.0))) for s in rest]
    size = 1 / 16  # degrees
    while len(cells := _cells(points, size)) > most - len(kept):
        size *= 2
    return kept + [join([rest[n] for n in members]) for members in cells.values()]


def _cells(points: list[tuple[str, int, float, float]], size: float) -> dict[tuple[Any, ...], list[int]]:
    """The numbers of the points in each cell of the grid."""
    cells: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for number, (category, where_prec, latitude, longitude) in enumerate(points):
        cells[category, where_prec, latitude // size, longitude // size].append(number)
    return cells


def join(symbols: Sequence[Symbol]) -> Symbol:
    """One symbol for several of one category: at the largest, counts added, all places named by id."""
    if len(symbols) == 1:
        return symbols[0]
    largest = symbols[0]
    place_ids = tuple(dict.fromkeys(place for s in symbols for place in (s.place_ids or (s.place_id,))))
    more = len(place_ids) - 1
    return replace(
        largest,
        place_name=f"\u2068{largest.place_name}\u2069 and {more} more" if more else largest.place_name,
        count=sum(s.count for s in symbols),
        incident_ids=tuple(i for s in symbols for i in s.incident_ids)[:MOST_IDS],
        hollow=all(s.hollow for s in symbols),
        place_ids=place_ids,
        outlines=tuple(dict.fromkeys(each for s in symbols for each in s.outlines)),
    )
