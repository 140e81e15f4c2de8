"""What was handed out, kept as it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from urllib.parse import parse_qsl

from incidentmap.model import checks
from incidentmap.model.field import Field


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A view as it was handed out; never changed. Its id begins with the moment, such as 2026-11-21-0930-5f0a1c.

    `link` is what stands behind the question mark, `asked` the same in words; `shown` of `total` incidents are in it.
    `sha256` is the hash of filter and rows, `revision` the number of the latest edit in them. `pages` name what holds
    the rows, and the actors, links and places that they refer to (`store.snapshots`).
    """

    snapshot_id: Annotated[str, Field("Id", key=True)]
    at: Annotated[datetime, Field("Handed out at", indexed=True)]
    by: Annotated[str, Field("Handed out by")]
    link: Annotated[str, Field("Link")]
    asked: Annotated[str, Field("Filter")]
    shown: int
    total: int
    marking: str
    revision: int
    sha256: Annotated[str, Field("SHA-256 of filter and records", required=True, indexed=True)]
    pages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        checks.declared(self.snapshot_id, self)

    @property
    def query(self) -> dict[str, str]:
        """Give the parameters of the link."""
        return dict(parse_qsl(self.link, keep_blank_values=True))


@dataclass(frozen=True, slots=True)
class SnapshotFile:
    """A file that a snapshot was handed out as, by its name then and by its exact content."""

    snapshot_id: Annotated[str, Field("Snapshot", key=True, required=True, refers="snapshot")]
    name: Annotated[str, Field("Name of the file", key=True, required=True)]
    sha256: Annotated[str, Field("SHA-256 of the file", required=True, indexed=True)]

    def __post_init__(self) -> None:
        checks.declared(self.snapshot_id, self)
