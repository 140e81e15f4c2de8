"""Marked words that tell one statement or figure: chosen by its own words, shown beside it, kept when it goes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from incidentmap.desk import save as save_records
from incidentmap.model import Attribution, Casualties, Record, to_sheet, words
from incidentmap.model import vocabulary as v
from incidentmap.store import Dossier
from incidentmap.ui.shared import incident_panel, session
from incidentmap.ui.shared.sheet_words import readable
from tests import records
from tests.ui.record_form import dossier, key, open_at, save, told

CLAIM = Attribution("X-1", records.ACTOR.actor_id, v.AttributionBasis.CLAIMED, v.Stance.ASSERTS)
FIGURE = Casualties("X-1", v.Measure.KILLED, v.CasualtiesOf.CIVILIANS, v.Stated.NUMBER, 3, None, 5)


def telling(*ids: str) -> Record:
    evidence = tuple(replace(records.evidence(), field=each) for each in ids)
    return Record(records.incident(), None, (records.citation(),), (CLAIM,), (FIGURE,), evidence)


def prepare(app: AppTest) -> Record:
    """Give an incident a source with marked words, a statement and a figure."""
    before = dossier("seed-2").record
    article = dossier("seed-1").articles
    (held,) = article.values()
    cited = replace(records.citation("seed-2"), article_id=held.article_id)
    claim = replace(CLAIM, attribution_id="", incident_id="seed-2", actor_id="kataib-hezbollah")
    figure = replace(FIGURE, casualties_id="", incident_id="seed-2")
    marks = replace(records.evidence("seed-2"), spans=(held.span(0, 9),))
    parts = {"citations": (cited,), "attributions": (claim,), "casualties": (figure,), "evidence": (marks,)}
    save_records(session.store(), [(before, replace(before, **parts))], "Rana", "to tell of")
    open_at(app, "seed-2")
    return dossier("seed-2").record


def boxes(app: AppTest, part: str, name: str) -> list[Selectbox]:
    stem = key(app, part, "")
    return [box for box in app.selectbox if str(box.key).startswith(stem) and str(box.key).endswith(f"_{name}")]


def field_of_words(app: AppTest) -> Selectbox:
    (found,) = boxes(app, "evidence", "field")
    return found


def test_words_are_told_a_statement_by_its_own_words(desk: AppTest) -> None:
    record = prepare(desk)
    box = field_of_words(desk)
    said = [each for each in box.options if each.startswith(("Statement: ", "Figure: "))]
    assert len(said) == 2
    assert said[0].endswith(", claimed")
    assert said[1] == "Figure: killed, civilians: 3–5"
    box.select(said[0]).run()
    save(desk, "these words")
    assert told(desk) == ""
    (evidence,) = dossier("seed-2").record.evidence
    assert evidence.field == record.attributions[0].attribution_id
    open_at(desk, "seed-2")
    assert field_of_words(desk).value[0] == "attributions"
    save(desk, "once more")
    assert "Nothing was changed" in told(desk)


def test_words_stay_when_their_statement_is_removed(desk: AppTest) -> None:
    prepare(desk)
    box = field_of_words(desk)
    box.select("Figure: killed, civilians: 3–5").run()
    number = next(str(each.key) for each in desk.button if str(each.key).startswith(key(desk, "casualties", "")))
    desk.button(key=number).click().run()
    assert field_of_words(desk).value == "casualties"
    assert any("they are kept" in each.value for each in desk.caption)
    save(desk, "no figure")
    assert told(desk) == ""
    found = dossier("seed-2").record
    assert (found.casualties, [each.field for each in found.evidence]) == ((), ["casualties"])


def test_a_new_statement_can_be_told_before_it_is_saved(desk: AppTest) -> None:
    prepare(desk)
    desk.button(key=key(desk, "add", "attributions")).click().run()
    box = field_of_words(desk)
    (unsaid,) = [each for each in box.options if "not filled in yet" in each]
    box.select(unsaid).run()
    for name, value in (("actor_id", "asaib-ahl-al-haq"), ("basis", v.AttributionBasis.ASSESSED)):
        *_, fresh = boxes(desk, "attributions", name)
        fresh.set_value(value).run()
    save(desk, "another one")
    assert told(desk) == ""
    found = dossier("seed-2").record
    assert found.evidence[0].field == found.attributions[1].attribution_id


def test_the_panel_quotes_the_words_beside_what_they_tell() -> None:
    held = Dossier(telling(CLAIM.attribution_id, FIGURE.casualties_id), None, {}, (), (), (), ())
    actors = {records.ACTOR.actor_id: records.ACTOR}
    for shown in (incident_panel._statements(held, actors), incident_panel._casualties(held, actors)):
        assert "“<bdi>Two drones</bdi>”" in shown


def test_the_history_says_in_words_what_they_tell(few_records: None) -> None:
    sheet = to_sheet(telling(CLAIM.attribution_id, FIGURE.casualties_id, "excerpt"))
    found = readable(Record, sheet)
    assert [each["field"] for each in found["evidence"]] == [
        "statement: Example Brigade, claimed",
        "figure: killed, civilians: 3–5",
        "excerpt",
    ]
    alone = readable(Record, {"evidence": sheet["evidence"]})
    assert [each["field"] for each in alone["evidence"]] == ["a statement", "a figure", "excerpt"]
    assert ":a:" not in str(found) + str(alone) and ":c:" not in str(found) + str(alone)
    assert readable(Record, {"notes": ""}) == {"notes": ""}


@pytest.mark.parametrize(("stance", "said"), [("asserts", "EB, claimed"), ("denies", "denied: not EB, claimed")])
def test_a_statement_in_short(stance: str, said: str) -> None:
    assert words.statement(replace(CLAIM, stance=v.Stance(stance)), "EB") == said
