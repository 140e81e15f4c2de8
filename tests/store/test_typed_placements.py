"""Placements of version 0003 after the migration: who decided, what fell back, what it was derived from."""

from __future__ import annotations

import json
import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from incidentmap.model import Placement, from_sheet
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, check, reading
from tests.store.earlier import KNOWN, unpack


def placements(store: Store) -> dict[str, Placement]:
    with store.reading() as connection:
        records = reading.records(connection)
        return {name: record.placement for name, record in records.items() if record.placement}


def test_who_decided_is_who_placed_it(earlier_store: Store) -> None:
    found = {name: each.decided_by for name, each in placements(earlier_store).items() if each.decided_by}
    assert found == {name: by or "an analyst, name not kept" for name, by in KNOWN["placed_by_hand"].items()}


def test_what_fell_back_is_the_area_stated(earlier_store: Store) -> None:
    found = placements(earlier_store)
    fell_back = {name for name, each in found.items() if each.fell_back}
    areas = ("governorate", "country", "district")
    assert fell_back == {name for name, (method, _) in KNOWN["score_of_one_half"].items() if method in areas}
    assert all(found[name].reason == f"this is the {found[name].method} that is stated" for name in fell_back)


def test_what_was_derived_names_its_anchor(earlier_store: Store) -> None:
    found = placements(earlier_store)
    assert found["IQ-2023-11-21-04"].anchor_id == "site:tanf"
    with earlier_store.reading() as connection:
        kinds = {name: reading.place(connection, each.place_id or "") for name, each in found.items()}
    together = (v.PlacementMethod.SEVERAL, v.PlacementMethod.ONE_OF, v.PlacementMethod.ALIAS)
    for name, each in found.items():
        derived = kinds[name] is not None and kinds[name].kind == "derived"  # type: ignore[union-attr]
        assert bool(each.anchor_id) == (derived and each.method not in together), name


def test_what_stands_for_several_places_lies_in_no_area_of_the_first(earlier_store: Store) -> None:
    together = (v.PlacementMethod.SEVERAL, v.PlacementMethod.ONE_OF)
    with earlier_store.reading() as connection:
        ids = {each.place_id for each in placements(earlier_store).values() if each.method in together}
        places = [reading.place(connection, each or "") for each in ids]
    derived = [place for place in places if place and place.kind == "derived"]
    assert derived
    assert not any(place.country_code or place.admin1 or place.admin2 for place in derived)


def test_every_placement_of_an_edit_reads(earlier_store: Store) -> None:
    seen = 0
    with earlier_store.reading() as connection:
        for edit in reading.revisions(connection, 1, reading.state(connection)):
            for side in filter(None, (edit.before, edit.after)) if edit.subjects else ():
                for key, sheet in json.loads(side).items():
                    if sheet and sheet.get("placement"):
                        assert sheet["placement"].keys() == set(Placement.__dataclass_fields__)
                        seen += 1
                        if "incident_id" in sheet:
                            assert from_sheet(key, sheet)
    assert seen > 20


def test_what_is_in_doubt_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        Store.open(f"sqlite:///{unpack(tmp_path)}").close()
    told = [each.getMessage() for each in caplog.records if "look at where" in each.getMessage()]
    assert [each.split(":")[1] for each in told] == ["IQ-2023-11-21-04"]


def take_back_as_version_0003(path: Path, number: int, by: str) -> str:
    """Write the undo of an edit of one incident, as that version wrote it; give the incident."""
    with closing(sqlite3.connect(path)) as connection, connection:
        query = "SELECT before, after FROM revisions WHERE revision_id = ?"
        found, made = map(json.loads, connection.execute(query, (number,)).fetchone())
        (key,) = found
        name = key.removeprefix("incident:")
        ((version,),) = connection.execute("SELECT version FROM incidents WHERE incident_id = ?", (name,))
        sides = [{key: made[key] | {"version": version}}, {key: found[key] | {"version": version + 1}}]
        values = (key, "2026-02-01 12:00:00.000000", by, "taken back", *(json.dumps(each) for each in sides))
        columns = "subject, changed_at, changed_by, why, before, after"
        cursor = connection.execute(f"INSERT INTO revisions ({columns}) VALUES (?, ?, ?, ?, ?, ?)", values)  # noqa: S608
        connection.execute("INSERT INTO revision_subjects VALUES (?, ?)", (cursor.lastrowid, key))
        placed = found[key]["placement"]
        fields = ("place_id", "where_prec", "latitude", "longitude", "uncertainty_km", "queried_as")
        changes = ", ".join(f"{field} = :{field}" for field in fields)
        connection.execute(f"UPDATE placements SET {changes} WHERE incident_id = :incident_id", placed)  # noqa: S608
        connection.execute("UPDATE incidents SET version = version + 1 WHERE incident_id = ?", (name,))
    return name


def test_who_takes_an_edit_back_does_not_decide(tmp_path: Path) -> None:
    path = unpack(tmp_path)
    name = take_back_as_version_0003(path, KNOWN["named"]["placed by hand again"], "Cleo")
    store = Store.open(f"sqlite:///{path}")
    assert placements(store)[name].decided_by == "Mona Adel"
    with store.reading() as connection:
        assert list(check(connection)) == []
    store.close()
