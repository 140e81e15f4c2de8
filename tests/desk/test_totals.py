"""Totals get ids that are never given twice, and keep the edits made to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from incidentmap.desk import save, undo
from incidentmap.desk.total_edits import new_aggregate_id, put_on
from incidentmap.model import Aggregate
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, reading, subjects

DAY = date(2024, 2, 1)
TOTAL = Aggregate("total-ministry-2024-02-01", DAY, "Ministry", v.Category.ATTACK, by_country=(("IQ", 1),))


def test_ids_hold_only_what_an_id_may(store: Store) -> None:
    assert new_aggregate_id(store, "É. Müller / «SOHR»", DAY) == "total-e-muller-sohr-2024-02-01"
    assert new_aggregate_id(store, "مركز", DAY) == "total-2024-02-01"
    Aggregate(new_aggregate_id(store, "x" * 500, DAY), DAY, "x", v.Category.OTHER)


def test_ids_are_counted_up_also_past_what_was_removed(store: Store) -> None:
    save(store, [(None, TOTAL)], "she", "read it")
    second = new_aggregate_id(store, "Ministry", DAY)
    assert second == "total-ministry-2024-02-01-02"
    save(store, [(None, replace(TOTAL, aggregate_id=second))], "she", "read it")
    save(store, [(TOTAL, None)], "she", "not theirs")
    assert new_aggregate_id(store, "Ministry", DAY) == "total-ministry-2024-02-01-03"


def test_the_edits_of_one_total_are_read_in_order(store: Store) -> None:
    changed = replace(TOTAL, note="odd")
    other = replace(TOTAL, aggregate_id=f"{TOTAL.aggregate_id}-02")
    save(store, [(None, TOTAL)], "she", "first")
    save(store, [(None, other)], "she", "another")
    number = save(store, [(TOTAL, changed), (other, replace(other, note="odd"))], "he", "both")
    undo(store, [number], "she", "taken back")
    with store.reading() as connection:
        edits = subjects.revisions_of(connection, f"aggregate:{TOTAL.aggregate_id}")
        assert reading.subject(connection, f"aggregate:{TOTAL.aggregate_id}") == TOTAL
        assert subjects.revisions_of(connection, "aggregate:none") == ()
    assert [edit.why for edit in edits] == ["first", "both", "taken back"]


def test_my_change_goes_on_theirs_and_mine_stands_where_both_changed() -> None:
    theirs = replace(TOTAL, note="theirs", title="theirs", by_country=(("SY", 2),))
    mine = replace(TOTAL, note="mine", as_of=date(2024, 2, 2))
    assert put_on(theirs, TOTAL, mine) == replace(theirs, note="mine", as_of=date(2024, 2, 2))
    assert put_on(theirs, TOTAL, TOTAL) == theirs
