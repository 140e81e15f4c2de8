"""The Records page as a test drives it: choose rows, edit cells, read a table in, sign, and read what was stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.desk import save
from incidentmap.model import Record
from incidentmap.model import vocabulary as v
from incidentmap.store import reading
from incidentmap.ui.shared import session
from tests.browser.worlds import store_at
from tests.records import ACTOR, ARTICLE, PLACE, citation, evidence, incident, placement
from tests.ui.program import Drawn, editing, start

PAGE = "../../pages/records.py"
FIRST, SECOND, DRAFT, REJECTED = "X-1", "X-2", "X-3", "X-4"


@pytest.fixture
def page(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page on two incidents that are shown, a draft and a rejected one."""
    monkeypatch.setenv("INCIDENTMAP_ANALYST", "she")
    store_at(
        tmp_path, ACTOR, ARTICLE, PLACE,
        incident(FIRST), citation(FIRST), evidence(FIRST), placement(FIRST),
        incident(SECOND, country="JO", notes="=1+1"),
        incident(DRAFT, status=v.Status.DRAFT), incident(REJECTED, status=v.Status.REJECTED), citation(REJECTED),
    )  # fmt: skip
    for app in start(tmp_path, monkeypatch):
        editing(app).run()
        yield app.switch_page(PAGE).run()


def stored() -> dict[str, Record]:
    with session.store().reading() as connection:
        return reading.records(connection)


def by_somebody(incident_id: str, **changes: object) -> None:
    """Save what another analyst changes meanwhile."""
    before = stored()[incident_id]
    after = replace(before, incident=replace(before.incident, **changes))
    save(session.store(), [(before, after)], "he", "meanwhile")


def table(app: AppTest) -> pd.DataFrame:
    return next(each.value for each in app.dataframe if "Id" in each.value)


def choose(app: AppTest, *incident_ids: str) -> AppTest:
    ids = list(table(app)["Id"])
    key = next(each.key for each in app.dataframe if "Id" in each.value)
    rows = [ids.index(each) for each in incident_ids]
    app.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    return app.run()


def set_for_chosen(app: AppTest, field: str, value: str) -> AppTest:
    app.selectbox(key="bulk_field").select(field).run()
    app.selectbox(key=f"bulk_{field}").select(value).run()
    return app.button(key="bulk_preview").click().run()


def preview(app: AppTest) -> list[tuple[str, ...]]:
    found = [each.value for each in app.dataframe if "Before" in each.value]
    return [tuple(row) for row in found[0].itertuples(index=False)] if found else []


def sign(app: AppTest, why: str = "seen again") -> AppTest:
    app.text_input(key="records_why").set_value(why).run()
    return app.button(key="records_save").click().run()


def edit_cells(app: AppTest, edits: dict[int, dict[str, str | None]]) -> AppTest:
    if not app.toggle(key="records_edit").value:
        app.toggle(key="records_edit").set_value(True).run()
    key = app.session_state["cells_drawn"].key
    app.session_state[key] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}
    return app.run()


def upload(app: AppTest, content: bytes) -> AppTest:
    return app.file_uploader(key="records_upload").set_value(("t.csv", content, "text/csv")).run()
