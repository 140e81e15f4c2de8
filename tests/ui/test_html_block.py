"""HTML of ours is put together escaped, and reaches the page through one door."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import streamlit as st
from markupsafe import Markup

from incidentmap.model import Attribution, Casualties, Record
from incidentmap.model import vocabulary as v
from incidentmap.settings import PROJECT
from incidentmap.store import Dossier
from incidentmap.ui.shared import html_block, incident_panel
from tests import records as made

HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    bodies: list[str] = []
    monkeypatch.setattr(st, "html", lambda body, **_: bodies.append(str(body)))
    return bodies


def dossier(text: str) -> Dossier:
    citation = replace(made.citation(), url="https://example.org/a", publisher=text)
    held = replace(citation, citation_id="X-1.d", title="", url="", publisher="")
    statement = Attribution(
        incident_id="X-1", actor_id=made.ACTOR.actor_id, basis=v.AttributionBasis.CLAIMED, stance=v.Stance.DENIES,
        stated_as=text, stated_by=text, stated_on=date(2023, 11, 3), citation_id="X-1.c",
    )  # fmt: skip
    figure = Casualties(
        incident_id="X-1", measure=v.Measure.KILLED, of=v.CasualtiesOf.CIVILIANS, stated=v.Stated.NUMBER, best=2,
        citation_id="X-1.d", note=text,
    )  # fmt: skip
    record = Record(
        made.incident(summary=text, notes=text, target=text, place_text=text),
        made.placement(), (citation, held), (statement,), (figure,), (made.evidence(),),
    )  # fmt: skip
    articles = {made.ARTICLE.article_id: replace(made.ARTICLE, title=text)}
    return Dossier(record, made.PLACE, articles, (), (), (), (made.revision(why=text),))


def panel(text: str, shown: list[str]) -> str:
    incident_panel.show(dossier(text), {made.ACTOR.actor_id: made.ACTOR})
    return "".join(shown)


def test_what_is_no_markup_is_escaped(shown: list[str]) -> None:
    text: Any = HOSTILE
    html_block.show(text)
    html_block.show_problem(HOSTILE)
    html_block.show(Markup("<p>{}</p>").format(HOSTILE), live=True)
    assert not [body for body in shown if "<img" in body]
    assert shown[2].startswith('<div class="im" aria-live="polite"><p>&lt;img')


def test_nothing_of_an_incident_is_shown_unescaped_or_escaped_twice(shown: list[str]) -> None:
    assert "<img" not in panel(HOSTILE, shown)
    assert "&lt;" in "".join(shown)
    assert "&amp;" not in "".join(shown)
    shown.clear()
    assert "&lt;" not in panel("plain words", shown)


def test_one_door_for_html() -> None:
    for path in [*(PROJECT / "incidentmap").rglob("*.py"), *(PROJECT / "pages").glob("*.py")]:
        text = path.read_text("utf-8")
        assert "unsafe_allow_html" not in text
        assert "html.escape" not in text
        assert "st.html(" not in text or path.name == "html_block.py", path
