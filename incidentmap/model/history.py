"""What came in from where, and who changed what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from incidentmap.model import checks
from incidentmap.model.field import Field
from incidentmap.model.vocabulary import ImportState


@dataclass(frozen=True, slots=True)
class Import:
    """A file or folder taken in; `sha256` names its exact content, `mapping` how its columns were read.

    Only what came with an applied one is read. One is loading until all of it is written, and discarded when it was
    taken back.
    """

    import_id: Annotated[str, Field("Id", key=True)]
    sha256: str
    format: str
    by: str
    at: datetime
    mapping: str = ""
    state: ImportState = ImportState.APPLIED

    def __post_init__(self) -> None:
        checks.declared(self.import_id, self)


@dataclass(frozen=True, slots=True)
class Origin:
    """The row an incident came from, as it stood there (`raw_row` is a JSON object of strings)."""

    incident_id: Annotated[str, Field("Incident", key=True, required=True, refers="incident")]
    import_id: Annotated[str, Field("Import", key=True, required=True, refers="import", indexed=True)]
    dataset: str
    external_id: str
    raw_row: str

    def __post_init__(self) -> None:
        checks.declared(self.incident_id, self)


@dataclass(frozen=True, slots=True)
class Revision:
    """One edit or one import; an import's `after` is what it came to.

    An edit's `before` and `after` are JSON objects of one form: a sheet for each key that it touched, with the fields
    that it changed, or null where there was no such noun. `subjects` are the keys it is listed under; imports have
    none. `revision_id` is None until it is kept.
    """

    subject: Annotated[str, Field("About", required=True, indexed=True)]
    changed_at: datetime
    changed_by: str
    why: str
    before: str | None
    after: str | None
    revision_id: Annotated[int | None, Field("Number", key=True)] = None
    subjects: Annotated[tuple[str, ...], Field("Listed under", apart="revision_subjects.subject")] = ()

    def __post_init__(self) -> None:
        checks.declared(self.subject or "revision", self)
