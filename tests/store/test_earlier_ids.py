"""Statements and figures of version 0003 after the migration: each has an id, the same in every copy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from incidentmap.model import Record, from_sheet, part_ids
from incidentmap.store import Store, reading

ALL_IDS = "8139c0cbb34fca17"  # of 161 statements and 232 figures


def ids_of(record: Record) -> list[str]:
    return [getattr(each, own) for part, own in part_ids.IDS.items() for each in getattr(record, part)]


def test_every_copy_has_the_same_ids(earlier_store: Store) -> None:
    with earlier_store.reading() as connection:
        ids = sorted(each for record in reading.records(connection).values() for each in ids_of(record))
    assert len(set(ids)) == 161 + 232
    assert sha256("\n".join(ids).encode()).hexdigest()[:16] == ALL_IDS


def test_they_are_those_that_the_same_words_get_today(earlier_store: Store) -> None:
    with earlier_store.reading() as connection:
        records = reading.records(connection).values()
    for each in records:
        parts = {
            part: tuple(replace(item, **{own: ""}) for item in getattr(each, part))
            for part, own in part_ids.IDS.items()
        }
        assert replace(each, **parts) == each


def test_every_edit_holds_ids(earlier_store: Store) -> None:
    seen = whole = 0
    for key, sheet in sheets(earlier_store):
        for part, own in part_ids.IDS.items():
            ids = [item[own] for item in sheet.get(part, ())]
            assert len(set(ids)) == len(ids)
            assert all(part_ids.part_of(each) == part for each in ids)
            seen += len(ids)
        if "incident_id" in sheet:  # the whole record, not only what changed
            assert from_sheet(key, sheet)
            whole += 1
    assert seen > 100 and whole


def sheets(store: Store) -> Iterator[tuple[str, dict[str, Any]]]:
    with store.reading() as connection:
        edits = [each for each in reading.revisions(connection, 1, reading.state(connection)) if each.subjects]
    for edit in edits:
        for side in (edit.before, edit.after):
            for key, sheet in json.loads(side or "{}").items():
                if sheet and key.startswith("incident:"):
                    yield key, sheet
