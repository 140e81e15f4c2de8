"""A cited article's title is corrected on the page of sources; its text stays, and the history has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.desk import save
from incidentmap.model import key_of
from incidentmap.store import reading
from incidentmap.store.subjects import revisions_of
from incidentmap.ui.shared import session
from tests import stores
from tests.ui.program import Drawn, start
from tests.ui.test_map_page import html


@pytest.fixture
def desk(tmp_path: Path, drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The program on a home of its own, as its tests change records."""
    stores.put_seeds(tmp_path)
    yield from start(tmp_path, monkeypatch)


def opened(desk: AppTest) -> tuple[AppTest, str]:
    desk.run()
    desk.switch_page("../../pages/sources.py").run()
    return desk, f"correct_{desk.selectbox(key='article').value}_"


def test_a_cited_article_is_corrected(desk: AppTest) -> None:
    app, stem = opened(desk)
    app.text_input(key=f"{stem}title").set_value("A year of attacks").run()
    app.date_input(key=f"{stem}published_on").set_value(date(2024, 2, 1)).run()
    app.text_input(key=f"{stem}_why").set_value("as printed").run()
    app.text_input(key=f"{stem}_name").set_value("Mona").run()
    app.button(key=f"{stem}save").click().run()
    assert not app.exception and not app.error
    assert "A year of attacks" in html(app)
    assert "2050 characters, kept as they came" in html(app)
    with session.store().reading() as connection:
        (article,) = reading.articles(connection)
        assert (article.title, article.published_on) == ("A year of attacks", date(2024, 2, 1))
        assert [each.why for each in revisions_of(connection, key_of(article))] == ["as printed"]
    assert app.text_input(key=f"{stem}title").value == "A year of attacks"


def test_what_somebody_else_corrected_meanwhile_is_told_and_stays(desk: AppTest) -> None:
    app, stem = opened(desk)
    app.text_input(key=f"{stem}title").set_value("Mine").run()
    with session.store().reading() as connection:
        (article,) = reading.articles(connection)
    save(session.store(), [(article, replace(article, author="Theirs"))], "Jonas", "who wrote it")
    app.text_input(key=f"{stem}_why").set_value("as printed").run()
    assert "Author" in app.warning[0].value
    app.text_input(key=f"{stem}_name").set_value("Mona").run()
    app.button(key=f"{stem}save").click().run()
    with session.store().reading() as connection:
        (article,) = reading.articles(connection)
    assert (article.title, article.author) == ("Mine", "Theirs")
