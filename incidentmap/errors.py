"""What we raise on purpose. Each message says which record, which field, what is wrong and what to do."""

from __future__ import annotations


class IncidentMapError(Exception):
    """Any trouble this program can explain to the analyst in one sentence."""


class InvalidRecord(IncidentMapError):
    """A value that a record cannot hold."""

    def __init__(self, record: str, field: str, value: object, problem: str) -> None:
        super().__init__(f"{record}: {field} {value!r} {problem}")
        self.record = record
        self.field = field
        self.value = value
        self.problem = problem


class StoreUnavailable(IncidentMapError):
    """The database cannot be used now: unreadable, locked, full, damaged, or newer than this program."""


class StoreDamaged(StoreUnavailable):
    """The file of the database is no database, or is damaged or incomplete: only a backup helps."""


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
