"""The history replayed: what the edits say is what the store holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from incidentmap.model import Revision, Sheet, Subject, key_of, to_sheet

Problem = tuple[str, str]  # the key of a noun or the number of an edit, and what is wrong with it


@dataclass(frozen=True, slots=True)
class _Known:
    """What the edits so far say of one noun: a mark for each field that they name, or None where it was taken away.

    A mark is the hash of a value, so that the histories of many records fit into memory.
    """

    edit: int
    marks: dict[str, int] | None


class Replay:
    """Edits taken in one by one, oldest first, then compared with the nouns of the store."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}

    def take(self, revision: Revision) -> Iterator[Problem]:
        """Take in one edit; tell what does not follow from those before it. Imports and restorings are passed over."""
        if revision.before is None and not revision.subjects:
            return
        number = revision.revision_id or 0
        before, after = _sides(revision.before), _sides(revision.after)
        if before is None or after is None or before.keys() != after.keys():
            yield f"edit {number}", "does not say what it changed"
            return
        for key in before:
            for problem in self._problems(key, before[key], after[key]):
                yield f"edit {number}", f"{key}: {problem}"
            self._keep(number, key, before[key] or {}, after[key])

    def compare(self, noun: Subject) -> Iterator[Problem]:
        """Tell where a noun is not what its edits say."""
        key = key_of(noun)
        known = self._known.pop(key, None)
        if known is None:
            return
        if known.marks is None:
            yield key, f"is there, though edit {known.edit} took it away"
            return
        marks = _marks(to_sheet(noun))
        for field, mark in known.marks.items():
            if marks.get(field) != mark:
                yield key, f"{field} is not what the edits up to {known.edit} say"

    def named(self, key: str) -> frozenset[str]:
        """Give the fields of a noun that edits name, before it is compared."""
        known = self._known.get(key)
        return frozenset(known.marks or ()) if known else frozenset()

    def knows(self, key: str) -> bool:
        """Tell whether edits name a noun that was not compared yet."""
        return key in self._known

    def forget(self, key: str) -> None:
        """Pass over a noun that is there, but cannot be read."""
        self._known.pop(key, None)

    def missing(self) -> Iterator[Problem]:
        """Tell what was never compared, though the edits say that it is there."""
        for key, known in self._known.items():
            if known.marks is not None:
                yield key, f"is not there, though edit {known.edit} left it there"

    def _problems(self, key: str, before: Sheet | None, after: Sheet | None) -> Iterator[str]:
        known = self._known.get(key)
        if known is not None:
            yield from _differences(known, before)
        if before is None or after is None:
            return
        if before.keys() != after.keys():
            yield "names other fields before than after"
        if key.startswith("incident:") and _version(after) != _version(before) + 1:
            yield "the version does not grow by one"

    def _keep(self, number: int, key: str, before: Sheet, after: Sheet | None) -> None:
        earlier = self._known.get(key)
        marks = (earlier and earlier.marks) or {}
        self._known[key] = _Known(number, None if after is None else marks | _marks(before) | _marks(after))


def _differences(known: _Known, before: Sheet | None) -> Iterator[str]:
    if (known.marks is None) != (before is None):
        there = "was not there" if before is None else "was there"
        yield f"says that it {there}, against edit {known.edit}"
    elif known.marks is not None and before is not None:
        marks = _marks(before)
        for field in marks.keys() & known.marks.keys():
            if marks[field] != known.marks[field]:
                yield f"found another {field} than the edits up to {known.edit} left"


def _sides(text: str | None) -> dict[str, Sheet | None] | None:
    """Read one side of an edit; None if it is not of the form that edits have."""
    try:
        found = json.loads(text or "")
    except ValueError:
        return None
    if not isinstance(found, dict) or not all(each is None or isinstance(each, dict) for each in found.values()):
        return None
    return found


def _marks(sheet: Sheet) -> dict[str, int]:
    return {field: hash(json.dumps(value, sort_keys=True)) for field, value in sheet.items()}


def _version(sheet: Sheet) -> Any:
    found = sheet.get("version")
    return found if isinstance(found, int) else -1
