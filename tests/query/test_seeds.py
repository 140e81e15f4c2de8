"""The seeds through the filters: the sums agree with the tables as they are printed."""

import csv
from pathlib import Path

import pytest

from incidentmap.desk.seeding import seed
from incidentmap.index import build
from incidentmap.model import Placement
from incidentmap.query import IncidentFilter, Role, apply
from incidentmap.store import Store
from tests.query.world import shown_in

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('seeds') / 'seeds.sqlite'}")
    seed(
        store,
        lambda incident: (Placement(incident.incident_id, None, None, reason="not looked up"), None),
        SEEDS,
        "test",
    )
    with store.reading() as connection:
        index = build(connection).index
    store.close()
    return index


def printed(name):
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_claims_in_the_umbrella_name_come_with_the_switch(index):
    days = {row["incident_id"]: row["event_date"] for row in printed("incidents.csv")}
    said = [row for row in printed("attributions.csv") if row["stance"] == "asserts"]
    named = {row["incident_id"] for row in said if row["actor"] == "Kataib Hezbollah"}
    umbrella = {row["incident_id"] for row in said if row["actor"] == "Islamic Resistance in Iraq"}
    assert len(named) > 3
    assert len(umbrella - named) > 30
    choice = {"actors": ("kataib-hezbollah",), "role": Role.DID_IT}
    printed_ids = set(days)

    def shown(**fields):
        return set(shown_in(apply(index, IncidentFilter(**choice, **fields)))) & printed_ids

    assert shown() == named
    assert shown(members=True) == named | {name for name in umbrella if days[name] >= "2023-10"}
