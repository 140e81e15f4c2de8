"""One incident with everything that is its own: what an edit changes and what an undo gives back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from incidentmap.errors import InvalidRecord
from incidentmap.model import part_ids
from incidentmap.model.incident import Incident
from incidentmap.model.place import Placement
from incidentmap.model.sourcing import Attribution, Casualties, Citation, Evidence


@dataclass(frozen=True, slots=True)
class Record:
    """An incident, where it was put, and how we know.

    Citations are kept in the order of their ids, all other parts in the order in which they were entered. No two
    statements, and no two figures, share an id.
    """

    incident: Incident
    placement: Placement | None = None
    citations: tuple[Citation, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "citations", tuple(sorted(self.citations, key=lambda each: each.citation_id)))
        for name in part_ids.IDS:
            object.__setattr__(self, name, part_ids.told_apart(getattr(self, name)))
        for part in self.parts():
            if part.incident_id != self.incident_id:
                name = type(part).__name__
                raise InvalidRecord(self.incident_id, name, part.incident_id, "belongs to another incident")
        self._check_cited()
        self._check_told()

    @property
    def incident_id(self) -> str:
        """Give the id of the incident."""
        return self.incident.incident_id

    def parts(self) -> Iterable[Placement | Citation | Attribution | Casualties | Evidence]:
        """Give everything besides the incident, sources before what rests on them."""
        yield from (self.placement,) if self.placement else ()
        for name in PARTS:
            yield from getattr(self, name)

    def _check_told(self) -> None:
        """Refuse words that tell a statement or figure which is not among the record's own."""
        own = {getattr(part, own) for name, own in part_ids.IDS.items() for part in getattr(self, name)}
        for each in self.evidence:
            if part_ids.part_of(each.field) and each.field not in own:
                quoted = " … ".join(span.quote[:60] for span in each.spans)
                problem = "tell a statement or figure that is not listed; let them tell another one"
                raise InvalidRecord(self.incident_id, "evidence", quoted, problem, kind=Record)

    def _check_cited(self) -> None:
        """Refuse a statement, a figure or words whose source is not among the record's own."""
        articles = {citation.citation_id: citation.article_id for citation in self.citations}
        if len(articles) < len(self.citations):
            raise InvalidRecord(self.incident_id, "citations", "", "name two sources alike", kind=Record)
        for name in ("attributions", "casualties", "evidence"):
            for part in getattr(self, name):
                if part.citation_id is not None and part.citation_id not in articles:
                    problem = "rests on a source that is not listed"
                    raise InvalidRecord(self.incident_id, name, part.citation_id, problem, kind=Record)
        for each in self.evidence:
            if strange := {span.article_id for span in each.spans} - {articles[each.citation_id]}:
                problem = "quotes another article"
                raise InvalidRecord(self.incident_id, "evidence", strange.pop(), problem, kind=Record)


PARTS = tuple(field.name for field in fields(Record))[2:]
