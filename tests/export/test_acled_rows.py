"""The shape of ACLED's files: its codes where they say what we know, and else nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from incidentmap.formats.acled_file import COLUMNS
from incidentmap.geocode import Gazetteer
from incidentmap.model import Attribution, Citation, Placement
from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter
from incidentmap.store import Store
from tests.export.handed import content, csv_rows, handed_out
from tests.query.world import Case, World, one

DAY = date(2023, 11, 8)


def row_of(store: Store, gazetteer: Gazetteer, case: Case) -> dict[str, str]:
    with handed_out(store, World((case,)), IncidentFilter(), gazetteer) as (_, hand_out):
        (row,) = csv_rows(content("acled", hand_out))
    assert tuple(row)[: len(COLUMNS)] == COLUMNS
    return row


def dated(first: date | None, last: date, precision: v.TimePrecision) -> Case:
    return Case(one(date_earliest=first, date_latest=last, time_precision=precision))


@pytest.mark.parametrize(
    ("first", "last", "precision", "cells"),
    [
        (DAY, DAY, v.TimePrecision.DAY, ("2023-11-08", "2023", "1")),
        (DAY, date(2023, 11, 9), v.TimePrecision.DAY, ("2023-11-09", "2023", "2")),
        (DAY, date(2023, 11, 14), v.TimePrecision.WEEK, ("2023-11-14", "2023", "2")),
        (DAY, DAY, v.TimePrecision.MONTH, ("2023-11-08", "2023", "3")),
        (date(2023, 11, 1), date(2023, 11, 30), v.TimePrecision.WEEK, ("2023-11-30", "2023", "3")),
        (date(2023, 12, 20), date(2024, 1, 10), v.TimePrecision.MONTH, ("2024-01-10", "", "3")),
        (date(2023, 1, 1), date(2023, 12, 31), v.TimePrecision.YEAR, ("", "2023", "")),
        (date(2023, 9, 1), date(2023, 12, 31), v.TimePrecision.MONTH, ("", "2023", "")),
        (None, DAY, v.TimePrecision.ON_OR_BEFORE, ("", "", "")),
    ],
)
def test_days(
    empty_store: Store, gazetteer: Gazetteer, first: date | None, last: date, precision: v.TimePrecision, cells: Any
) -> None:
    row = row_of(empty_store, gazetteer, dated(first, last, precision))
    assert (row["event_date"], row["year"], row["time_precision"]) == cells
    assert (row["date_earliest"], row["date_latest"]) == (first.isoformat() if first else "", last.isoformat())


@pytest.mark.parametrize(
    ("precision", "code"), [(1, "1"), (2, "2"), (3, "3"), (4, "3"), (5, ""), (6, ""), (7, ""), (None, "")]
)
def test_precision(empty_store: Store, gazetteer: Gazetteer, precision: int | None, code: str) -> None:
    point = (33.5, 42.25, 3.0) if precision not in (5, 6) else ()
    put = Placement("x-1", "site:asad", v.WherePrec(precision), *point) if precision else None
    row = row_of(empty_store, gazetteer, Case(one(country="IQ", admin1="IQ-AN", place_text="the base"), put))
    assert (row["geo_precision"], row["where_prec"]) == (code, str(precision or ""))
    assert (row["latitude"], row["longitude"]) == (("33.5", "42.25") if precision in (1, 2) else ("", ""))
    governorate = gazetteer.admin1("IQ-AN")
    assert governorate
    assert (row["iso"], row["country"], row["admin1"]) == ("368", "Iraq", governorate.name)
    assert row["location"] == ("Ain al-Asad" if put else "the base")


@pytest.mark.parametrize(
    ("event_type", "cells"),
    [
        (v.EventType.AIR_DRONE_STRIKE, ("Political violence", "Explosions/Remote violence")),
        (v.EventType.ARMED_CLASH, ("Political violence", "Battles")),
        (v.EventType.DISRUPTED_WEAPONS, ("Strategic developments", "Strategic developments")),
        (v.EventType.ATTACK, ("Political violence", "")),
        (v.EventType.OTHER, ("", "")),
    ],
)
def test_kinds(empty_store: Store, gazetteer: Gazetteer, event_type: v.EventType, cells: tuple[str, str]) -> None:
    row = row_of(empty_store, gazetteer, Case(one(event_type=event_type)))
    assert (row["disorder_type"], row["event_type"]) == cells
    assert row["sub_event_type"] == event_type.value


def said(actor: str, stance: v.Stance = v.Stance.ASSERTS) -> Attribution:
    return Attribution("x-1", actor, v.AttributionBasis.CLAIMED, stance, stated_by="a monitor")


@pytest.mark.parametrize(
    ("statements", "against", "cells"),
    [
        ((), (), ("", "")),
        ((said("kh"),), ("us",), ("Kataib Hezbollah", "US forces")),
        ((said("kh"), said("iri")), ("us", "cjtf"), ("", "")),
        ((said("kh", v.Stance.DENIES),), (), ("", "")),
        ((said("kh"), said("kh", v.Stance.DENIES)), (), ("", "")),
    ],
)
def test_an_actor_is_named_where_exactly_one_is_and_nobody_denies_it(
    empty_store: Store, gazetteer: Gazetteer, statements: Any, against: Any, cells: tuple[str, str]
) -> None:
    row = row_of(empty_store, gazetteer, Case(one(target_actors=against), attributions=statements))
    assert (row["actor1"], row["actor2"]) == cells
    assert row["who_did_it"].count("says a monitor") == len(statements)
    assert len(list(filter(None, row["directed_against"].split("; ")))) == len(against)


def test_publishers_are_named_and_the_moment_is_that_of_the_records(empty_store: Store, gazetteer: Gazetteer) -> None:
    row = row_of(empty_store, gazetteer, Case(one(), citation=Citation("c", "x-1", "t", "Rudaw")))
    assert (row["source"], row["timestamp"]) == ("Rudaw", "")
