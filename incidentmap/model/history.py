"""What came in from where, and who changed what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from incidentmap.model import checks
from incidentmap.model.vocabulary import ImportState


@dataclass(frozen=True, slots=True)
class Import:
    """A file or folder taken in; `sha256` names its exact content, `mapping` how its columns were read.

    Only what came with an applied one is read. One is loading until all of it is written, and discarded when it was
    taken back.
    """

    import_id: str
    sha256: str
    format: str
    by: str
    at: datetime
    mapping: str = ""
    state: ImportState = ImportState.APPLIED

    def __post_init__(self) -> None:
        checks.identifier(self.import_id, "import_id", self.import_id)
        checks.clean_text(self.import_id, self)
        checks.zoned(self.import_id, "at", self.at)


@dataclass(frozen=True, slots=True)
class Origin:
    """The row an incident came from, as it stood there (`raw_row` is a JSON object of strings)."""

    incident_id: str
    import_id: str
    dataset: str
    external_id: str
    raw_row: str

    def __post_init__(self) -> None:
        checks.clean_text(self.incident_id, self)
        checks.required(self.import_id, "incident_id", self.incident_id)
        checks.required(self.incident_id, "import_id", self.import_id)


@dataclass(frozen=True, slots=True)
class Revision:
    """One edit or one import; an import's `after` is what it came to.

    An edit's `before` and `after` are JSON objects of one form: a sheet for each key that it touched, with the fields
    that it changed, or null where there was no such noun. `subjects` are the keys it is listed under; imports have
    none. `revision_id` is None until it is kept.
    """

    subject: str
    changed_at: datetime
    changed_by: str
    why: str
    before: str | None
    after: str | None
    revision_id: int | None = None
    subjects: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        checks.clean_text(self.subject, self)
        checks.required("revision", "subject", self.subject)
        checks.zoned(self.subject, "changed_at", self.changed_at)
