"""Figures of version 0003 after the migration: they say nothing of a nation, in the rows as in the edits."""

from __future__ import annotations

from dataclasses import replace

from incidentmap.desk import save
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, reading
from tests.store.test_earlier_ids import sheets


def test_nothing_of_before_names_a_nation(earlier_store: Store) -> None:
    with earlier_store.reading() as connection:
        figures = [each for record in reading.records(connection).values() for each in record.casualties]
    assert {each.nationality for each in figures} == {""}
    items = [item for _, sheet in sheets(earlier_store) for item in sheet.get("casualties", ())]
    assert {item["nationality"] for item in items} == {""}
    assert len(figures) > 200
    assert len(items) > 20


def test_a_figure_can_be_given_a_nation_and_stand_for_all_sides(earlier_store: Store) -> None:
    with earlier_store.reading() as connection:
        record = next(each for each in reading.records(connection).values() if each.casualties)
    first, *others = record.casualties
    changed = replace(first, nationality="US", of=v.CasualtiesOf.ALL)
    save(earlier_store, [(record, replace(record, casualties=(changed, *others)))], "she", "the source says it")
    with earlier_store.reading() as connection:
        found = reading.records(connection, [record.incident_id])[record.incident_id]
    assert found.casualties[0] == changed
    assert found.casualties[0].casualties_id == first.casualties_id
