"""Snapshots in either database: kept whole, shared where they hold the same, looked after, carried by a backup."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from incidentmap.desk.handing_out import keep_snapshot
from incidentmap.errors import StoreUnavailable
from incidentmap.model import ActorLink, Record, Snapshot, SnapshotFile, to_sheet
from incidentmap.model import vocabulary as v
from incidentmap.model.canonical import canonical, hash_of
from incidentmap.store import Store, backup, check, reading, restore_into, snapshots, tables
from incidentmap.store.snapshots import Page, packed
from tests import records
from tests.store.came_in import whole

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
QUERY = {"categories": "attack", "search": "قال «2–5» & more"}
LINK = ActorLink("other", "example-brigade", v.LinkKind.PART_OF)


def snapshot_of(snapshot_id: str, *held: Record) -> tuple[Snapshot, list[Page]]:
    pages = [packed([records.ACTOR, LINK]), packed(held), packed([records.PLACE])]
    digest = hash_of(QUERY, [canonical(to_sheet(each)) for each in held])
    link = "categories=attack&search=%D9%82%D8%A7%D9%84+%C2%AB2%E2%80%935%C2%BB+%26+more"
    named = tuple(page.page_id for page in pages)
    return Snapshot(snapshot_id, AT, "قال", link, "attacks", len(held), 9, "not marked", 3, digest, named), pages


def kept(store: Store, snapshot_id: str = "s-1", *held: Record, file: str = "f" * 64) -> Snapshot:
    snapshot, pages = snapshot_of(snapshot_id, *(held or (whole("X-1"), whole("X-2"))))
    keep_snapshot(store, snapshot, pages, [SnapshotFile(snapshot_id, "out.csv", file)])
    return snapshot


def test_it_comes_back_whole(store: Store) -> None:
    snapshot = kept(store)
    with store.reading() as connection:
        assert snapshots.snapshot(connection, "s-1") == snapshot
        assert [snapshots.snapshot(connection, each) for each in ("s-2", "s-1\0", "s-\udcff")] == [None] * 3
        assert reading.subject(connection, "story:s\0") is None
        assert snapshot.query == QUERY
        found = list(snapshots.nouns(connection, snapshot))
        assert found == [records.ACTOR, LINK, whole("X-1"), whole("X-2"), records.PLACE]
        assert [each["incident_id"] for each in snapshots.rows(connection, snapshot)] == ["X-1", "X-2"]
        assert snapshots.files(connection, "s-1") == [SnapshotFile("s-1", "out.csv", "f" * 64)]
        assert list(check(connection)) == []


def test_it_is_found_by_its_hash_and_by_a_file_of_it_the_newest_first(store: Store) -> None:
    snapshot = kept(store)
    later, pages = snapshot_of("s-0", whole("X-1"), whole("X-2"))
    later = replace(later, at=AT.replace(hour=10))
    keep_snapshot(store, later, pages, [SnapshotFile("s-0", "out.kml", "e" * 64)])
    with store.reading() as connection:
        assert snapshots.snapshots(connection) == [later, snapshot]
        assert snapshots.listed(connection) == [replace(later, pages=()), replace(snapshot, pages=())]
        assert snapshots.with_hash(connection, ["0" * 64, snapshot.sha256]) == [later, snapshot]
        assert snapshots.with_file(connection, "f" * 64) == [snapshot]
        assert snapshots.with_file(connection, snapshot.sha256) == []


def test_what_two_hold_alike_is_kept_once_and_no_edit_is_made(store: Store) -> None:
    before = store.state()
    kept(store)
    kept(store, "s-2")
    kept(store, "s-3", whole("X-1"))
    with store.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(tables.snapshot_pages)) == 4
    assert store.state() == before


def test_one_is_kept_whole_or_not_at_all(store: Store) -> None:
    snapshot, pages = snapshot_of("s-1", whole("X-1"))
    twice = [SnapshotFile("s-1", "out.csv", "f" * 64)] * 2
    with pytest.raises(sa.exc.IntegrityError):
        keep_snapshot(store, snapshot, pages, twice)
    with store.reading() as connection:
        assert snapshots.snapshots(connection) == []
        assert connection.scalar(sa.select(sa.func.count()).select_from(tables.snapshot_pages)) == 0


def test_check_finds_a_changed_page_a_lost_one_and_another_filter(store: Store) -> None:
    first, second = kept(store), kept(store, "s-2", whole("X-3"))
    third = kept(store, "s-3", whole("X-4"))
    held = tables.snapshot_pages
    with store.loading() as writer:
        run = writer.connection.execute
        changed = packed([whole("X-9")]).content
        run(sa.update(held).filter_by(page_id=first.pages[1]).values(content=changed))
        run(sa.delete(held).filter_by(page_id=second.pages[1]))
        run(sa.update(tables.snapshots).filter_by(snapshot_id=third.snapshot_id).values(link="categories=strike"))
    with store.reading() as connection:
        said = [str(each) for each in check(connection)]
        with pytest.raises(StoreUnavailable, match=r"snapshot s-1: .* was changed\); restore a backup"):
            list(snapshots.rows(connection, first))
    assert [each.partition(": ")[0] for each in said] == ["snapshots:s-1", "snapshots:s-2", "snapshots:s-3"]
    assert "was changed" in said[0] and "is not there" in said[1] and "by their hash" in said[2]


def test_a_backup_carries_it(store: Store, tmp_path: Path) -> None:
    snapshot = kept(store)
    backup(store, tmp_path / "copy")
    restored, contents, _ = restore_into(tmp_path / "home" / "other.sqlite", tmp_path / "copy", "she")
    assert contents["snapshots"].rows == contents["snapshot_files"].rows == 1
    with restored.reading() as connection:
        (found,) = snapshots.with_file(connection, "f" * 64)
        assert found == snapshot and len(list(snapshots.nouns(connection, found))) == 5
    restored.close()
