"""The sources of one record: a text that is held, its words, and what rests on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from streamlit.testing.v1 import AppTest

from incidentmap.desk import save as save_records
from incidentmap.model import Casualties, Citation
from incidentmap.model import vocabulary as v
from incidentmap.store import reading
from incidentmap.ui.shared import session
from tests.ui.record_form import at, dossier, fill_in, hold, key, numbers, open_at, save, told


def test_a_text_is_held_its_words_marked_and_what_rests_on_it_goes_with_it(
    desk: AppTest, marked: list[tuple[int, int]]
) -> None:
    text = "Drones fell on the depot,\r\nsaid «قال» the mayor. 🚀 Nobody was hurt."
    fill_in(open_at(desk, "new"))
    desk.text_area(key=key(desk, "pasted")).set_value(text).run()
    desk.button(key=key(desk, "hold")).click().run()
    marked.append((text.index("🚀"), len(text)))
    desk.run()
    desk.button(key=key(desk, "add", "casualties")).click().run()
    assert told(desk) == "", "a row is not wrong before it is filled in"
    for name, value in (("measure", v.Measure.KILLED), ("of", v.CasualtiesOf.CIVILIANS)):
        next(box for box in desk.selectbox if str(box.key).endswith(f"_{name}")).set_value(value)
    figure = next(box for box in desk.selectbox if str(box.key).endswith("_stated"))
    figure.set_value(v.Stated.NONE).run()
    assert "does not fit" in told(desk), "none said so needs its zeros"
    for name in ("low", "best", "high"):
        next(box for box in desk.text_input if str(box.key).endswith(f"_{name}")).set_value("0")
    desk.run()
    save(desk)
    assert told(desk) == ""
    made = at(desk)
    record = dossier(made).record
    assert [span.quote for each in record.evidence for span in each.spans] == ["🚀 Nobody was hurt."]
    assert record.casualties[0].citation_id == record.citations[0].citation_id
    assert record.citations[0].citation_id.startswith(f"{made}.c01-")
    assert dossier(made).articles[record.citations[0].article_id or ""].text == text

    desk.button(key=key(desk, "citations", *numbers(desk, "citations")[:1], "remove")).click().run()
    save(desk, "the wrong paper")
    record = dossier(made).record
    assert (record.citations, record.evidence, record.casualties[0].citation_id) == ((), (), None)


def test_title_and_publisher_typed_with_a_text_are_the_articles_and_the_sources(desk: AppTest) -> None:
    hold(fill_in(open_at(desk, "new")), "Words of a paper.", " Drones fell ", "The Paper")
    assert desk.text_input(key=key(desk, "pasted", "title")).value == ""
    save(desk)
    assert told(desk) == ""
    found = dossier(at(desk))
    (source,) = found.record.citations
    article = found.articles[source.article_id or ""]
    assert (article.title, article.publisher, article.text) == ("Drones fell", "The Paper", "Words of a paper.")
    assert (source.title, source.publisher) == ("Drones fell", "The Paper")


def test_what_is_typed_of_the_source_later_is_the_articles_too(desk: AppTest) -> None:
    hold(fill_in(open_at(desk, "new")), "Words of another paper.", "A title with a slip")
    (number,) = numbers(desk, "citations")
    for name, said in (("title", "A title"), ("publisher", "The Paper"), ("url", "https://paper.example/1")):
        desk.text_input(key=key(desk, "citations", number, name)).set_value(said)
    desk.date_input(key=key(desk, "citations", number, "date")).set_value(date(2024, 2, 10)).run()
    save(desk)
    assert told(desk) == ""
    (article,) = dossier(at(desk)).articles.values()
    assert (article.title, article.publisher, article.url) == ("A title", "The Paper", "https://paper.example/1")
    assert article.published_on == date(2024, 2, 10)


def test_two_sources_of_one_publisher_stay_apart(desk: AppTest) -> None:
    with session.store().reading() as connection:
        before = reading.records(connection, ["seed-2"])["seed-2"]
    sources = tuple(Citation(f"seed-2.{each}", "seed-2", title=each, publisher="Reuters") for each in ("a", "b"))
    figure = Casualties("seed-2", v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, 1, citation_id="seed-2.a")
    more = replace(before, citations=(*before.citations, *sources), casualties=(figure,))
    save_records(session.store(), [(before, more)], "Rana", "two of Reuters")
    open_at(desk, "seed-2")
    desk.text_input(key=key(desk, "target")).set_value("a tower")
    save(desk)
    found = dossier("seed-2").record
    assert (found.incident.target, found.casualties) == ("a tower", (figure,))


def test_an_incident_without_a_source_is_in_review_and_that_is_said(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"))
    said = "names no source, so it is saved as in review"
    assert any(said in each.value and "not on the map" in each.value for each in desk.warning)
    save(desk)
    assert any(said in each.value.replace("\\", "") for each in desk.toast)
    made = dossier(at(desk)).record
    assert made.incident.status is v.Status.DRAFT
    desk.switch_page("../../pages/map.py")
    desk.query_params["incident"] = made.incident_id
    desk.run()
    desk.toggle(key="editing").set_value(True).run()
    name = f"confirm_{made.incident_id}_1"
    desk.text_input(key=f"{name}_why").set_value("sure of it").run()
    desk.button(key=f"{name}_now").click().run()
    assert "needs a source" in told(desk)
    assert dossier(made.incident_id).record.incident.status is v.Status.DRAFT
