"""What does not add up among totals, and what is not to be said of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest

from incidentmap.model import Aggregate
from incidentmap.model import vocabulary as v
from incidentmap.query.totals import findings, sentence

START = date(2024, 1, 1)
_numbers = count()


def total(day: int = 10, low: int | None = None, high: int | None = None, **changes: Any) -> Aggregate:
    made = Aggregate(
        f"t-{next(_numbers)}", date(2024, 1, day), "Ministry", v.Category.ATTACK, START,
        total_low=low, total_high=low if high is None else high, publisher="Gazette",
    )  # fmt: skip
    return replace(made, **changes)


def kinds(*totals: Aggregate) -> list[str]:
    return [each.kind for each in findings(totals)]


def said(*totals: Aggregate) -> str:
    (found,) = findings(totals)
    return sentence(found)


def test_countries_that_do_not_sum_are_told_with_both_figures() -> None:
    told = said(total(low=155, by_country=(("IQ", 60), ("SY", 91))))
    assert told == "Ministry, as of 10 Jan 2024 (Gazette): its countries come to 151, it says 155."


@pytest.mark.parametrize(
    ("low", "high", "parts", "fits"),
    [
        (155, 155, (60, 95), True),
        (150, 160, (60, 91), True),
        (150, 160, (60, 101), False),
        (150, 160, (60, 89), False),
        (150, None, (60, 500), True),
        (None, 160, (60, 101), False),
        (None, None, (60, 101), True),
        (155, 155, (60,), True),
        (0, 0, (0, 1), False),
    ],
)
def test_a_range_is_respected(low: int | None, high: int | None, parts: tuple[int, ...], fits: bool) -> None:
    by_country = tuple(zip(("IQ", "SY"), parts, strict=False))
    assert kinds(total(total_low=low, total_high=high, by_country=by_country)) == ([] if fits else ["parts"])


def test_a_total_that_shrinks_is_told_with_both_figures() -> None:
    told = said(total(9, 24), total(10, 16))
    assert told == (
        "Ministry, as of 10 Jan 2024 (Gazette): 16 attacks since 1 Jan 2024, fewer than the 24 it printed "
        "as of 9 Jan 2024 (Gazette)."
    )


@pytest.mark.parametrize("measure", ["killed", "injured"])
def test_the_killed_and_the_injured_cannot_shrink_either(measure: str) -> None:
    figures = [{f"{measure}_low": number, f"{measure}_high": number} for number in (24, 21)]
    told = said(total(9, **figures[0]), total(10, **figures[1]))
    assert f"21 {measure} since 1 Jan 2024, fewer than the 24" in told


@pytest.mark.parametrize(
    "other",
    [
        {"counter": "Monitor"},
        {"category": v.Category.STRIKE},
        {"period_start": date(2024, 1, 2)},
        {"period_start": None},
        {"attackers": ("Brigade",)},
        {"targets": ("Depot",)},
        {"places": ("Qaryat",)},
    ],
    ids=str,
)
def test_only_the_same_series_shrinks(other: dict[str, Any]) -> None:
    assert kinds(total(9, 24), total(10, 16)) == ["shrinks"]
    assert kinds(total(9, 24), total(10, 16, **other)) == []


def test_open_ends_contradict_nothing_they_may_hold() -> None:
    assert kinds(total(9, total_low=24), total(10, total_low=16)) == []  # at least 16 may be 30
    assert kinds(total(9, total_high=24), total(10, 16)) == []  # up to 24 may be 10
    assert kinds(total(9, total_low=24), total(10, total_high=16)) == ["shrinks"]
    assert kinds(total(9, 20, 30), total(10, 25)) == []


def test_a_drop_is_measured_from_the_highest_earlier_day() -> None:
    totals = [total(8, 30), total(9, 20), total(10, 25)]
    assert [tuple(each.total_low for each in found.totals) for found in findings(totals)] == [(30, 20), (30, 25)]


def test_two_counters_of_one_day_differ_and_are_not_called_wrong() -> None:
    told = said(total(10, 55), total(10, 56, counter="Monitor", publisher="", title="Monthly"))
    assert told == (
        "As of 10 Jan 2024, of attacks since 1 Jan 2024: Ministry says 55 (Gazette), Monitor says 56 (Monthly). "
        "They differ."
    )


def test_only_totals_of_the_same_differ() -> None:
    ours = total(10, 55, attackers=("Brigade",))
    assert kinds(ours, total(10, 56, counter="Monitor", attackers=("Brigade",))) == ["differ"]
    assert kinds(ours, total(10, 56, counter="Monitor")) == ["differ"]  # it does not say by whom
    assert kinds(ours, total(10, 56, counter="Monitor", attackers=("Others",))) == []
    assert kinds(ours, total(11, 56, counter="Monitor")) == []
    assert kinds(ours, total(10, 56, counter="Monitor", category=v.Category.STRIKE)) == []
    assert kinds(ours, total(10, 56, counter="Monitor", period_start=date(2024, 1, 2))) == []
    assert kinds(ours, total(10, total_low=50, counter="Monitor")) == []


def test_each_pair_is_found_once_whatever_the_order() -> None:
    totals = [total(10, 55), total(10, 56, counter="Monitor"), total(10, 57, counter="Agency"), total(9, 60)]
    found = {frozenset(each.totals) for each in findings(totals)}
    assert found == {frozenset(each.totals) for each in findings(totals[::-1])}
    assert len(findings(totals)) == len(found) == 4


def test_names_are_dressed_and_what_is_not_stated_is_said() -> None:
    odd = total(low=3, counter="<b>", publisher="", period_start=None)
    other = total(low=4, counter="Monitor", publisher="", period_start=None)
    (found,) = findings([odd, other])
    told = sentence(found, lambda name: f"[{name}]")
    assert "[<b>] says 3 (source not stated), [Monitor] says 4" in told
    assert "since when is not stated" in told
