"""Killed while it loads the seeds: what was there is there, nothing of the seeds is, and the next start loads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from incidentmap.desk import Seeded, save, seed
from incidentmap.geocode import Gazetteer, place
from incidentmap.settings import SEEDS
from incidentmap.store import Store, check, reading
from tests import records
from tests.desk.test_editing import record
from tests.killing import killed
from tests.store.conftest import Alike

pytestmark = pytest.mark.long

GAZETTEER = Gazetteer()


ALL = 152  # the seeds and the one that was there
COMPLETED = 5  # after every so many kills the work is done to its end, which takes longest


def load(store: Store, gazetteer: Gazetteer = GAZETTEER) -> Seeded:
    return seed(store, lambda incident: place(incident, gazetteer), SEEDS, "tester")


def loading(report: Callable[[Any], None], url: str) -> None:
    load(Store.open(url), Gazetteer())


def prepare(url: str) -> None:
    store = Store.open(url)
    with store.writing() as writer:
        for noun in (records.ACTOR, records.ARTICLE, records.PLACE, replace(records.revision(), subjects=())):
            writer.add(noun)
    save(store, [(None, record())], "tester", "confirmed before")
    store.close()


def test_killed_while_seeding(alike: Alike) -> None:
    for number, (_, (url,)) in enumerate(killed(loading, alike(prepare))):
        store = Store.open(url)
        with store.reading() as connection:
            found = reading.records(connection)
            assert found == {"X-1": record()} or len(found) == ALL  # killed before the commit, or just after it
            assert list(check(connection)) == []
        if len(found) == ALL:
            store.close()
            continue
        if number % COMPLETED == 0:
            assert load(store).stored == 964
            with store.reading() as connection:
                assert len(reading.records(connection)) == ALL
                assert list(check(connection)) == []
        store.close()
