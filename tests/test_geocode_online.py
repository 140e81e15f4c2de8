"""`python -m incidentmap geocode` with a service to ask: a stand-in on this machine."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.geocode.nominatim import Server, result, serving
from tests.test_command_line import run

ROWS = "place,country,admin1\nTell Xyzzy,IQ,IQ-AN\nTell Elsewhere,IQ,IQ-AN\nTell Nowhere,IQ,IQ-AN\nRamadi,IQ,IQ-AN\n"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving() as running:
        running.knows("Tell Xyzzy", result("Tell Xyzzy", 33.45, 43.2))
        running.knows("Tell Elsewhere", result("Tell Elsewhere", 36.3, 43.0, osm_id=7))
        monkeypatch.setenv("INCIDENTMAP_NETWORK", "on")
        monkeypatch.setenv("INCIDENTMAP_GEOCODER_URL", running.address)
        yield running


def geocoded(tmp_path: Path) -> list[dict[str, str]]:
    (tmp_path / "in.csv").write_text(ROWS)
    done = run(tmp_path / "home", "geocode", str(tmp_path / "in.csv"), str(tmp_path / "out.csv"))
    assert done.returncode == 0, done.stderr
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_what_nothing_here_knows_is_asked_once(server: Server, tmp_path: Path) -> None:
    found, elsewhere, nowhere, known = geocoded(tmp_path)
    assert (found["place_id"], found["latitude"], found["reason"]) == ("osm:node/4242", "33.45", "")
    assert elsewhere["place_id"] == nowhere["place_id"] == "admin1:IQ-AN"
    assert "Tell Elsewhere (osm:node/7) lies" in elsewhere["reason"]
    assert "km outside of Al Anbar" in elsewhere["reason"]
    assert "osm:" not in nowhere["reason"]
    assert known["place_id"].startswith("geonames:")
    assert [asked["q"] for asked in server.asked] == ["Tell Xyzzy", "Tell Elsewhere", "Tell Nowhere"]
    assert geocoded(tmp_path)[0] == found
    assert len(server.asked) == 3


def test_an_outage_is_said_in_every_row_it_concerns(server: Server, tmp_path: Path) -> None:
    server.says(429, "slow down", Retry_After="1999")
    *unknown, known = geocoded(tmp_path)
    assert ["service unavailable, again in 1" in row["reason"] for row in unknown] == [True] * 3
    assert (known["reason"], len(server.asked)) == ("", 1)


@pytest.mark.parametrize(("name", "value"), [("NETWORK", "off"), ("GEOCODER_URL", "")])
def test_no_service_is_asked_unless_both_say_so(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"INCIDENTMAP_{name}", value)
    assert "osm:" not in "".join(row["place_id"] for row in geocoded(tmp_path))
    assert server.asked == []
    assert not (tmp_path / "home").exists()
