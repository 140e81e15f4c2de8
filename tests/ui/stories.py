"""The page *Briefing* as a test drives it: prepare a story, sign, and read what was stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.desk import save
from incidentmap.model import Step, Story
from incidentmap.store import reading
from incidentmap.ui.shared import session
from tests.browser.worlds import store_at
from tests.records import ACTOR, ARTICLE, PLACE, citation, evidence, incident, placement
from tests.ui.program import Drawn, start

PAGE = "../../pages/briefing.py"
OURS = Story(
    "story-ours",
    "January",
    (
        Step("all", "All of it"),
        Step("one", "The depot «قال» 2–5", "countries=IQ", "X-1"),
        Step("jordan", "", "countries=JO", south=30.0, west=34.0, north=34.0, east=40.0),
    ),
)


@pytest.fixture
def page(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("INCIDENTMAP_ANALYST", "she")
    store_at(
        tmp_path, ACTOR, ARTICLE, PLACE, incident(), citation(), evidence(), placement(),
        incident("X-2", country="JO"), OURS,
    )  # fmt: skip
    for app in start(tmp_path, monkeypatch):
        app.run()
        yield app.switch_page(PAGE).run()


def stored() -> dict[str, Story]:
    with session.store().reading() as connection:
        return {each.story_id: each for each in reading.stories(connection)}


def by_somebody(before: Story, after: Story | None) -> None:
    save(session.store(), [(before, after)], "he", "meanwhile")


def opened(app: AppTest, story_id: str = OURS.story_id) -> AppTest:
    app.query_params["story"] = story_id
    return fine(app.run())


def press(app: AppTest, key: str, why: str = "") -> AppTest:
    if why:
        next(each for each in app.text_input if str(each.key).endswith("sign_why")).set_value(why)
    return fine(app.button(key=key).click().run())


def fine(app: AppTest) -> AppTest:
    assert not app.exception
    return app
