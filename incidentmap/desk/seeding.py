"""Loading and placing the seeds: all in one transaction, so that a kill at any moment leaves all or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from incidentmap.errors import InvalidRecord
from incidentmap.imports import Refusal, Seeds, fingerprint, read_seeds
from incidentmap.model import (
    Attribution,
    Casualties,
    Citation,
    Evidence,
    Import,
    Incident,
    Origin,
    Place,
    Placement,
    Response,
    Revision,
    SameEvent,
)
from incidentmap.store import Store, Writer, reading

Placer = Callable[[Incident], tuple[Placement, Place | None]]
Progress = Callable[[int, int], object]

FORMAT = "seeds"
UNNAMED = "the program"  # who signs where nobody gave a name, as at the first start


@dataclass(frozen=True, slots=True)
class Seeded:
    """What loading the seeds came to, in rows of all tables; parts of an incident already there count as there."""

    stored: int
    already_there: int
    refusals: tuple[Refusal, ...]

    @property
    def read(self) -> int:
        """Count every row once; a coded record refused as a whole is one row."""
        return self.stored + self.already_there + len(self.refusals)


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
    return Seeded(run.stored, run.already_there, tuple(seeds.refusals))


class _Run:
    """One seeding: what is there already, what was added."""

    def __init__(self, writer: Writer, seeds: Seeds, place: Placer) -> None:
        self.writer = writer
        self.seeds = seeds
        self.place = place
        self.tried = self.stored = self.already_there = 0
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
        if self.tried:  # the store wants a signature also where it refused everything
            self._sign(digest, by or UNNAMED)

    def _add(self, noun: Any) -> bool:
        self.tried += 1
        try:
            self.writer.add(noun)
        except InvalidRecord as trouble:
            self._refuse(trouble.field, trouble.record, f"{trouble.problem} ({trouble.value})")
            return False
        self.stored += 1
        return True

    def _refuse(self, field: str, record: str, problem: str) -> None:
        self.seeds.refusals.append(Refusal(FORMAT, 0, field, record, problem))

    def _add_new(self, nouns: Sequence[Any]) -> None:
        there = self.writer.keys(type(nouns[0])) if nouns else set()
        for noun in nouns:
            if self.writer.key_of(noun) in there:
                self.already_there += 1
            else:
                self._add(noun)

    def _incidents(self, progress: Progress) -> None:
        total = len(self.seeds.incidents)
        for done, incident in enumerate(self.seeds.incidents, start=1):
            if incident.incident_id in self.incidents_there:
                self.already_there += 1
            elif self._add(incident):
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
        seeds = self.seeds
        parts: list[Citation | Attribution | Casualties | Evidence] = [*seeds.citations, *seeds.attributions]
        parts += [*seeds.casualties, *seeds.evidence]
        for noun in parts:
            self._join(noun, {noun.incident_id})

    def _relations(self) -> None:
        """Add links of which at least one end came now and both ends are here."""
        relations: list[Response | SameEvent] = [*self.seeds.responses, *self.seeds.same_events]
        for noun in relations:
            self._join(noun, _ends(noun))

    def _join(self, noun: Any, incident_ids: set[str]) -> None:
        """Add what hangs on an incident added now; it is refused with an incident, and there with older ones."""
        if missing := incident_ids - self.incidents_there - self.added:
            named = f"is left out, because the incident {', '.join(sorted(missing))} was refused"
            self._refuse(type(noun).__name__, "|".join(sorted(incident_ids)), named)
        elif incident_ids & self.added:
            self._add(noun)
        else:
            self.already_there += 1

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
