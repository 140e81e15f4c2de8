"""Who did what: a view of the Records page, over its filters, with sums below it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.model import Attribution, Casualties, Record, Response
from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter, casualty_sums, who_did_what
from incidentmap.query.who_did_what import SUM_COLUMNS
from incidentmap.ui.records import who_did_what_view
from incidentmap.ui.records.record_cache import held
from incidentmap.ui.shared import pager, session
from tests.browser.worlds import store_at
from tests.records import ACTOR, ARTICLE, PLACE, citation, evidence, incident, placement
from tests.ui.program import Drawn, start
from tests.ui.test_map_page import counted

PAGE = "../../pages/records.py"
ATTACK, STRIKE, HIDDEN = "X-1", "X-2", "X-3"
WHO, ANSWERS, ANSWERED = "Who did it, and who says so", "Answers", "Answered by"
KILLED = "Killed, of the side that was hit"


def figure(name: str, *numbers: int, nation: str = "") -> Casualties:
    low, high = min(numbers), max(numbers)
    given = (name, v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, low, None, high)
    return Casualties(*given, nationality=nation)


def said(basis: v.AttributionBasis, stance: v.Stance, by: str) -> Attribution:
    return Attribution(ATTACK, ACTOR.actor_id, basis, stance, stated_by=by)


@pytest.fixture
def page(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page on an attack, the strike that answers it, and a strike in review that answers it too."""
    store_at(
        tmp_path, ACTOR, ARTICLE, PLACE,
        incident(ATTACK), citation(ATTACK), evidence(ATTACK), placement(ATTACK),
        said(v.AttributionBasis.OFFICIAL, v.Stance.ASSERTS, "=the officials"),
        said(v.AttributionBasis.CLAIMED, v.Stance.DENIES, "the group"),
        figure(ATTACK, 3, nation="US"), figure(ATTACK, 2, 5),
        incident(STRIKE, category=v.Category.STRIKE, country="JO"), figure(STRIKE, 9),
        incident(HIDDEN, category=v.Category.STRIKE, status=v.Status.DRAFT),
        Response(STRIKE, ATTACK, v.ResponseBasis.STATED), Response(HIDDEN, ATTACK, v.ResponseBasis.INFERRED),
    )  # fmt: skip
    for app in start(tmp_path, monkeypatch):
        app.run()
        app.switch_page(PAGE).run()
        yield app.segmented_control(key="records_view").set_value("Who did what").run()


def table(app: AppTest) -> pd.DataFrame:
    return next(each.value for each in app.dataframe if WHO in each.value).set_index("Id")


def sums(app: AppTest) -> list[tuple[str, ...]]:
    found = next(each.value for each in app.dataframe if "Nation" in each.value)
    return [tuple(row) for row in found.itertuples(index=False)]


def test_a_row_says_who_on_which_basis_what_answers_it_and_whom_it_hurt(page: AppTest) -> None:
    assert not page.exception
    assert len(table(page)) == sum(counted(page)[:3]) == 2
    attack, strike = table(page).loc[ATTACK], table(page).loc[STRIKE]
    assert attack[WHO] == (
        f"{ACTOR.name} (said by a government or its forces, says =the officials); "
        f"denied: not {ACTOR.name} (claimed by itself, says the group)"
    )
    assert attack[ANSWERED].split("; ")[0].startswith("Strike ")
    assert attack[ANSWERED].split("; ")[0].endswith(", stated")
    assert "(in review), inferred" in attack[ANSWERED]
    assert strike[ANSWERS].startswith("Attack ")
    assert (attack[ANSWERS], strike[WHO], strike[ANSWERED]) == ("", "not stated", "")
    assert (attack[KILLED], strike[KILLED]) == ("3 Americans; 2–5, nation not said", "9")


def test_an_event_type_that_only_repeats_the_category_is_not_said_twice() -> None:
    told = who_did_what.Told({}, {})
    for event_type, what in ((v.EventType.ATTACK, "Attack"), (v.EventType.GRENADE, "Attack: Grenade")):
        row = who_did_what.row(Record(incident(ATTACK, event_type=event_type)), told, ())
        assert row["What"] == what


def test_sums_stand_by_category_side_and_nation(page: AppTest) -> None:
    assert [row[:5] for row in sums(page)] == [
        ("Strikes", "of the side that was hit", "nation not said", "killed", "9"),
        ("Attacks", "of the side that was hit", "whatever nation", "killed", "2–5"),
        ("Attacks", "of the side that was hit", "Americans", "killed", "3"),
        ("Attacks", "of the side that was hit", "nation not said", "killed", "2–5"),
    ]
    assert any("2 figures do not say whose nation" in each.value for each in page.caption)


def test_filters_hold_and_the_view_is_remembered(page: AppTest) -> None:
    page.multiselect(key="nationality").set_value(["US"]).run()
    assert list(table(page).index) == [ATTACK]
    assert {row[0] for row in sums(page)} == {"Attacks"}
    page.switch_page("../../pages/map.py").run().switch_page(PAGE).run()
    assert page.segmented_control(key="records_view").value == "Who did what"
    page.multiselect(key="countries").set_value(["JO"]).run()
    assert not page.exception
    assert not [each for each in page.dataframe if WHO in each.value]


def test_a_row_opens_its_record(page: AppTest) -> None:
    at = list(table(page).index).index(STRIKE)
    key = next(each.key for each in page.dataframe if WHO in each.value)
    page.session_state[key] = {"selection": {"rows": [at], "columns": [], "cells": []}}
    page.run()
    assert not page.exception


def test_both_are_handed_out_as_shown_on_all_pages_and_guarded(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pager, "ROWS", 1)
    monkeypatch.setattr(who_did_what_view, "AT_ONCE", 1)
    view = session.view(IncidentFilter())
    pairs = casualty_sums.kinds_stated(view)
    content = who_did_what_view._whole(held(), view, pairs).decode("utf-8-sig")
    handed = list(csv.DictReader(io.StringIO(content, newline="")))
    assert [row["Id"] for row in handed] == list(table(page).index)
    assert list(handed[0]) == [*table(page).columns, "Id"]
    added = list(csv.DictReader(io.StringIO(who_did_what_view._sums(view).decode("utf-8-sig"), newline="")))
    assert [tuple(row.values()) for row in added] == sums(page)
    assert list(added[0]) == list(SUM_COLUMNS)


def test_at_most_a_page_is_read_whole(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    view, rows = session.view(IncidentFilter()), who_did_what_view.rows

    def watched(one: object, other: object, at: np.ndarray, *more: object) -> object:
        asked.append(len(at))
        return rows(one, other, at, *more)

    monkeypatch.setattr(who_did_what_view, "rows", watched)
    monkeypatch.setattr(pager, "ROWS", 1)
    page.run()
    assert len(view.rows) == 2
    assert asked == [1]
    assert len(table(page)) == 1
