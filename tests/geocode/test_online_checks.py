"""Answers of an online geocoder that contradict what is stated are shown and not taken."""

from __future__ import annotations

from typing import Any

import pytest

from incidentmap.gazetteer.context import Context
from incidentmap.gazetteer.geodesy import offset
from incidentmap.geocode import Gazetteer
from incidentmap.geocode.chain_result import Status
from incidentmap.geocode.online.client import OnlineClient
from tests.geocode.asked_online import NEAR_MOSUL, NEAR_RAMADI, VILLAGE, ask, online, server
from tests.geocode.nominatim import Server, result

__all__ = ["online", "server"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (result(VILLAGE, *NEAR_RAMADI, country="sy"), "lies in SY, not in IQ"),
        (result(VILLAGE, *NEAR_MOSUL), "km outside of Al Anbar"),
        (result(VILLAGE, *NEAR_RAMADI, address={}), "does not say in which country"),
        (result("Elsewhere", *NEAR_RAMADI), "is called Elsewhere"),
        (
            result(VILLAGE, *NEAR_RAMADI, **{"class": "amenity", "type": "restaurant", "addresstype": "amenity"}),
            "is no place of an incident: amenity restaurant",
        ),
    ],
)
def test_an_answer_that_fails_a_check_is_shown_and_not_taken(
    gazetteer: Gazetteer, server: Server, online: OnlineClient, answer: dict[str, Any], reason: str
) -> None:
    server.knows(VILLAGE, answer)
    found = ask(gazetteer, online)
    assert (found.status, found.result.footprint) == (Status.NOT_FOUND, None)
    (suggestion,) = found.suggestions
    assert suggestion.place.place_id == "osm:node/4242"
    assert reason in suggestion.reason
    assert f"{suggestion.place.name} (osm:node/4242) {suggestion.reason}" in found.reason


def test_a_governorate_that_is_not_drawn_is_checked_by_its_circle(
    gazetteer: Gazetteer, server: Server, online: OnlineClient
) -> None:
    server.knows(VILLAGE, result(VILLAGE, 35.2, 45.95))
    server.knows("Tell Far", result("Tell Far", *NEAR_RAMADI))
    footprint = ask(gazetteer, online, VILLAGE, Context("IQ", "IQ-HA")).result.footprint
    assert footprint is not None
    assert footprint.place.admin1 == "IQ-HA"
    refused = ask(gazetteer, online, "Tell Far", Context("IQ", "IQ-HA")).suggestions[0]
    assert "km outside of Halabja" in refused.reason
    assert refused.place.admin1 == "IQ-AN"


@pytest.mark.parametrize(("km", "status"), [(9, Status.FOUND), (12, Status.NOT_FOUND)])
def test_an_answer_may_lie_ten_kilometres_outside(
    gazetteer: Gazetteer, server: Server, online: OnlineClient, km: float, status: Status
) -> None:
    halabja = gazetteer.admin1("IQ-HA")
    assert halabja is not None and halabja.latitude is not None and halabja.longitude is not None
    server.knows(VILLAGE, result(VILLAGE, *offset(halabja.latitude, halabja.longitude, halabja.radius_km + km, 270)))
    assert ask(gazetteer, online, context=Context("IQ", "IQ-HA")).status is status


def test_without_a_country_nothing_can_be_checked(gazetteer: Gazetteer, server: Server, online: OnlineClient) -> None:
    server.knows("Militants", result("Militants", *NEAR_RAMADI))
    found = ask(gazetteer, online, "Militants", Context())
    assert (found.status, found.result.footprint) == (Status.NOT_FOUND, None)
    assert "no country is stated" in found.suggestions[0].reason


def test_a_kind_that_was_named_is_kept(gazetteer: Gazetteer, server: Server, online: OnlineClient) -> None:
    server.knows("Xyzzy air base", result("Xyzzy", *NEAR_RAMADI))
    assert (
        "place village, not of the kind asked for: airfield"
        in ask(gazetteer, online, "Xyzzy air base").suggestions[0].reason
    )
