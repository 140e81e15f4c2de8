"""Loading and placing the seeds: all in one transaction, so that a kill at any moment leaves all or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from incidentmap.errors import InvalidRecord
from incidentmap.imports import Refusal, Seeds, fingerprint, read_seeds
from incidentmap.model import Import, Incident, Origin, Place, Placement, Response, Revision, SameEvent
from incidentmap.store import Store, Writer, reading

Placer = Callable[[Incident], tuple[Placement, Place | None]]
Progress = Callable[[int, int], object]

FORMAT = "seeds"


@dataclass(frozen=True, slots=True)
class Seeded:
    """What loading the seeds came to, in incidents and in rows of all tables."""

    read: int
    stored: int
    already_there: int
    refusals: tuple[Refusal, ...]


def needs_seeds(store: Store) -> bool:
    """Tell whether the store has never been seeded and holds no incident of another origin."""
    with store.reading() as connection:
        return not reading.has_import(connection, FORMAT) and not reading.has_incidents(connection)


def seed(store: Store, place: Placer, folder: Path, by: str, progress: Progress = lambda done, total: None) -> Seeded:
    """Add what the folder has and the store lacks; leave every record that is already there as it is."""
    # 1 read and check, outside the transaction: this needs no lock
    seeds, digest = read_seeds(folder), fingerprint(folder)
    # 2 add and place, in one transaction
    with store.writing() as writer:
        run = _Run(writer, seeds, place)
        run.save(digest, by, progress)
    return Seeded(run.read, run.stored, run.read - run.stored - run.refused, tuple(seeds.refusals))


class _Run:
    """One seeding: what is there already, what was added."""

    def __init__(self, writer: Writer, seeds: Seeds, place: Placer) -> None:
        self.writer = writer
        self.seeds = seeds
        self.place = place
        self.read = self.stored = self.refused = 0
        self.incidents_there = {incident_id for (incident_id,) in writer.keys(Incident)}
        self.places_there = {place_id for (place_id,) in writer.keys(Place)}
        self.added: set[str] = set()

    def save(self, digest: str, by: str, progress: Progress) -> None:
        """1 who, and what we hold, 2 what and where, 3 how we know and how it hangs together, 4 who signs."""
        self._add_new(self.seeds.actors)
        self._add_new(self.seeds.actor_links)
        self._add_new(self.seeds.articles)
        self._incidents(progress)
        self._of_added()
        self._add_new(self.seeds.aggregates)
        self._relations()
        if self.stored:
            self._sign(digest, by)

    def _add(self, noun: Any) -> bool:
        try:
            self.writer.add(noun)
        except InvalidRecord as trouble:
            self.refused += 1
            self.seeds.refusals.append(Refusal("seeds", 0, trouble.field, trouble.record, trouble.problem))
            return False
        self.stored += 1
        return True

    def _add_all(self, nouns: Iterable[Any]) -> None:
        for noun in nouns:
            self._add(noun)

    def _add_new(self, nouns: Sequence[Any]) -> None:
        self.read += len(nouns)
        there = self.writer.keys(type(nouns[0])) if nouns else set()
        self._add_all(noun for noun in nouns if self.writer.key_of(noun) not in there)

    def _incidents(self, progress: Progress) -> None:
        total = len(self.seeds.incidents)
        self.read += total
        for done, incident in enumerate(self.seeds.incidents, start=1):
            if incident.incident_id not in self.incidents_there and self._add(incident):
                self.added.add(incident.incident_id)
                self._place(incident)
            progress(done, total)

    def _place(self, incident: Incident) -> None:
        placement, place = self.place(incident)
        if place is not None and place.place_id not in self.places_there:
            self.writer.add(place)
            self.places_there.add(place.place_id)
        self.writer.add(placement)

    def _of_added(self) -> None:
        """Add what hangs on incidents added now; what an analyst made of older ones stays untouched."""
        for nouns in (self.seeds.citations, self.seeds.attributions, self.seeds.casualties, self.seeds.evidence):
            self.read += len(nouns)
            self._add_all(noun for noun in nouns if noun.incident_id in self.added)

    def _relations(self) -> None:
        """Add links of which at least one end came now and both ends are here."""
        here = self.incidents_there | self.added
        relations: list[Response | SameEvent] = [*self.seeds.responses, *self.seeds.same_events]
        for noun in relations:
            self.read += 1
            ends = _ends(noun)
            if ends <= here and ends & self.added:
                self._add(noun)

    def _sign(self, digest: str, by: str) -> None:
        now = datetime.now(UTC)
        import_id = f"{FORMAT}-{now:%Y%m%dT%H%M%S%f}"
        self.writer.add(Import(import_id, digest, FORMAT, by, now))
        for incident_id in sorted(self.added):
            raw = self.seeds.raw_rows.get(incident_id, "")
            self.writer.add(Origin(incident_id, import_id, FORMAT, incident_id, raw))
        after = json.dumps({"stored": self.stored, "incidents": len(self.added), "refused": len(self.seeds.refusals)})
        self.writer.add(Revision(import_id, now, by, "the records a new installation starts with", None, after))


def _ends(noun: Response | SameEvent) -> set[str]:
    return {noun.from_incident, noun.to_incident} if isinstance(noun, Response) else set(noun.incident_ids)
