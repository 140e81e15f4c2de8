"""What was added to a gazetteer, source by source, and taking one of them back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from incidentmap.errors import GazetteerUnavailable
from incidentmap.gazetteer.extend import additions, take_back
from incidentmap.gazetteer.place_row import PlaceRow
from incidentmap.text.counting import counted

_KINDS = {"admin1": "governorate", "admin2": "district", "oilgas": "oil or gas field"}


class AddedSource(NamedTuple):
    """A source, its licences, and how many places of each kind came from it."""

    source: str
    licence: str
    kinds: Counter[str]

    def __str__(self) -> str:
        kinds = ", ".join(counted(number, _KINDS.get(kind, kind)) for kind, number in sorted(self.kinds.items()))
        return f"{self.source} ({self.licence}): {kinds}"


def added_sources(target: Path) -> Iterator[AddedSource]:
    """List the sources of what was added, by name."""
    for source, records in groupby(sorted(additions(target), key=_source), key=_source):
        found = list(records)
        licences = ", ".join(dict.fromkeys(record.licence for record in found))
        yield AddedSource(source, licences, Counter(record.kind for record in found))


def remove(base: Path, source: str, target: Path) -> int:
    """Take back what came from one source; raise `GazetteerUnavailable` where nothing did."""
    count = take_back(base, source, target) if target.exists() else 0
    if not count:
        known = ", ".join(f"“{each.source}”" for each in added_sources(target))
        raise GazetteerUnavailable(
            f"{target}: nothing was added from “{source}”; what was added is from: {known}"
            if known
            else f"{target}: nothing was added, so there is nothing to take back"
        )
    return count


def _source(record: PlaceRow) -> str:
    return record.source
