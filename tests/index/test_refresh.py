"""The read model says what the records say, built anew or brought from one state to the next, whatever was edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentmap.index import Generation, build, refreshed
from incidentmap.store import Store
from tests.index import edits, facts

pytestmark = pytest.mark.long

Stores = Callable[[], AbstractContextManager[Store]]


def built(store: Store) -> Generation:
    with store.reading() as connection:
        return build(connection)


def follow(store: Store, held: Generation) -> Generation | None:
    with store.reading() as connection:
        return refreshed(connection, held)


def test_it_follows_every_edit(store: Store) -> None:
    happened: Counter[str] = Counter()
    random = edits.chance()
    edits.fill(store, 8, random)
    happenings = edits.Happenings(store, random)
    held = built(store)
    for _ in range(150):
        happened[what := happenings.happen()] += 1
        held = follow(store, held)
        assert facts.of_index(held.index) == facts.of_records(store), what
        assert held.index.state == store.state()
    anew = built(store)
    assert facts.of_index(anew.index) == facts.of_index(held.index)
    assert anew.index.actors == held.index.actors
    assert anew.stamp == held.stamp
    assert len({what for what in happened if "refused" not in what}) == len(set(happenings.kinds))


@settings(max_examples=25)
@given(seed=st.integers(0, 10**6), size=st.integers(0, 6), rounds=st.lists(st.integers(1, 6), max_size=4))
def test_several_edits_are_followed_at_once(alike_stores: Stores, seed: int, size: int, rounds: list[int]) -> None:
    random = edits.chance(seed)
    with alike_stores() as store:
        edits.fill(store, size, random)
        happenings = edits.Happenings(store, random)
        held = built(store)
        for several in rounds:
            what = [happenings.happen() for _ in range(several)]
            held = follow(store, held)
            assert facts.of_index(held.index) == facts.of_records(store), what


def test_an_import_is_not_followed(store: Store) -> None:
    held = built(store)
    edits.fill(store, 3, edits.chance())
    assert follow(store, held) is None


def test_another_history_is_not_followed(store: Store) -> None:
    edits.fill(store, 3, edits.chance())
    held = built(store)
    for stamp in (replace(held.stamp, state=7), replace(held.stamp, subject="x"), replace(held.stamp, changed_at="x")):
        assert follow(store, Generation(held.index, stamp)) is None


def test_what_is_not_shown_costs_no_reading(store: Store) -> None:
    random = edits.chance()
    edits.fill(store, 3, random)
    held = built(store)
    edits.Happenings(store, random).learn_alias()
    edits.Happenings(store, random).add_total()
    followed = follow(store, held)
    assert followed.index.state == held.index.state + 2
    assert followed.index.incidents is held.index.incidents
    assert followed.index.texts is held.index.texts
