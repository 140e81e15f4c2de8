from __future__ import annotations

from collections.abc import Hashable
from copy import deepcopy
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from incidentmap.query import Folded, Timeline, Unit
from incidentmap.ui.map import timeline_axis, timeline_chart
from incidentmap.ui.shared import filter_state

BINS = pd.DataFrame(
    {
        "start": pd.to_datetime(["2023-11-06", "2023-11-06", "2023-11-13"]).astype("datetime64[s]"),
        "category": pd.Categorical(["strike", "attack", "attack"]),
        "open_start": [False, True, False],
        "count": [2, 3, 1],
    }
)


def rows_of(bins: pd.DataFrame, unit: Unit) -> list[dict[Hashable, Any]]:
    return timeline_chart.stacked(bins, unit).to_dict("records")


def test_bars_of_one_week_stand_upon_one_another() -> None:
    rows = rows_of(BINS, "week")
    assert [(row["low"], row["high"]) for row in rows] == [(0, 2), (2, 5), (0, 1)]


def test_bars_are_as_wide_as_their_unit_in_utc() -> None:
    rows = rows_of(BINS, "week")
    assert rows[0]["from"] == 1_699_228_800_000  # 2023-11-06T00:00:00Z
    assert rows[0]["to"] - rows[0]["from"] == 7 * 86_400_000


def test_a_bin_says_the_days_it_stands_for() -> None:
    assert [row["day"] for row in rows_of(BINS, "week")] == ["6–12 Nov 2023", "6–12 Nov 2023", "13–19 Nov 2023"]
    assert [row["day"] for row in rows_of(BINS, "day")][-1] == "13 Nov 2023"
    assert [row["day"] for row in rows_of(BINS, "month")][-1] == "Nov 2023"
    assert [row["day"] for row in rows_of(BINS, "year")][-1] == "2023"


def counted(unit: Unit, start: str, end: str) -> Timeline:
    return Timeline(unit, BINS, np.datetime64(start, "D"), np.datetime64(end, "D"), None, None)


@pytest.mark.parametrize(
    ("unit", "start", "end", "labels"),
    [
        ("day", "2023-11-08", "2023-11-09", ["8 Nov 2023"]),
        ("day", "2023-11-08", "2023-11-10", ["8 Nov 2023", "9 Nov 2023"]),
        ("day", "2023-11-01", "2023-12-01", [f"{day} Nov 2023" for day in range(1, 31, 4)]),
        ("week", "2023-09-25", "2024-02-12", ["Oct 2023", "Nov 2023", "Dec 2023", "Jan 2024", "Feb 2024"]),
        ("week", "2023-01-02", "2024-01-01", ["Mar 2023", "May 2023", "Jul 2023", "Sep 2023", "Nov 2023"]),
        ("month", "2019-05-01", "2024-03-01", ["2020", "2021", "2022", "2023", "2024"]),
        ("year", "1950-01-01", "2025-01-01", ["1950", "1960", "1970", "1980", "1990", "2000", "2010", "2020"]),
        ("year", "0001-01-01", "9999-01-01", ["2000", "4000", "6000", "8000"]),
    ],
)
def test_ticks_carry_month_and_year_and_never_an_hour(unit: Unit, start: str, end: str, labels: list[str]) -> None:
    ticks, format = timeline_axis.ticks_of(counted(unit, start, end))
    days: list[date] = [tick.astype("datetime64[D]").item() for tick in ticks]
    assert [f"{day:{format.replace('-', '')}}".lstrip("0") for day in days] == labels


def test_every_layer_of_the_chart_has_the_axis() -> None:
    spec = timeline_axis.put_on(deepcopy(timeline_chart.chart("day")), counted("day", "2023-11-08", "2023-11-10"))
    for layer in spec["layer"]:
        x = layer["encoding"]["x"]
        assert x["scale"]["domain"] == [1_699_401_600_000, 1_699_574_400_000]
        assert x["axis"]["values"] == ["2023-11-08T12:00:00Z", "2023-11-09T12:00:00Z"]
        assert x["axis"]["format"] == "%-d %b %Y"


def test_what_lies_beyond_the_axis_is_said_and_not_drawn() -> None:
    assert len(timeline_chart.drawn(counted("week", "2023-11-13", "2023-11-20"))) == 1
    assert timeline_chart.folded_words(Folded(3, date(2019, 5, 19), date(2021, 2, 1)), "earlier") == (
        "3 earlier, 2019–2021"
    )
    assert timeline_chart.folded_words(Folded(1, date(2042, 1, 8), date(2042, 1, 8)), "later") == "1 later, 2042"


def test_an_open_start_is_hatched() -> None:
    layers = timeline_chart.chart("week")["layer"]
    hatched = [layer for layer in layers if isinstance(layer["mark"].get("color"), dict)]
    assert [layer["mark"]["color"]["gradient"] for layer in hatched] == ["linear"] * 3


@pytest.mark.parametrize(
    ("unit", "dates"),
    [
        ("day", (date(2023, 11, 7), date(2023, 11, 14))),
        ("week", (date(2023, 11, 6), date(2023, 11, 19))),
        ("month", (date(2023, 11, 1), date(2023, 11, 30))),
        ("year", (date(2023, 1, 1), date(2023, 12, 31))),
    ],
)
def test_a_brush_takes_the_whole_bins_it_touches(
    unit: Unit, dates: tuple[date, date], monkeypatch: pytest.MonkeyPatch
) -> None:
    start, end = 1_699_360_000_000, 1_699_960_000_000  # 7 and 14 November 2023, in the course of the day
    state: dict[str, Any] = {"timeline_0": {"selection": {"range": {"from": [end, start]}}}}
    monkeypatch.setattr(timeline_chart.st, "session_state", state)
    monkeypatch.setattr(filter_state.st, "session_state", state)
    timeline_chart._brushed(unit)
    assert state["dates"] == dates
    assert timeline_chart._key() == "timeline_1"  # another chart, without a brush
