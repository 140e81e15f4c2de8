"""A real database of an earlier version: nothing is lost, and each edit is undone exactly when that version could."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from incidentmap.desk.undoing import sides, undo_within
from incidentmap.errors import IncidentMapError
from incidentmap.store import Store, Writer, check, reading
from incidentmap.store.copying import contents
from tests.store.earlier import KNOWN


class _Back(Exception):
    """Ends a transaction of which nothing is kept."""


def take_back(writer: Writer, numbers: Iterable[int]) -> None:
    undo_within(writer, numbers, "tester", "tries")


def can_undo(store: Store, numbers: Iterable[int]) -> bool:
    undone = False
    with suppress(_Back, IncidentMapError), store.writing() as writer:
        take_back(writer, numbers)
        undone = True
        raise _Back
    return undone


def edits_of(store: Store) -> list[Any]:
    with store.reading() as connection:
        return [each for each in reading.revisions(connection, 1, reading.state(connection)) if each.subjects]


def test_nothing_is_lost(earlier_store: Store) -> None:
    with earlier_store.reading() as connection:
        assert list(check(connection)) == []
        rows = {name: content.rows for name, content in contents(connection).items()}
        restorings = sum(each.why.startswith("restored from v0003") for each in reading.revisions(connection, 1, 1_000))
    held = {**KNOWN["holds"]["rows"], "revisions": KNOWN["holds"]["revisions"] + restorings}
    assert {name: rows[name] for name in held} == held


def test_each_edit_reads(earlier_store: Store) -> None:
    edits = {str(each.revision_id): each for each in edits_of(earlier_store)}
    assert {number: [each.changed_by, each.why] for number, each in edits.items()} == {
        number: [each["by"], each["why"]] for number, each in KNOWN["edits"].items()
    }
    for edit in edits.values():
        found, made = sides(edit)
        assert found.keys() == made.keys()
        json.dumps(made)


def test_each_edit_is_undone_exactly_when_that_version_could(earlier_store: Store) -> None:
    edits = {number: can_undo(earlier_store, [int(number)]) for number in KNOWN["edits"]}
    assert edits == {number: each["undone"] for number, each in KNOWN["edits"].items()}


def test_so_are_all_edits_of_one_subject(earlier_store: Store) -> None:
    edits = edits_of(earlier_store)
    numbers = {
        subject: [each.revision_id for each in edits if subject in each.subjects] for subject in KNOWN["of_one_subject"]
    }
    undone = {subject: can_undo(earlier_store, own) for subject, own in numbers.items()}
    assert undone == {subject: each["undone"] for subject, each in KNOWN["of_one_subject"].items()}


def test_so_is_one_after_another(earlier_store: Store) -> None:
    undone = []
    with suppress(_Back), earlier_store.writing() as writer:
        for number in sorted(map(int, KNOWN["edits"]), reverse=True):
            with suppress(IncidentMapError), writer.connection.begin_nested():
                take_back(writer, [number])
                undone.append(number)
        assert undone == KNOWN["one_after_another"]
        raise _Back
