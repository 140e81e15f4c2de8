"""The tasks that change records: what is corrected, and what is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from playwright.sync_api import expect

from incidentmap.desk import new_incident_id, save
from incidentmap.geocode import Gazetteer, place
from incidentmap.model import Citation, Record
from incidentmap.model import vocabulary as v
from incidentmap.store import reading
from tests import records
from tests.benchmarks.analyst import Analyst, go_to
from tests.benchmarks.reading_tasks import Task
from tests.browser.map_page import MapPage
from tests.browser.record_page import RecordPage

CORRECTED = "IQ-2023-11-17-02"
AMBIGUOUS, TOWN = "Tall Afar", "geonames:90393"  # an airfield has the name, too
MEANT = "\u2068Tall ‘Afar\u2069"  # isolated, as a name may be Arabic


def corrected_and_undone(analyst: Analyst, page: MapPage) -> None:
    before = _stored(analyst, CORRECTED)
    record = analyst.open_record(CORRECTED)
    record.choose("Outcome", "Missed")
    record.save("a later report")
    expect(record.history().first).to_contain_text("a later report")
    assert _stored(analyst, CORRECTED) != before
    record.undo_latest("of another attack")
    expect(record.history().first).to_contain_text("of another attack")
    undone = _stored(analyst, CORRECTED)  # taking back is an edit of its own, and only its number tells
    assert replace(undone, incident=replace(undone.incident, version=before.incident.version)) == before


def ambiguous_place_decided(analyst: Analyst, map_page: MapPage) -> None:
    incident_id = _add_ambiguous(analyst)
    go_to(map_page, "Places")
    page = RecordPage(map_page.page, map_page.address)
    page.choose("Incident", incident_id)
    page.sign("the report names the market")
    page.press(f"Choose {MEANT}")
    placement = _stored(analyst, incident_id).placement
    assert placement is not None
    assert (placement.place_id, placement.decided_by) == (TOWN, "Rana")


def _stored(analyst: Analyst, incident_id: str) -> Record:
    store = analyst.store()
    with store.reading() as connection:
        (found,) = reading.records(connection, [incident_id]).values()
    store.close()
    return found


def _add_ambiguous(analyst: Analyst) -> str:
    """Add an incident whose place two places have the name of; another hand did it before the task began."""
    store = analyst.store()
    day = date(2024, 2, 9)
    incident_id = new_incident_id(store, "IQ", day)
    incident = records.incident(
        incident_id, date_earliest=day, date_latest=day, target_actors=(), place_text=AMBIGUOUS,
        place_relation=v.PlaceRelation.AT,
    )  # fmt: skip
    with Gazetteer() as gazetteer:
        placement, derived = place(incident, gazetteer)
    source = Citation(f"{incident_id}.c", incident_id, title="A report")
    added = Record(incident, placement, citations=(source,))
    save(store, [(None, added)], "Omar", "a report came in", filter(None, [derived]))
    store.close()
    return incident_id


WRITING: Mapping[str, Task] = {
    "corrected and undone": corrected_and_undone,
    "an ambiguous place decided": ambiguous_place_decided,
}
