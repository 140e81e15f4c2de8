"""Loading and placing the seeds, as an import: nobody sees any of it before all is there.

One that was killed is gone on with by the next start; two at once work on the same import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from incidentmap.errors import InvalidRecord
from incidentmap.formats import Refusal, Seeds, fingerprint, read_seeds
from incidentmap.model import (
    Actor,
    ActorLink,
    Aggregate,
    Article,
    Import,
    Incident,
    Origin,
    Place,
    Placement,
    Response,
    SameEvent,
    key_of,
    noun_of,
)
from incidentmap.model.vocabulary import ImportState
from incidentmap.store import Store, Writer, bulk, clearing, import_states, reading, subjects
from incidentmap.store.bulk import Arrival, Part, Written
from incidentmap.store.repository import EVERYTHING

Placer = Callable[[Incident], tuple[Placement, Place | None]]
Progress = Callable[[int, int], object]

FORMAT = "seeds"
_BESIDE_INCIDENTS = (Actor, ActorLink, Article, Aggregate, Response, SameEvent)  # what edits name, but for records
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
    """Add what the folder has and the store lacks; leave every record that is already there as it is.

    Seeds that were taken back before are shown again; what an edit took away stays away.
    """
    # 1 read and check, outside of any transaction: this needs no lock
    seeds, digest = read_seeds(folder), fingerprint(folder)
    _show_again(store, by or UNNAMED)
    _discard_others(store, digest)
    # 2 add and place, in batches that nobody sees, then show them all at once
    run = _Run(store, seeds)
    run.save(digest, place, by or UNNAMED, progress)
    return Seeded(run.stored, run.already_there, tuple(seeds.refusals))


def _show_again(store: Store, by: str) -> None:
    with store.reading() as connection:
        taken_back = import_states.imports(connection, FORMAT, ImportState.DISCARDED)
    if taken_back:
        with store.writing() as writer:
            for each in taken_back:
                import_states.do_again(writer, each.import_id, by, "the seeds were asked for again")


def _discard_others(store: Store, digest: str) -> None:
    """Clear away what a killed seeding left of seeds that were others."""
    with store.reading_all() as connection:
        left = import_states.imports(connection, FORMAT, ImportState.LOADING)
    for each in left:
        if each.sha256 != digest:
            clearing.discard(store, each.import_id)


class _Run:
    """One seeding: what is there already, what was added."""

    def __init__(self, store: Store, seeds: Seeds) -> None:
        self.store = store
        self.seeds = seeds
        self.stored = self.already_there = 0
        self.import_id = ""
        self.came: set[str] = set()  # what this import brought, also before it was killed
        self.added: set[str] = set()
        self.edited: frozenset[str] = frozenset()  # what edits ever named: where it is not there, one took it away
        self.incidents_there: set[str] = set()

    def save(self, digest: str, place: Placer, by: str, progress: Progress) -> None:
        """1 who, and what we hold, 2 what, where and how we know, 3 how it hangs together, and who signs."""
        with self.store.loading() as writer:
            begun = self._begin(writer, digest, by)
        if begun:
            self._incidents(place, progress)
            self._end(by)
        else:
            self._count_all_there()
            progress(len(self.seeds.incidents), len(self.seeds.incidents))

    def _begin(self, writer: Writer, digest: str, by: str) -> bool:
        """Begin an import where there is anything to add, and add what incidents refer to."""
        seeds, now = self.seeds, datetime.now(UTC)
        leading = (seeds.actors, seeds.actor_links, seeds.articles, seeds.incidents, seeds.aggregates)
        left = import_states.imports(writer.connection, FORMAT, ImportState.LOADING)
        self.edited = _ever_edited(writer)
        if not left and all(
            self._is_known(writer, noun, keys) for nouns in leading for keys, noun in _with_keys(writer, nouns)
        ):
            return False
        new = Import(f"{FORMAT}-{now:%Y%m%dT%H%M%S%f}", digest, FORMAT, by, now, state=ImportState.LOADING)
        self.import_id = import_states.begin(writer, new).import_id
        self.came = import_states.came_with(writer.connection, self.import_id)
        for nouns in (seeds.actors, seeds.actor_links, seeds.articles):
            self._add_new(writer, nouns)
        return True

    def _count_all_there(self) -> None:
        seeds = self.seeds
        self.already_there += len(seeds.actors) + len(seeds.actor_links) + len(seeds.articles) + len(seeds.incidents)
        self.already_there += sum(map(len, self._parts().values())) + len(seeds.aggregates)
        self.already_there += len(seeds.responses) + len(seeds.same_events)

    def _add_new(self, writer: Writer, nouns: Sequence[Any]) -> None:
        new: list[Any] = []
        for there, noun in _with_keys(writer, nouns):
            if key_of(noun) in self.came:
                self.stored += 1
            elif self._is_known(writer, noun, there):
                self.already_there += 1
            elif self._add(writer, noun):
                new.append(noun)
        import_states.note(writer.connection, self.import_id, new)

    def _is_known(self, writer: Writer, noun: Any, there: set[tuple[Any, ...]]) -> bool:
        """Tell whether a noun is there, or somebody took it away: the history alone brings that back."""
        return writer.key_of(noun) in there or (isinstance(noun, _BESIDE_INCIDENTS) and key_of(noun) in self.edited)

    def _add(self, writer: Writer, noun: Any) -> bool:
        try:
            writer.add(noun)
        except InvalidRecord as trouble:
            self._refuse_by_store(trouble)
            return False
        self.stored += 1
        return True

    def _refuse_by_store(self, trouble: InvalidRecord) -> None:
        self._refuse(trouble.field, trouble.record, f"{trouble.problem} ({trouble.value})")

    def _refuse(self, field: str, record: str, problem: str) -> None:
        self.seeds.refusals.append(Refusal(0, field, record, problem, FORMAT))

    def _incidents(self, place: Placer, progress: Progress) -> None:
        parts = self._parts()
        total, waiting = len(self.seeds.incidents), list[Arrival]()
        for done, incident in enumerate(self.seeds.incidents, start=1):
            waiting.append(self._arrival(incident, place, parts))
            progress(done, total)
            if len(waiting) == bulk.AT_ONCE or done == total:
                self._count(waiting, bulk.write(self.store, waiting))
                waiting = []
        for incident_id in parts:  # what is left hangs on incidents that were refused when they were read
            for part in parts[incident_id]:
                self._leave_out(part, {incident_id})

    def _arrival(self, incident: Incident, place: Placer, parts: dict[str, list[Part]]) -> Arrival:
        placement, found = place(incident)
        named = incident.incident_id
        origin = Origin(named, self.import_id, FORMAT, named, self.seeds.raw_rows.get(named, ""))
        return Arrival(incident, placement, found, origin, tuple(parts.pop(named, ())))

    def _parts(self) -> dict[str, list[Part]]:
        seeds, found = self.seeds, dict[str, list[Part]]()
        parts: list[Part] = [*seeds.citations, *seeds.attributions, *seeds.casualties, *seeds.evidence]
        for part in parts:
            found.setdefault(part.incident_id, []).append(part)
        return found

    def _count(self, arrivals: Sequence[Arrival], written: Written) -> None:
        self.added |= written.added
        self.incidents_there |= written.already_there
        for _, trouble in written.refused:
            self._refuse_by_store(trouble)
        refused = len(written.refused)
        for each in arrivals:
            named, rows = each.incident.incident_id, 1 + len(each.parts)
            if named in written.added:
                self.stored += rows
            elif named in written.already_there:
                self.already_there += rows
            else:
                refused -= 1
                for part in each.parts:
                    self._leave_out(part, {named})
        self.stored -= refused  # parts that were refused of incidents that are there

    def _end(self, by: str) -> None:
        """Add what relates incidents, and show everybody all of it; another process may have done so meanwhile."""
        with self.store.writing() as writer:
            writer.connection.execution_options(**EVERYTHING)
            related = [*self.seeds.aggregates, *self._relations()]
            if not import_states.is_loading(writer.connection, self.import_id):
                self.stored += len(related)
                return
            self._add_new(writer, related)
            after = {"stored": self.stored, "incidents": len(self.added), "refused": len(self.seeds.refusals)}
            import_states.apply(writer, self.import_id, by, "the records a new installation starts with", after)

    def _relations(self) -> Iterator[Response | SameEvent]:
        """Give links of which at least one end came now and both ends are here."""
        relations: list[Response | SameEvent] = [*self.seeds.responses, *self.seeds.same_events]
        for noun in relations:
            ends = _ends(noun)
            if missing := ends - self.incidents_there - self.added:
                self._leave_out(noun, ends, missing)
            elif ends & self.added:
                yield noun
            else:
                self.already_there += 1

    def _leave_out(self, noun: Any, incident_ids: set[str], missing: set[str] | None = None) -> None:
        """Refuse what hangs on an incident together with it."""
        named = f"is left out, because the incident {', '.join(sorted(missing or incident_ids))} was refused"
        self._refuse(type(noun).__name__, "|".join(sorted(incident_ids)), named)


def _ends(noun: Response | SameEvent) -> set[str]:
    return {noun.from_incident, noun.to_incident} if isinstance(noun, Response) else set(noun.incident_ids)


def _ever_edited(writer: Writer) -> frozenset[str]:
    found = (subjects.ever_named(writer.connection, f"{noun_of(kind).kind}:") for kind in _BESIDE_INCIDENTS)
    return frozenset().union(*found)


def _with_keys(writer: Writer, nouns: Sequence[Any]) -> Iterator[tuple[set[tuple[Any, ...]], Any]]:
    """Give each noun with the keys of all of its kind that are there."""
    there: dict[type, set[tuple[Any, ...]]] = {}
    for noun in nouns:
        if type(noun) not in there:
            there[type(noun)] = writer.keys(type(noun))
        yield there[type(noun)], noun
