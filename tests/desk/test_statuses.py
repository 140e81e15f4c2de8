"""What may become of an incident is one rule, and saving enforces it; merging and splitting have their own."""

from __future__ import annotations

from itertools import product

import pytest

from incidentmap.desk import merge, save, split, undo
from incidentmap.errors import InvalidRecord
from incidentmap.model import Record, words
from incidentmap.model.statuses import FOLLOWING
from incidentmap.model.vocabulary import Status
from incidentmap.store import Store, reading
from tests import records
from tests.desk.test_editing import changed

BY_A_PERSON = [each for each in Status if each is not Status.MERGED]


@pytest.fixture
def desk(store: Store) -> Store:
    with store.writing() as writer:
        for noun in (records.ACTOR, records.revision("start")):
            writer.add(noun)
    return store


def add(desk: Store, name: str, status: Status) -> Record:
    made = Record(records.incident(name, status=status))
    save(desk, [(None, made)], "tester", "heard of it")
    return made


def held(desk: Store, name: str) -> Record:
    with desk.reading() as connection:
        return reading.records(connection, [name])[name]


@pytest.mark.parametrize(("before", "after"), list(product(BY_A_PERSON, BY_A_PERSON)))
def test_only_what_may_follow_is_saved(desk: Store, before: Status, after: Status) -> None:
    made = add(desk, "X-1", before)
    if after is before or after in FOLLOWING[before]:
        save(desk, [(made, changed(made, status=after, notes="decided"))], "tester", "decided")
        assert held(desk, "X-1").incident.status is after
    else:
        with pytest.raises(InvalidRecord, match=f"cannot follow {words.of_member(before)}"):
            save(desk, [(made, changed(made, status=after))], "tester", "decided")
        assert held(desk, "X-1") == made


def test_nothing_is_merged_without_a_merger(desk: Store) -> None:
    first, second = add(desk, "X-1", Status.CONFIRMED), add(desk, "X-2", Status.CONFIRMED)
    with pytest.raises(InvalidRecord, match="by merging alone"):
        save(desk, [(second, changed(second, status=Status.MERGED, merged_into="X-1"))], "tester", "one event")
    new = Record(records.incident("X-3", status=Status.MERGED, merged_into="X-1"))
    with pytest.raises(InvalidRecord, match="by merging alone"):
        save(desk, [(None, new)], "tester", "one event")
    assert (held(desk, "X-1"), held(desk, "X-2")) == (first, second)


def test_a_merged_one_is_split_first(desk: Store) -> None:
    for name in ("X-1", "X-2", "X-3"):
        add(desk, name, Status.CONFIRMED)
    merge(desk, "X-1", "X-2", "tester", "one event")
    merged = held(desk, "X-2")
    for becomes in ({"status": Status.CONFIRMED, "merged_into": None}, {"merged_into": "X-3"}):
        with pytest.raises(InvalidRecord, match="split the incident first"):
            save(desk, [(merged, changed(merged, **becomes))], "tester", "by hand")
    split(desk, "X-2", "tester", "two events")
    assert held(desk, "X-2").incident.status is Status.CONFIRMED


def test_what_was_decided_is_taken_back_also_where_nobody_could_decide_so(desk: Store) -> None:
    made = add(desk, "X-1", Status.WITHDRAWN)
    number = save(desk, [(made, changed(made, status=Status.DRAFT))], "tester", "look again")
    now = held(desk, "X-1")
    with pytest.raises(InvalidRecord, match="cannot follow in review"):
        save(desk, [(now, changed(now, status=Status.WITHDRAWN))], "tester", "by hand")
    undo(desk, [number], "tester", "no need")
    assert held(desk, "X-1").incident.status is Status.WITHDRAWN
