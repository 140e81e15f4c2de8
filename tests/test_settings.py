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
