"""The tables a new installation starts with; `seeds/README.md` explains every column."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from incidentmap.formats.coded import read_coded
from incidentmap.formats.csv_rows import read_table
from incidentmap.formats.seed_records import Seeds
from incidentmap.formats.seed_rows import SeedRows, aggregate


def read_seeds(folder: Path) -> Seeds:
    """Read the whole folder; a bad row is refused and what hangs on it is refused with it."""
    return _Reader(folder).read()


def fingerprint(folder: Path) -> str:
    """Give one sha256 for the whole content of the folder."""
    digest = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return digest.hexdigest()


class _Reader:
    """Reads table after table, each against the names of those before it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seeds = Seeds()
        self.rows = SeedRows()

    def read(self) -> Seeds:
        """1 who, 2 what happened, 3 how we know, 4 how it hangs together."""
        self._actors()
        self._incidents()
        self._coded_articles()
        self._sources()
        self._links()
        return self.seeds

    def _table(self, name: str, columns: str, make: Any) -> list[tuple[Any, dict[str, str]]]:
        return list(read_table(self.folder / name, columns.split(), make, self.seeds.refusals))

    def _nouns(self, name: str, columns: str, make: Any) -> list[Any]:
        return [noun for noun, _ in self._table(name, columns, make)]

    def _actors(self) -> None:
        self.seeds.actors = self._nouns("actors.csv", "actor_id name kind", self.rows.actor)
        self.rows.actor_ids = {actor.name: actor.actor_id for actor in self.seeds.actors}
        self.seeds.actor_links = self._nouns("actor_links.csv", "actor parent link from to", self.rows.actor_link)

    def _incidents(self) -> None:
        columns = "incident_id event_date time_precision category event_type place_text place_relation site summary"
        for incident, cells in self._table("incidents.csv", columns, self.rows.incident):
            self.seeds.incidents.append(incident)
            self.seeds.raw_rows[incident.incident_id] = json.dumps(cells, ensure_ascii=False)

    def _coded_articles(self) -> None:
        for path in sorted(self.folder.glob("*_gold.json")):
            read_coded(path, self.folder / "articles", self.rows.actor_ids, self.seeds)
        self.rows.incident_ids |= {each.incident_id: each.incident_id for each in self.seeds.incidents}

    def _sources(self) -> None:
        for citation in self._nouns("citations.csv", "incident_id title url date", self.rows.citation):
            self.seeds.citations.append(citation)
            self.rows.citation_ids[citation.incident_id, citation.url] = citation.citation_id
        self.seeds.attributions += self._nouns(
            "attributions.csv", "incident_id actor basis stance", self.rows.attribution
        )
        self.seeds.casualties += self._nouns("casualties.csv", "incident_id measure of stated", self.rows.casualties)

    def _links(self) -> None:
        self.seeds.responses = self._nouns("responses.csv", "from_incident to_incident basis", self.rows.response)
        self.seeds.same_events = self._nouns("same_events.csv", "incident_ids status why", self.rows.same_event)
        self.seeds.aggregates += self._nouns("official_totals.csv", "as_of counter total", aggregate)
