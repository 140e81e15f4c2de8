"""A store of as many incidents as wanted, drawn from the seeds with their frequencies, the same every time.

1. A whole seed incident is drawn: what happened, how it ended, who is said to have done it, what is cited and quoted.
2. Its dates are those of another draw, moved by up to a month: what stands close together in the seeds does so here.
3. It keeps its seed's place, so popular sites stay popular; one named once becomes any town: the tail.
"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from incidentmap.geocode import Gazetteer, place
from incidentmap.imports import Seeds, read_seeds
from incidentmap.model import Incident, Place, Placement, Revision
from incidentmap.settings import GEODATA, SEEDS
from incidentmap.store import Store, Writer

MOST_DAYS = 30
_TOWNS = "SELECT place_id FROM place WHERE kind = 'town' AND country_code = ? AND latitude NOT NULL ORDER BY place_id"
Found = tuple[Placement, Place | None]


def fill(path: Path, size: int) -> None:
    """Make a store with so many incidents."""
    with Gazetteer() as gazetteer:
        drawing = _Drawing(read_seeds(SEEDS), gazetteer)
        store = Store.open(f"sqlite:///{path}")
        with store.writing() as writer:
            drawing.save(writer, size)
        store.close()


class _Drawing:
    """The seeds to draw from, and the one source of chance."""

    def __init__(self, seeds: Seeds, gazetteer: Gazetteer) -> None:
        self.seeds = seeds
        self.gazetteer = gazetteer
        self.random = random.Random(1)  # noqa: S311 - the same draws every time
        self.parts = _by_incident([*seeds.citations, *seeds.attributions, *seeds.casualties, *seeds.evidence])
        self.places: list[Found] = [tuple(place(incident, gazetteer)) for incident in seeds.incidents]
        self.often = Counter(placement.place_id for placement, _ in self.places)
        self.towns = {code: _towns(code) for code in {found.country_code for _, found in self.places if found}}
        self.there: set[str] = set()

    def save(self, writer: Writer, size: int) -> None:
        """Add who there is, the articles held, the incidents with all that hangs on them, and the signature."""
        for noun in (*self.seeds.actors, *self.seeds.actor_links, *self.seeds.articles):
            writer.add(noun)
        for number in range(size):
            for noun in self._drawn(f"made-{number:06}"):
                writer.add(noun)
        writer.add(Revision("made", datetime.now(UTC), "benchmark", "incidents to measure with", None, "{}"))

    def _drawn(self, name: str) -> Iterator[Any]:
        which = self.random.randrange(len(self.places))
        incident = self.seeds.incidents[which]
        # The number tells apart the words of two that were drawn from one.
        yield replace(incident, incident_id=name, summary=f"{incident.summary} ({name})", **self._dates(incident))
        yield from self._place(name, *self.places[which])
        for part in self.parts[incident.incident_id]:
            yield _renamed(part, name)

    def _dates(self, incident: Incident) -> dict[str, date | None]:
        """Keep the length of the range, or its open start."""
        other = self.random.choice(self.seeds.incidents).date_latest
        latest = other + timedelta(days=self.random.randint(-MOST_DAYS, MOST_DAYS))
        earliest = incident.date_earliest
        return {"date_earliest": earliest and latest - (incident.date_latest - earliest), "date_latest": latest}

    def _place(self, name: str, placement: Placement, found: Place | None) -> Iterator[Any]:
        if found and placement.latitude is not None and self.often[found.place_id] == 1:
            found = self._town(found.country_code) or found
            placement = replace(
                placement, place_id=found.place_id, latitude=found.latitude, longitude=found.longitude, alternatives=()
            )
        if found and found.place_id not in self.there:
            self.there.add(found.place_id)
            yield found
        yield replace(placement, incident_id=name)

    def _town(self, country: str) -> Place | None:
        towns = self.towns[country]
        return self.gazetteer.place(self.random.choice(towns)) if towns else None


def _towns(country: str) -> Sequence[str]:
    with closing(sqlite3.connect(GEODATA / "gazetteer.sqlite")) as connection:
        return [place_id for (place_id,) in connection.execute(_TOWNS, (country,))]


def _by_incident(parts: Sequence[Any]) -> dict[str, list[Any]]:
    found = defaultdict(list)
    for part in parts:
        found[part.incident_id].append(part)
    return found


def _renamed(part: Any, name: str) -> Any:
    """Hang a citation, a statement, a figure or evidence on a drawn incident."""
    changes = {"incident_id": name}
    if getattr(part, "citation_id", None):
        changes["citation_id"] = f"{name}.{part.citation_id}"
    return replace(part, **changes)
