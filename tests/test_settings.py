from __future__ import annotations

from pathlib import Path

import pytest

from incidentmap.errors import IncidentMapError
from incidentmap.settings import Settings


def test_nothing_set_means_this_folder_and_no_network() -> None:
    settings = Settings.from_environment({})
    assert settings.home == Path("var").absolute()
    assert settings.database_url == f"sqlite:///{settings.home / 'incidents.sqlite'}"
    assert not settings.network


@pytest.mark.parametrize(("said", "meant"), [("on", True), ("ON ", True), ("1", True), ("off", False), ("", False)])
def test_the_network_is_a_switch(said: str, meant: bool) -> None:
    assert Settings.from_environment({"INCIDENTMAP_NETWORK": said}).network is meant


def test_a_switch_that_is_not_understood_is_not_taken_for_off() -> None:
    with pytest.raises(IncidentMapError, match="write on or off"):
        Settings.from_environment({"INCIDENTMAP_NETWORK": "perhaps"})


def test_who_works_is_not_made_up() -> None:
    nobody = Settings.from_environment({})
    assert (nobody.analyst, nobody.analyst_header) == ("", "")
    said = Settings.from_environment({"INCIDENTMAP_ANALYST": " Rana ", "INCIDENTMAP_ANALYST_HEADER": "X-User"})
    assert (said.analyst, said.analyst_header) == ("Rana", "X-User")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({}, ("", "")),
        ({"INCIDENTMAP_GEOCODER": "Nominatim "}, ("nominatim", "https://nominatim.openstreetmap.org")),
        ({"INCIDENTMAP_GEOCODER": "photon"}, ("photon", "https://photon.komoot.io")),
        ({"INCIDENTMAP_GEOCODER_URL": "http://localhost:8080/"}, ("nominatim", "http://localhost:8080")),
        (
            {"INCIDENTMAP_GEOCODER": "pelias", "INCIDENTMAP_GEOCODER_URL": "http://10.0.0.7:4000/geo"},
            ("pelias", "http://10.0.0.7:4000/geo"),
        ),
    ],
)
def test_a_geocoder_is_a_service_and_its_address(said: dict[str, str], meant: tuple[str, str]) -> None:
    settings = Settings.from_environment(said)
    assert (settings.geocoder, settings.geocoder_url) == meant


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"INCIDENTMAP_GEOCODER": "google"}, "'google' is not known; write nominatim, photon, pelias"),
        ({"INCIDENTMAP_GEOCODER": "pelias"}, "no public server; set INCIDENTMAP_GEOCODER_URL"),
        ({"INCIDENTMAP_GEOCODER_URL": "localhost:8080"}, "is no plain address"),
        ({"INCIDENTMAP_GEOCODER_URL": "file:///etc/passwd"}, "is no plain address"),
        ({"INCIDENTMAP_GEOCODER_URL": "http://localhost:port"}, "is no plain address"),
        ({"INCIDENTMAP_GEOCODER_URL": "http://rana:secret@localhost"}, "is no plain address"),
        ({"INCIDENTMAP_GEOCODER_URL": "http://localhost?key=1"}, "is no plain address"),
        ({"INCIDENTMAP_GEOCODER_URL": "http://[::1"}, "is no plain address"),
        ({"INCIDENTMAP_GEOCODER_URL": "http://"}, "is no plain address"),
    ],
)
def test_a_geocoder_that_cannot_be_asked_is_said_at_once(said: dict[str, str], problem: str) -> None:
    with pytest.raises(IncidentMapError, match=problem) as raised:
        Settings.from_environment(said)
    assert "secret" not in str(raised.value)
