from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from incidentmap.ui.map import timeline_chart
from incidentmap.ui.shared import filter_state

BINS = pd.DataFrame(
    {
        "start": pd.to_datetime(["2023-11-06", "2023-11-06", "2023-11-13"]).astype("datetime64[s]"),
        "category": pd.Categorical(["strike", "attack", "attack"]),
        "open_start": [False, True, False],
        "count": [2, 3, 1],
    }
)


def rows_of(bins: pd.DataFrame, unit: str) -> list[dict[Hashable, Any]]:
    return timeline_chart.stacked(bins, unit).to_dict("records")


def test_bars_of_one_week_stand_upon_one_another() -> None:
    rows = rows_of(BINS, "week")
    assert [(row["low"], row["high"]) for row in rows] == [(0, 2), (2, 5), (0, 1)]


def test_bars_are_as_wide_as_their_unit_in_utc() -> None:
    rows = rows_of(BINS, "week")
    assert rows[0]["from"] == 1_699_228_800_000  # 2023-11-06T00:00:00Z
    assert rows[0]["to"] - rows[0]["from"] == 7 * 86_400_000


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
    ],
)
def test_a_brush_takes_the_whole_bins_it_touches(
    unit: str, dates: tuple[date, date], monkeypatch: pytest.MonkeyPatch
) -> None:
    start, end = 1_699_360_000_000, 1_699_960_000_000  # 7 and 14 November 2023, in the course of the day
    state: dict[str, Any] = {"timeline": {"selection": {"range": {"from": [end, start]}}}}
    monkeypatch.setattr(timeline_chart.st, "session_state", state)
    monkeypatch.setattr(filter_state.st, "session_state", state)
    timeline_chart._brushed(unit)
    assert state["dates"] == dates
