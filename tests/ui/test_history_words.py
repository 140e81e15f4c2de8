"""What the history says of a value: in a reader's words, also of a placement that somebody chose or that fell back."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from incidentmap.desk import difference, save, undo
from incidentmap.model import (
    Aggregate,
    Article,
    Attribution,
    Casualties,
    Incident,
    Record,
    Revision,
    article_id_of,
    field_words,
    key_of,
    to_sheet,
)
from incidentmap.model import vocabulary as v
from incidentmap.model.field_words import NOT_STATED
from incidentmap.store import reading
from incidentmap.ui.records.change_review import changed_fields
from incidentmap.ui.shared import conflict, reader_names, session
from incidentmap.ui.shared.history_view import changes, said
from incidentmap.ui.shared.sheet_words import readable
from tests import records
from tests.records import ACTOR, ARTICLE, PLACE

CHOSEN = replace(records.placement("X-1"), decided_by="Ann", anchor_id="site:tanf")
AROUND = replace(records.placement("X-1"), fell_back=True, reason="unknown")


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, NOT_STATED), ("", NOT_STATED), (True, "yes"), (False, "no"), (0, "0"), (["a", "b"], "a · b")],
)
def test_values(value: Any, words: str) -> None:
    assert field_words.said(Incident, "notes", value) == words


@pytest.mark.parametrize(
    ("noun", "field", "value", "words"),
    [
        (Incident, "outcome", "partly_intercepted", "partly intercepted"),
        (Incident, "time_precision", v.TimePrecision.ON_OR_BEFORE, "on or before"),
        (Incident, "date_latest", "2024-02-03", "3 Feb 2024"),
        (Incident, "status", "draft", "in review"),
        (Record, "weapon_class", "ied", "IED"),
        (Record, "casualties", [{"measure": "tbi", "of": "targets", "stated": "number", "low": 2}],
         "measure traumatic brain injury, whose of the side that was hit, stated number, lowest 2"),
        (Record, "placement", {"place_id": "p", "where_prec": 3}, "place p, precision district"),
    ],
)  # fmt: skip
def test_codes_and_names_of_fields_are_said_in_words(noun: Any, field: str, value: Any, words: str) -> None:
    assert field_words.said(noun, field, value) == words


def test_who_decided_and_what_it_was_derived_from() -> None:
    told = field_words.said(Record, "placement", asdict(CHOSEN))
    assert "decided by Ann" in told
    assert "derived from site:tanf" in told
    assert "only the area" not in told


def test_only_the_area_around() -> None:
    told = field_words.said(Record, "placement", asdict(AROUND))
    assert "reason unknown, only the area stated around the words yes" in told


def test_each_of_several_names_keeps_its_own_direction() -> None:
    told = said(Incident, "target_actors", ["كتائب", "Brigade 2–5"])
    assert told == "<bdi>كتائب</bdi> · <bdi>Brigade 2–5</bdi>"


def test_an_edit_names_its_fields_as_the_form_does(few_records: None) -> None:
    before = Record(records.incident(outcome=v.Outcome.PARTLY_INTERCEPTED), records.placement())
    figure = Casualties("X-1", v.Measure.KILLED, v.CasualtiesOf.CIVILIANS, v.Stated.NUMBER, 2)
    open_start = replace(before.incident, outcome=None, date_earliest=None, time_precision=v.TimePrecision.ON_OR_BEFORE)
    after = replace(before, incident=open_start, placement=CHOSEN, casualties=(figure,))
    shown = changes(edited(before, after))
    for said_so in ("Incident <bdi>X-1</bdi>", "Outcome", "partly intercepted", "From", "Known to the", "lowest"):
        assert said_so in shown
    for name in (
        "partly_intercepted",
        "on_or_before",
        "date_earliest",
        "date earliest",
        "where prec",
        "time precision",
    ):
        assert name not in shown


def test_ids_and_codes_are_said_by_the_names_they_stand_for(few_records: None) -> None:
    before = Record(records.incident(target_actors=(), country=""), None)
    claim = Attribution("X-1", ACTOR.actor_id, v.AttributionBasis.CLAIMED, v.Stance.ASSERTS)
    told = replace(records.evidence(), field=claim.attribution_id)
    after = replace(
        before,
        incident=replace(before.incident, target_actors=(ACTOR.actor_id,), country="IQ", admin1="IQ-AN"),
        placement=replace(CHOSEN, anchor_id=PLACE.place_id),
        citations=(records.citation(),),
        attributions=(claim,),
        evidence=(told,),
    )
    differing = [text for each in changed_fields(before, after) for text in each]
    for shown in (changes(edited(before, after)), " ".join(differing), conflict.table(before, after, after)):
        shown = shown.replace("<bdi>", "").replace("</bdi>", "").replace("\u2068", "").replace("\u2069", "")
        for name in ("Example Brigade", "Iraq", "Al Anbar", "Depot", "Drones on a depot", "Example Brigade, claimed"):
            assert name in shown, shown
        for code in (ACTOR.actor_id, PLACE.place_id, ARTICLE.article_id, "IQ", ":a:"):
            assert code not in shown, shown


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("incident:X-1", "Incident X-1"),
        ("actor:example-brigade", "Actor Example Brigade"),
        (f"article:{ARTICLE.article_id}", "Article Drones on a depot"),
        ("actor_link:example-brigade>example-brigade>proxy", "Link of actors Example Brigade → Example Brigade"),
        ("response:X-1>X-2", "Response X-1 → X-2"),
        ("same_event:X-1|X-2", "Same event X-1 and X-2"),
        ("aggregate:gone", "Total gone"),
    ],
)
def test_what_an_edit_is_about_is_said_by_name(few_records: None, key: str, name: str) -> None:
    assert reader_names.subject(key).replace("\u2068", "").replace("\u2069", "") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Short words.\n", "Short words."),
        ("A drone came down beside the depot. " * 9, "A drone came down beside the depot. A drone came down beside …"),
        ("س" * 90, "س" * 60 + " …"),  # no gap to cut at
    ],
)
def test_an_article_without_a_name_is_called_by_its_first_whole_words(few_records: None, text: str, name: str) -> None:
    article = Article(article_id_of(text), text)
    said = reader_names.subject(key_of(article), to_sheet(article))
    assert said.replace("\u2068", "").replace("\u2069", "") == f"Article {name}"


def test_an_article_that_an_undo_took_away_is_called_as_it_was(few_records: None) -> None:
    text = "Words of a paper."
    article = Article(article_id_of(text), text, title="Drones fell")
    cited = replace(records.citation("X-2"), title="", article_id=article.article_id)
    record = Record(records.incident("X-2"), None, (cited,))
    number = save(session.store(), [(None, article), (None, record)], "Ann", "read in the paper")
    changed = replace(record, citations=(replace(cited, article_id=None, title="A paper"),))
    later = save(session.store(), [(session.record("X-2"), changed)], "Ann", "no text after all")
    undo(session.store(), [number, later], "Ann", "a slip")
    with session.store().reading() as connection:
        edits = reading.revisions_since(connection, datetime.min.replace(tzinfo=UTC))
    told = " ".join(changes(edit) for edit in edits)
    assert "Drones fell" in told
    assert article.article_id not in told
    assert reader_names.name_of("article", "art-0") == "an article that is no longer held"


def test_what_is_gone_is_named_as_it_was(few_records: None) -> None:
    total = Aggregate("t-1", date(2024, 1, 10), "Ministry", v.Category.ATTACK, total_low=3, by_country=(("IQ", 3),))
    assert reader_names.subject(key_of(total), to_sheet(total), None) == "Total \u2068of Ministry, 10 Jan 2024\u2069"
    assert readable(Aggregate, to_sheet(total))["by_country"] == [["Iraq", 3]]


def edited(before: Record, after: Record) -> Revision:
    sides = [json.dumps({"incident:X-1": sheet}) for sheet in difference(to_sheet(before), to_sheet(after))]
    return replace(records.revision(), before=sides[0], after=sides[1])
