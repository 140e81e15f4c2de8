"""What we raise on purpose. Each message says which record, which field, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum


class IncidentMapError(Exception):
    """Any trouble this program can explain to the analyst in one sentence."""


class InvalidRecord(IncidentMapError):
    """A value that a record cannot hold.

    `field` names one field, or several joined by ", ", or none where the record as a whole is meant; `kind` is the type
    of noun that declares them, None where the names alone tell. `allowed` are the members of an enumeration that would
    do, for those who say them in words.
    """

    def __init__(
        self,
        record: str,
        field: str,
        value: object,
        problem: str,
        *,
        kind: type[object] | None = None,
        allowed: Sequence[Enum] = (),
    ) -> None:
        shown = value.value if isinstance(value, Enum) else value
        super().__init__(f"{record}: {field} {shown!r} {problem}" if field else f"{record}: {problem}")
        self.record = record
        self.field = field
        self.value = shown
        self.problem = problem
        self.kind = kind
        self.allowed = tuple(allowed)

    @property
    def fields(self) -> tuple[str, ...]:
        """Name the fields that it is about."""
        return tuple(self.field.split(", "))


class UnclearDate(IncidentMapError):
    """Typed words that are no date, no day there is, or may be two days."""


class UnclearLink(IncidentMapError):
    """A link of which a part is not understood; the message holds a line for each such part."""


class StoreUnavailable(IncidentMapError):
    """The database cannot be used now: unreadable, locked, full, damaged, or newer than this program."""


class StoreDamaged(StoreUnavailable):
    """The file of the database is no database, or is damaged or incomplete: only a backup helps."""


class StoreBusy(StoreUnavailable):
    """Somebody else writes to the database for longer than one waits: the same works again in a moment."""


class GazetteerUnavailable(IncidentMapError):
    """The gazetteer file is missing or is not one of ours."""


class GeocoderTrouble(IncidentMapError):
    """An online geocoder could not be asked or did not answer; says nothing about the place.

    `again_in` is the number of seconds it asked to be left alone, None where it did not say.
    """

    def __init__(self, message: str, again_in: float | None = None) -> None:
        super().__init__(message)
        self.again_in = again_in


class FileRefused(IncidentMapError):
    """A brought file that cannot be read as what it should be; nothing of it was taken."""


class ReferenceFileUnavailable(IncidentMapError):
    """A seed or reference file is missing or cannot be read as UTF-8."""


class NothingToSave(IncidentMapError):
    """An edit that changes nothing."""


class Outdated(IncidentMapError):
    """Somebody saved a newer version meanwhile; `base` is what was edited, `current` what the store holds now."""

    def __init__(self, key: str, base: object, current: object) -> None:
        super().__init__(f"{key}: somebody saved a newer version meanwhile; look at both, then save again")
        self.key = key
        self.base = base
        self.current = current


class Clash(IncidentMapError):
    """An edit that cannot be undone by itself, as later ones changed the same fields."""

    def __init__(self, key: str, fields: tuple[str, ...], revision_id: int | None) -> None:
        named = ", ".join(fields)
        super().__init__(
            f"{key}: edit {revision_id} changed {named}, and so did a later edit; undo the later one first"
        )
        self.key = key
        self.fields = fields
        self.revision_id = revision_id


class FileNotMade(IncidentMapError):
    """A file to hand out that could not be made; another kind may be."""


class TableTooLarge(IncidentMapError):
    """More than the wanted kind of file holds; nothing was written."""
