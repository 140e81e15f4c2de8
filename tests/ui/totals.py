"""The page of totals as a test drives it: open one, fill it in, sign, and read what was stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.desk import save
from incidentmap.model import Aggregate
from incidentmap.model import vocabulary as v
from incidentmap.store import reading, subjects
from incidentmap.ui.shared import session
from tests.browser.worlds import store_at
from tests.records import ACTOR, ARTICLE, incident
from tests.ui.program import Drawn, start

PAGE = "../../pages/totals.py"
OURS = Aggregate(
    "t-ours", date(2024, 1, 10), "Ministry", v.Category.ATTACK, date(2024, 1, 1), ("Brigade",), ("Depot",), 155, 155,
    (("IQ", 60), ("SY", 91)), None, None, 24, None, ("Qaryat",), "Monthly", "Gazette", "https://example.org", "A note",
    (ARTICLE.span(10, 20),),
)  # fmt: skip
OTHER = Aggregate("t-other", date(2024, 1, 10), "Monitor", v.Category.ATTACK, date(2024, 1, 1), total_low=160)
LATER = replace(OURS, aggregate_id="t-later", as_of=date(2024, 1, 11), injured_low=21, injured_high=21, by_country=())


@pytest.fixture
def page(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("INCIDENTMAP_ANALYST", "she")
    store_at(tmp_path, ACTOR, ARTICLE, incident(), OURS, OTHER, LATER)
    for app in start(tmp_path, monkeypatch):
        app.run()
        yield app.switch_page(PAGE).run()


def stored() -> dict[str, Aggregate]:
    with session.store().reading() as connection:
        return {each.aggregate_id: each for each in reading.aggregates(connection)}


def history(aggregate_id: str) -> list[tuple[str, str]]:
    with session.store().reading() as connection:
        edits = subjects.revisions_of(connection, f"aggregate:{aggregate_id}")
    return [(edit.changed_by, edit.why) for edit in edits]


def by_somebody(before: Aggregate, after: Aggregate | None) -> None:
    save(session.store(), [(before, after)], "he", "meanwhile")


def opened(app: AppTest, aggregate_id: str = "t-ours") -> AppTest:
    app.query_params["total"] = aggregate_id
    return app.run()


def press(app: AppTest, key: str, why: str = "") -> AppTest:
    if why:
        next(each for each in app.text_input if str(each.key).endswith("sign_why")).set_value(why)
    app.button(key=key).click().run()
    assert not app.exception
    return app


def address(app: AppTest) -> str:
    """Give the total that the address names; AppTest holds it as a list, or as a text."""
    named = app.query_params.get("total", [])
    return "".join(named)


def told(app: AppTest) -> list[str]:
    return [each.value for each in app.error]
