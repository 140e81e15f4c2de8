"""Every noun that can be edited: changed in place, in the history, undone, also while others refer to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from incidentmap.desk import save, undo
from incidentmap.errors import InvalidRecord
from incidentmap.model import (
    ActorLink,
    Aggregate,
    Alias,
    Article,
    Response,
    SameEvent,
    Step,
    Story,
    article_id_of,
    key_of,
)
from incidentmap.model import vocabulary as v
from incidentmap.model.registry import EDITED
from incidentmap.store import Store, check, reading
from incidentmap.store.subjects import revisions_of
from tests import records
from tests.desk.test_editing import changed, record

OTHER = replace(records.ACTOR, actor_id="other", name="Other")
NEWER = Article(article_id_of("Newer."), "Newer.", replaces=records.ARTICLE.article_id)
LINK = ActorLink("other", "example-brigade", v.LinkKind.PART_OF)
ALIAS = Alias("alias-1", "the depot", "site:depot", v.WherePrec.EXACT)
TOTAL = Aggregate("total-1", date(2024, 1, 1), "a counter", v.Category.ATTACK, spans=records.evidence().spans)
ANSWER = Response("X-1", "X-2", v.ResponseBasis.STATED)
SAME = SameEvent(("X-1", "X-2"), v.SameEventStatus.SUGGESTED)
STORY = Story("story-1", "January", (Step("a", "first", "countries=IQ"), Step("b", incident_id="X-1")))
# A noun that others refer to, and what a person may correct in it.
CORRECTED: list[tuple[Any, Any]] = [
    (records.ACTOR, replace(records.ACTOR, aliases=("EB", "e", "The Brigade"))),
    (records.ACTOR, replace(records.ACTOR, name="Brigade of the Example", kind=v.ActorKind.FACADE, notes="renamed")),
    (LINK, replace(LINK, valid_from="2023-10", valid_to="2024-02")),
    (records.ARTICLE, replace(records.ARTICLE, title="Two drones", published_on=date(2023, 11, 3), publisher="P")),
    (records.ARTICLE, replace(records.ARTICLE, author="A", url="https://example.org", language="en", tlp=v.Tlp.GREEN,
                              source_reliability=v.Reliability.B)),
    (ALIAS, replace(ALIAS, where_prec=v.WherePrec.NEAR)),
    (record(), changed(record(), notes="seen", target_actors=("other",))),
    (TOTAL, replace(TOTAL, total_low=3, spans=())),
    (ANSWER, replace(ANSWER, basis=v.ResponseBasis.INFERRED)),
    (STORY, replace(STORY, title="Jan", steps=STORY.steps[::-1])),
    (SAME, replace(SAME, status=v.SameEventStatus.REFUSED, why="no")),
]  # fmt: skip


@pytest.fixture
def desk(store: Store) -> Store:
    """Nouns that refer to one another, all added as one edit, in whatever order."""
    nouns = (
        SAME,
        ANSWER,
        TOTAL,
        STORY,
        record("X-1"),
        record("X-2"),
        LINK,
        NEWER,
        records.ARTICLE,
        OTHER,
        records.ACTOR,
        ALIAS,
    )
    save(store, [(None, each) for each in nouns], "tester", "all at once", [records.PLACE])
    return store


def held(store: Store, key: str) -> Any:
    with store.reading() as connection:
        return reading.subject(connection, key)


def test_there_is_an_example_of_each() -> None:
    assert {key_of(before).partition(":")[0] for before, _ in CORRECTED} == set(EDITED)


@pytest.mark.parametrize(("before", "after"), CORRECTED, ids=lambda noun: key_of(noun).partition(":")[0])
def test_it_is_corrected_in_the_history_and_undone(desk: Store, before: Any, after: Any) -> None:
    key = key_of(before)
    number = save(desk, [(before, after)], "tester", "corrects it")
    found = held(desk, key)
    assert found == (changed(after, version=2) if key.startswith("incident:") else after)
    with desk.reading() as connection:
        assert [each.why for each in revisions_of(connection, key)] == ["all at once", "corrects it"]
    undo(desk, [number], "tester", "was right before")
    assert held(desk, key) == (changed(before, version=3) if key.startswith("incident:") else before)
    with desk.reading() as connection:
        assert list(check(connection)) == []


def test_all_is_undone_at_once(desk: Store) -> None:
    undo(desk, [desk.state()], "tester", "nothing of it")
    with desk.reading() as connection:
        assert (reading.actors(connection), reading.articles(connection), reading.aggregates(connection)) == (
            {},
            (),
            (),
        )
        assert list(check(connection)) == []
    undo(desk, [desk.state()], "tester", "all of it after all")
    assert held(desk, key_of(NEWER)) == NEWER
    assert held(desk, key_of(LINK)) == LINK


def test_the_words_of_an_article_do_not_change(desk: Store) -> None:
    with pytest.raises(InvalidRecord, match="another one"):
        save(desk, [(records.ARTICLE, NEWER)], "tester", "other words")


def test_what_others_refer_to_is_not_taken_away(desk: Store) -> None:
    for noun in (records.ACTOR, records.ARTICLE):
        with pytest.raises(InvalidRecord, match="others refer to it"):
            save(desk, [(noun, None)], "tester", "not needed")
        assert held(desk, key_of(noun)) == noun
