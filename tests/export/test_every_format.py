"""Whatever is asked: the rows of every file are exactly those on the screen, and say what the records say."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings

from incidentmap.export import canonical_hash
from incidentmap.formats.incident_csv import read_csv
from incidentmap.geocode import Gazetteer
from incidentmap.query import IncidentFilter, to_query
from incidentmap.store import Store
from incidentmap.text.visible import visible
from tests.export.handed import (
    ROWS,
    awkward_worlds,
    content,
    csv_rows,
    features,
    handed_out,
    held,
    placemarks,
    sheets,
)
from tests.query.strategies import filters
from tests.query.world import World, shown_in

several = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # in XML


@several
@given(awkward_worlds(), filters())
def test_the_rows_of_every_file_are_those_on_the_screen(
    empty_store: Store, gazetteer: Gazetteer, world: World, filter: IncidentFilter
) -> None:
    with handed_out(empty_store, world, filter, gazetteer) as (view, hand_out):
        files = {kind: content(kind, hand_out) for kind in ROWS}
        shown, records = shown_in(view), list(hand_out.records())
    assert [each.incident_id for each in records] == shown
    assert hand_out.provenance.counts == view.counts

    for kind in ("csv", "xlsx"):
        back, refused = read_csv(files[kind])
        assert (back, refused) == (records, [])
        assert canonical_hash(to_query(filter), back) == hand_out.provenance.sha256

    summaries = [each.incident.summary for each in records]
    assert [row["incident_id"] for row in csv_rows(files["csv"])] == shown
    rows = csv_rows(files["acled"])
    assert [(row["event_id_cnty"], row["notes"]) for row in rows] == list(zip(shown, summaries, strict=True))

    first, *table = sheets(files["xlsx"])["Incidents"]
    assert [row[first.index("incident_id")] for row in table] == shown

    said = [(each["id"], each["properties"]["summary"] or "") for each in features(files["geojson"])]
    assert said == list(zip(shown, summaries, strict=True))

    found = {each.data["incident_id"]: each.data.get("summary") or "" for each in placemarks(files["kml"])}
    assert len(placemarks(files["kml"])) == len(shown)
    assert found == {name: UNWRITABLE.sub("�", text) for name, text in zip(shown, summaries, strict=True)}

    told = [(each["id"], each["summary"]) for each in held(files["html"])["incidents"]]
    assert told == list(zip(shown, map(visible, summaries), strict=True))


@several
@given(awkward_worlds(), filters())
def test_what_was_asked_stands_in_every_file_that_can_hold_it(
    empty_store: Store, gazetteer: Gazetteer, world: World, filter: IncidentFilter
) -> None:
    with handed_out(empty_store, world, filter, gazetteer) as (view, hand_out):
        files = {kind: content(kind, hand_out) for kind in ROWS}
    told = [hand_out.provenance.sha256, "2024-03-01T12:30:15Z", hand_out.provenance.shown, hand_out.provenance.marking]
    assert f"{view.counts.shown:,} of {view.counts.total:,}" in hand_out.provenance.shown
    for kind in ("geojson", "kml", "html"):
        assert [each for each in told if each not in files[kind].decode()] == []
    asked = dict(sheets(files["xlsx"])["What was asked"])
    assert held(files["html"])["about"] == dict(hand_out.provenance.lines())
    assert set(told) <= set(asked.values())
    numbers = [said for said in asked.values() if isinstance(said, int)]
    assert sum(numbers) - asked["May be the same event as another"] == 2 * asked["Total"], "the kinds add up to it"
    for row in csv_rows(files["acled"]):
        assert [each for each in told if each not in row["hand_out"]] == []
