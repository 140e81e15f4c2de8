"""Killed while it saves, or saving beside another: every edit that was confirmed is there, and none by half."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from incidentmap.desk import save
from incidentmap.errors import Outdated
from incidentmap.model import Record
from incidentmap.store import Store, check, reading
from tests import records
from tests.desk.test_editing import changed, record
from tests.killing import DONE, HITS, Process, killed
from tests.store.conftest import Alike

pytestmark = pytest.mark.long

A_FEW = 20
EACH = 50


def prepare(url: str) -> None:
    store = Store.open(url)
    with store.writing() as writer:
        for noun in (records.ACTOR, records.ARTICLE, records.PLACE, replace(records.revision(), subjects=())):
            writer.add(noun)
    save(store, [(None, record())], "tester", "start")
    store.close()


def current(store: Store) -> Record:
    with store.reading() as connection:
        return reading.records(connection, ["X-1"])["X-1"]


def saving(report: Callable[[Any], None], url: str, name: str, times: int) -> None:
    store = Store.open(url)
    for number in range(times):
        report(kept(store, name, number))


def kept(store: Store, name: str, number: int) -> int:
    """Save until nobody was quicker."""
    while True:
        before = current(store)
        try:
            return save(store, [(before, edited(before, name, number))], name, f"{name} {number}")
        except Outdated:
            continue


def edited(before: Record, name: str, number: int) -> Record:
    """Change the incident itself, and every other time its parts as well."""
    figures = before.evidence if number % 2 else (before.evidence or (records.evidence(),))
    return replace(changed(before, summary=f"{name} {number}"), evidence=figures[: (number + 1) % 2])


def test_killed_while_saving(alike: Alike) -> None:
    (url,) = alike(prepare)()
    confirmed: set[int] = set()
    for number, (reported, _) in enumerate(killed(saving, lambda: (url, "tester", A_FEW))):
        confirmed |= set(reported)
        store = Store.open(url)
        with store.reading() as connection:
            found = reading.revisions(connection, 1, reading.state(connection))
            assert confirmed <= {each.revision_id for each in found}
            assert list(check(connection)) == []
        kept(store, "after", number)
        store.close()
    assert len(confirmed) > HITS


def test_two_that_save_at_once(alike: Alike) -> None:
    (url,) = alike(prepare)()
    both = [Process(saving, url, name, EACH) for name in ("one", "two")]
    assert [process.end()[-1] for process in both] == [DONE, DONE]
    store = Store.open(url)
    assert current(store).incident.version == 1 + 2 * EACH
    with store.reading() as connection:
        said = [each.why for each in reading.revisions(connection, 3, reading.state(connection))]
        assert sorted(said) == sorted(f"{name} {number}" for name in ("one", "two") for number in range(EACH))
        assert list(check(connection)) == []
    store.close()
