"""One place that cannot be read costs nobody else anything, and is named."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from incidentmap.desk import unreadable
from incidentmap.geocode import UNREADABLE, Gazetteer, place, result_of
from incidentmap.model import Incident
from incidentmap.store import Store
from tests.desk.test_batch import HEADER, geocoded
from tests.records import incident, revision


@pytest.fixture
def a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours in the reader of names, at one word."""
    module = sys.modules["incidentmap.geocode.find"]
    read = module.mentions

    def faulty(text: str) -> Any:
        if "FAULT" in text:
            raise ValueError("a fault of ours")
        return read(text)

    monkeypatch.setattr(module, "mentions", faulty)


def test_a_table_goes_on(a_fault: None, tmp_path: Path) -> None:
    _, out = geocoded(tmp_path, HEADER + "1,Mosul,IQ,,\n2,FAULT,IQ,Anbar,\n3,FAULT,,,\n4,5 KM NORTH OF MOSUL,IQ,,\n")
    assert [row["place_id"] for row in out] == ["geonames:99072", "admin1:IQ-AN", "", "geonames:99072@5km-N"]
    assert [UNREADABLE in row["reason"] for row in out] == [False, True, True, False]


def test_an_incident_is_left_without_a_place_and_check_names_it(a_fault: None, store: Store) -> None:
    gazetteer = Gazetteer()

    def reason(each: Incident) -> str:
        return result_of(each, gazetteer).reason

    with store.writing() as writer:
        for name, words in (("X-1", "Mosul"), ("X-2", "FAULT, Mosul"), ("X-3", "")):
            writer.add(incident(name, place_text=words, site="", target_actors=()))
        writer.add(revision())
    assert UNREADABLE in place(incident("X-2", place_text="FAULT", site="", country=""), gazetteer)[0].reason
    with store.reading() as connection:
        found = list(unreadable(connection, reason))
    assert [each.record for each in found] == ["incident:X-2"]
