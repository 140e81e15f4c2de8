"""One HTML file: it runs its own scripts and asks for nothing, what sources say stays text, and it says what it is."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from itertools import chain
from typing import Any

import pytest
from markupsafe import Markup

from incidentmap.errors import TableTooLarge
from incidentmap.export import KINDS, one_file
from incidentmap.export.hand_out import Row
from incidentmap.export.incident_card import sections
from incidentmap.geocode import Gazetteer
from incidentmap.model import Attribution, Casualties, Citation, Placement
from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter
from incidentmap.store import Store, reading
from incidentmap.ui.shared import incident_panel
from tests import stores
from tests.export.handed import Page, content, handed_out
from tests.query.world import ARTICLE, Case, World, one

HOSTILE = "</script><script>alert(1)</script><!-- \u2028 <img src=x onerror=alert(1)> &amp; ]]> \u202egnp \x07"
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "script", "noscript", "header", "footer", "section", "aside"),
    *(
        "div",
        "h1",
        "h2",
        "p",
        "bdi",
        "b",
        "span",
        "button",
        "label",
        "input",
        "svg",
        "dl",
        "dt",
        "dd",
        "ul",
        "ol",
        "li",
    ),
    *("details", "summary", "pre"),
}


def page_of(store: Store, gazetteer: Gazetteer, *cases: Case, **asked: Any) -> Page:
    with handed_out(store, World(cases), IncidentFilter(**asked), gazetteer) as (_, hand_out):
        return Page(content("html", hand_out))


@pytest.fixture
def hostile(empty_store: Store, gazetteer: Gazetteer) -> Page:
    texts = dict.fromkeys(("summary", "place_text", "target", "weapon", "notes", "site"), HOSTILE)
    said = Attribution("x-1", "kh", v.AttributionBasis.CLAIMED, v.Stance.ASSERTS, HOSTILE, HOSTILE)
    cited = Citation("c-x-1", "x-1", HOSTILE, HOSTILE, "javascript:alert(1)")
    return page_of(empty_store, gazetteer, Case(one(**texts), None, (said,), citation=cited), search="script")


def test_what_sources_say_is_data_and_text_and_nothing_else(hostile: Page) -> None:
    assert {tag for tag, _ in hostile.elements} <= ALLOWED
    assert sum(tag == "script" for tag, _ in hostile.elements) == len(hostile.data) + 2 + len(one_file.SCRIPTS)
    (incident,) = hostile.data["hand-out"]["incidents"]
    shown = HOSTILE.replace("\u202e", "�").replace("\x07", "␇")
    assert incident["summary"] == shown
    assert str(incident["card"]).count("alert(1)") >= 2 * 7
    assert "javascript:" not in str(incident["card"]), "no address but those of the web"
    assert "search: “script”" in "".join(hostile.texts)


def test_what_is_asked_stays_text_too(empty_store: Store, gazetteer: Gazetteer) -> None:
    page = page_of(empty_store, gazetteer, Case(one(summary=HOSTILE)), search="</title><script>alert(1)</script>")
    assert {tag for tag, _ in page.elements} <= ALLOWED
    assert "search: “</title><script>alert(1)</script>”" in "".join(page.texts)


def test_why_an_incident_has_no_place_turns_nothing_else(empty_store: Store, gazetteer: Gazetteer) -> None:
    put = Placement("x-1", None, None, reason="the gazetteer does not know “\u202eعين”")
    (incident,) = page_of(empty_store, gazetteer, Case(one(), put)).data["hand-out"]["incidents"]
    ((_, _, (place, *_)), *_) = incident["card"]
    assert place == [["i", "not placed: the gazetteer does not know “�عين”"]]


def test_its_policy_lets_these_scripts_and_styles_run_and_nothing_be_asked_for(hostile: Page) -> None:
    (policy,) = [
        attributes["content"]
        for tag, attributes in hostile.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    said = dict(each.split(" ", 1) for each in str(policy).split("; "))
    assert said.pop("script-src").split() == list(map(hashed, hostile.sources["script"]))
    assert said.pop("style-src").split() == list(map(hashed, hostile.sources["style"]))
    assert said == {"default-src": "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}


def hashed(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


def test_nothing_in_it_refers_to_anything_outside(hostile: Page) -> None:
    names = set(chain.from_iterable(attributes for _, attributes in hostile.elements))
    assert not {name for name in names if name in ("src", "href", "style", "srcset") or name.startswith("on")}
    styles = "".join(hostile.sources["style"])
    assert not re.search(r"url\(|@import|expression", styles)


def test_the_licences_of_what_is_in_it_go_with_it(hostile: Page) -> None:
    texts = "".join(hostile.texts)
    assert "Copyright (c) 2010-2022, Vladimir Agafonkin" in texts and "THIS SOFTWARE IS PROVIDED" in texts
    assert [each for each in ("Natural Earth", "CC BY 4.0", "GLOBE", "Apache License 2.0") if each not in texts] == []
    assert "Vladimir Agafonkin" in hostile.sources["script"][0]


def test_places_name_where_they_come_from(empty_store: Store, gazetteer: Gazetteer) -> None:
    put = Placement("x-1", "site:asad", v.WherePrec.EXACT, 33.8, 42.4, 3.0)
    (place,) = page_of(empty_store, gazetteer, Case(one(), put)).data["hand-out"]["places"]
    assert (place["id"], place["name"], place["labels"]) == ("site:asad", "Ain al-Asad", {})


def test_the_marking_stands_above_and_below(empty_store: Store, gazetteer: Gazetteer) -> None:
    for tlp, said in ((None, "Not marked"), (v.Tlp.AMBER, "TLP:AMBER 1 record not marked")):
        page = page_of(empty_store, gazetteer, Case(one(tlp=tlp)), Case(one(incident_id="x-2")))
        texts = "".join(page.texts).split()
        assert " ".join(texts[-len(said.split()) :]) == said
        assert [attributes for tag, attributes in page.elements if attributes.get("class") == "marking"] == [
            {"class": "marking"}
        ] * 2
        assert "".join(page.texts).count(said.split()[0]) >= 2


TARGETS = (v.Measure.KILLED, v.CasualtiesOf.TARGETS)
FIGURES = {
    "2–5": (v.Stated.NUMBER, 2, None, 5),
    "none": (v.Stated.NONE, 0, 0, 0),
    "some, number not stated": (v.Stated.UNSPECIFIED, None, None, None),
}


def card_of(store: Store, gazetteer: Gazetteer, case: Case) -> dict[str, list[str]]:
    """Give the texts of the lines of a card by heading."""
    (incident,) = page_of(store, gazetteer, case).data["hand-out"]["incidents"]
    found: dict[str, list[str]] = {}
    for head, _, lines in incident["card"]:
        found.setdefault(head, []).extend(map(text_of, lines))
    return found


def text_of(line: list[Any]) -> str:
    return "".join(run if isinstance(run, str) else run[1] for run in line)


@pytest.mark.parametrize("said", FIGURES)
def test_a_range_none_and_a_number_nobody_gives_stay_three(empty_store: Store, gazetteer: Gazetteer, said: str) -> None:
    figure = Casualties("x-1", *TARGETS, *FIGURES[said])
    card = card_of(empty_store, gazetteer, Case(one(), casualties=(figure,)))
    assert card["Casualties, never added across sides"] == [f"Killed, of the side that was hit: {said}"]


def test_what_nobody_says_is_said(empty_store: Store, gazetteer: Gazetteer) -> None:
    card = card_of(empty_store, gazetteer, Case(one(summary="Drones.")))
    assert card["Who did it"] == ["No source says who did it."]
    assert card["Casualties"] == ["No source states any, nor that there were none."]
    assert card["In short"] == ["Drones.", "Our own summary: no source is named yet."]
    assert card["Sources"] == ["No source is named yet."]
    assert card[""][0] == "not placed yet"


def test_the_words_of_the_source_are_quoted_and_ours_are_said_to_be_ours(
    empty_store: Store, gazetteer: Gazetteer
) -> None:
    cited = Citation("c-x-1", "x-1", "Drones", "Rudaw", "https://example.org/1", article_id=ARTICLE.article_id)
    card = card_of(empty_store, gazetteer, Case(one(summary="Ours."), citation=cited, quoted=True))
    assert card["In the source's words"] == ["Drones"]
    assert card["Our notes"] == ["Ours."]
    card = card_of(empty_store, gazetteer, Case(one(summary="Ours."), citation=cited))
    assert card["In short"][1].startswith("Our own summary: no words of the text that is held are marked")


def test_a_card_says_what_the_panel_of_the_screen_says(tmp_path: Any) -> None:
    stores.put_seeds(tmp_path)
    store = Store.open(tmp_path / stores.FILE)
    with store.reading() as connection:
        records = reading.records(connection)
        actors = reading.actors(connection)
        names = {actor_id: actor.name for actor_id, actor in actors.items()}
        for incident_id, record in records.items():
            dossier = reading.dossier(connection, incident_id)
            assert dossier
            row = Row(record, dossier.place, None)
            own = {head: "".join(map(text_of, lines)) for head, _, lines in sections(row, names)}
            for part in (incident_panel._statements, incident_panel._casualties):
                head, said = split_head(part(dossier, actors))
                if "held without a title" not in own[head]:
                    assert squeezed(own[head]) == squeezed(said)


def split_head(block: Markup) -> tuple[str, str]:
    head, end, said = block.partition("</p>")
    return (head + end).striptags(), said.striptags()


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_circle_of_a_filter_goes_with_it_and_is_framed(empty_store: Store, gazetteer: Gazetteer) -> None:
    put = Placement("x-1", "site:asad", v.WherePrec.EXACT, 33.8, 42.4, 3.0)
    page = page_of(empty_store, gazetteer, Case(one(), put), places=("site:asad~50",))
    file = page.data["hand-out"]
    assert [[round(each, 3) for each in circle] for circle in file["circles"]] == [[33.8, 42.4, 50]]
    (south, west), (north, east) = file["map"]["most"]
    assert south < 33.4 < 34.2 < north and west < 42 < 42.8 < east


def test_an_area_goes_with_its_outline(empty_store: Store, gazetteer: Gazetteer) -> None:
    put = Placement("x-1", "admin1:IQ-AN", v.WherePrec.GOVERNORATE, 33.0, 42.0, 150.0)
    file = page_of(empty_store, gazetteer, Case(one(), put)).data["hand-out"]
    ((version, answer),) = file["outlines"]
    assert answer["areas"].keys() == {"admin1:IQ-AN"}
    assert file["places"][0]["labels"]["4"][2] == [f"{version}/admin1:IQ-AN"]


def test_without_incidents_it_is_a_file_all_the_same(empty_store: Store, gazetteer: Gazetteer) -> None:
    page = page_of(empty_store, gazetteer)
    assert page.data["hand-out"]["incidents"] == [] and page.data["hand-out"]["map"]["most"] is None
    assert "0 of 0 incidents" in "".join(page.texts)


def test_more_than_a_browser_opens_is_refused_before_anything_is_written(
    empty_store: Store, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_file, "MOST", 1)
    cases = tuple(Case(one(incident_id=f"x-{number}")) for number in range(2))
    with handed_out(empty_store, World(cases), IncidentFilter(), gazetteer) as (_, hand_out):
        for refuse in (KINDS["html"].write, KINDS["html"].check):
            assert refuse
            with pytest.raises(TableTooLarge, match="2 incidents are too many for one HTML file, which holds 1"):
                refuse(hand_out)
