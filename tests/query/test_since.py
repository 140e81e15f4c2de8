"""Since last time: the filter shows what is new or changed since a hand-out, and the count takes it as any other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from incidentmap.desk import save
from incidentmap.desk.handing_out import keep_snapshot
from incidentmap.errors import UnclearLink
from incidentmap.export import opened
from incidentmap.export.snapshot_content import content_of
from incidentmap.geocode import Gazetteer
from incidentmap.index import Index, IndexKeeper
from incidentmap.model import Record, Revision
from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter, apply, from_query, from_text, in_words, to_query
from incidentmap.store import Store, reading, tables
from tests import records, stores
from tests.query.world import shown_in

SINCE = "2024-01-01-nowhere"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = stores.empty_at(tmp_path / stores.FILE)
    held = [records.incident(f"X-{number}", target_actors=()) for number in range(1, 5)]
    held.append(records.incident("X-5", target_actors=(), category=v.Category.STRIKE))
    save(made, [(None, Record(each)) for each in held], "she", "made")
    yield made
    made.close()


@pytest.fixture
def keeper(store: Store, tmp_path: Path) -> Iterator[IndexKeeper]:
    made = IndexKeeper(store, tmp_path)
    yield made
    made.close()


def edit(store: Store, incident_id: str, **changes: object) -> None:
    with store.reading() as connection:
        before = reading.records(connection, [incident_id])[incident_id]
    save(store, [(before, replace(before, incident=replace(before.incident, **changes)))], "he", "meanwhile")


def attacks(_index: Index) -> IncidentFilter:
    return IncidentFilter(categories=("attack",))


@pytest.fixture
def snapshot(store: Store, keeper: IndexKeeper) -> str:
    """The attacks, handed out before one was changed, one withdrawn, one added and a strike changed."""
    with Gazetteer() as gazetteer, opened(store, keeper, gazetteer, attacks) as hand_out:
        content = content_of(hand_out, "she", "out.csv", b"made")
    keep_snapshot(store, *content)
    edit(store, "X-2", notes="seen again")
    edit(store, "X-3", status=v.Status.WITHDRAWN)
    edit(store, "X-5", notes="no attack")
    save(store, [(None, Record(records.incident("X-6", target_actors=())))], "he", "new")
    return content.snapshot.snapshot_id


def test_it_shows_what_is_new_or_changed_and_the_count_adds_up(keeper: IndexKeeper, snapshot: str) -> None:
    view = apply(keeper.current(), IncidentFilter(since=snapshot))
    assert shown_in(view) == ["X-2", "X-6"]
    (charged,) = view.counts.excluded
    assert (charged.filter, charged.charged, charged.would_return) == ("since", 3, 3)
    assert view.counts.total == 5 == view.counts.shown + charged.charged
    narrower = apply(keeper.current(), IncidentFilter(since=snapshot, categories=("strike",)))
    assert [(each.filter, each.charged) for each in narrower.counts.excluded] == [("since", 3), ("categories", 2)]


def test_it_stands_in_the_link_and_in_words(keeper: IndexKeeper, snapshot: str) -> None:
    filter, index = IncidentFilter(since=snapshot), keeper.current()
    assert to_query(filter) == {"since": snapshot}
    assert from_query({"since": snapshot}, index) == (filter, ())
    said = in_words(IncidentFilter(since="2026-11-01-0930-5f0a1c"), {})
    assert said == "new or changed since the hand-out of 1 Nov 2026, 09:30 UTC"
    assert apply(index, filter.without("since")).counts.shown == 5


def test_an_unknown_one_is_told(keeper: IndexKeeper) -> None:
    found, (said,) = from_query({"since": SINCE}, keeper.current())
    assert found == IncidentFilter()
    assert said == f"the link says since={SINCE}, which is none of the snapshots kept here; it was left out"
    with pytest.raises(UnclearLink, match="none of the snapshots kept here"):
        from_text(f"?since={SINCE}", keeper.current())


def test_what_was_handed_out_as_that_can_be_compared_in_turn(store: Store, keeper: IndexKeeper, snapshot: str) -> None:
    with Gazetteer() as gazetteer, opened(store, keeper, gazetteer, lambda _: IncidentFilter(since=snapshot)) as later:
        content = content_of(later, "she", "out.csv", b"made")
    keep_snapshot(store, *content)
    edit(store, "X-6", notes="seen again")
    assert shown_in(apply(keeper.current(), IncidentFilter(since=content.snapshot.snapshot_id))) == ["X-6"]


def test_after_an_import_or_a_restored_backup_everything_is_read(
    store: Store, keeper: IndexKeeper, snapshot: str
) -> None:
    with store.loading() as writer:
        writer.connection.execute(sa.update(tables.incidents).filter_by(incident_id="X-1").values(notes="otherwise"))
    assert shown_in(apply(keeper.current(), IncidentFilter(since=snapshot))) == ["X-2", "X-6"]
    with store.writing() as writer:
        writer.add(Revision("restore-1", datetime.now(UTC), "he", "restored", None, "{}"))
    assert shown_in(apply(keeper.current(), IncidentFilter(since=snapshot))) == ["X-1", "X-2", "X-6"]
