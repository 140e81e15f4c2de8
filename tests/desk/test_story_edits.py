"""Stories: their ids, their history, and two who change one at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.desk import save, undo
from incidentmap.desk.story_edits import new_step_id, new_story_id, put_on
from incidentmap.errors import InvalidRecord, Outdated
from incidentmap.model import Step, Story
from incidentmap.store import Store, check, reading
from tests import records
from tests.desk.test_editing import record

TEXTS = st.sampled_from(["", "one", "two", "«قال» العمدة 2–5"])


def story(*names: str, **changes: str) -> Story:
    return Story("story-a", "A", tuple(Step(name, changes.get(name, "")) for name in names))


@st.composite
def versions(draw: st.DrawFn, start: Story) -> Story:
    """A story as somebody left it: steps taken out, moved, rewritten, and some of their own added."""
    kept = draw(st.permutations(draw(st.lists(st.sampled_from(start.steps), unique=True)) if start.steps else []))
    added = [Step(new_step_id(), draw(TEXTS)) for _ in range(draw(st.integers(0, 2)))]
    steps = draw(st.permutations([*(replace(each, text=draw(TEXTS)) for each in kept), *added]))
    return replace(start, title=draw(st.sampled_from(["A", "B", "C"])), steps=tuple(steps))


BASE = story("a", "b", "c", "d")


@given(versions(BASE))
def test_where_only_one_changed_it_that_one_stands(changed: Story) -> None:
    assert put_on(BASE, BASE, changed) == changed
    assert put_on(changed, BASE, BASE) == changed


@given(versions(BASE), versions(BASE))
def test_what_two_wrote_is_not_lost(theirs: Story, mine: Story) -> None:
    both = put_on(theirs, BASE, mine)
    was = {each.step_id: each for each in BASE.steps}
    found = {each.step_id: each for each in both.steps}
    assert len(found) == len(both.steps)
    for version in (theirs, mine):
        for step in version.steps:
            if step != was.get(step.step_id):
                assert step.step_id in found, "who writes or changes a step keeps it"
    for step in mine.steps:
        if step != was.get(step.step_id):
            assert found[step.step_id] == step, "where both changed one, mine stands"


def test_an_order_that_one_changed_stays_with_what_the_other_added() -> None:
    mine = story("d", "a", "b", "c")
    theirs = story("a", "new", "b", "c", "d")
    assert [each.step_id for each in put_on(theirs, BASE, mine).steps] == ["d", "a", "new", "b", "c"]
    assert [each.step_id for each in put_on(mine, BASE, theirs).steps] == ["d", "a", "new", "b", "c"]


def test_ids_are_never_given_twice(store: Store) -> None:
    first = Story(new_story_id(store, "Strikes of January"), "Strikes of January")
    assert first.story_id == "story-strikes-of-january"
    save(store, [(None, first)], "she", "begun")
    save(store, [(first, None)], "she", "not needed")
    assert new_story_id(store, "Strikes of January") == "story-strikes-of-january-02"
    assert new_story_id(store, "غارات") == "story"


def test_an_order_is_saved_and_taken_back(store: Store) -> None:
    before = Story(
        "story-a", "A", (Step("a", "2–5 «قال»", "countries=IQ", south=30.0, west=40, north=35.5, east=44.0), Step("b"))
    )
    after = replace(before, steps=before.steps[::-1])
    save(store, [(None, before)], "she", "begun")
    number = save(store, [(before, after)], "she", "the other way round")
    with store.reading() as connection:
        assert reading.stories(connection) == (after,)
    undo(store, [number], "she", "as before")
    with store.reading() as connection:
        assert reading.stories(connection) == (before,)
        assert list(check(connection)) == []


def test_who_saves_an_older_version_is_told(store: Store) -> None:
    first, second = story("a"), story("a", "b")
    save(store, [(None, first)], "she", "begun")
    save(store, [(first, second)], "he", "one more")
    with pytest.raises(Outdated):
        save(store, [(first, story())], "she", "fewer")


def test_a_story_outlives_its_incident_and_check_says_so(store: Store) -> None:
    kept = record()
    save(store, [(None, records.ACTOR), (None, records.ARTICLE), (None, kept)], "she", "heard", [records.PLACE])
    save(store, [(None, Story("story-a", "A", (Step("a"), Step("b", incident_id="X-1"))))], "she", "begun")
    with store.reading() as connection:
        assert list(check(connection)) == []
    save(store, [(kept, None)], "she", "nothing in it")
    with store.reading() as connection:
        (found,) = map(str, check(connection))
    assert found.startswith("story:story-a: step 2 tells 'X-1', which is not there")


@pytest.mark.parametrize(
    "steps",
    [
        lambda: (Step("a"), Step("a")),
        lambda: (Step("a", south=1.0),),
        lambda: (Step("a", south=5.0, west=1.0, north=4.0, east=2.0),),
        lambda: (Step("a", south=-91.0, west=1.0, north=4.0, east=2.0),),
        lambda: (Step("a", south=float("nan"), west=1.0, north=4.0, east=2.0),),
        lambda: (Step("a b"),),
        lambda: (Step("a", text="\0"),),
    ],
)
def test_what_is_no_story_is_refused(steps) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InvalidRecord):
        Story("story-a", "A", steps())


def test_a_story_needs_a_name() -> None:
    with pytest.raises(InvalidRecord):
        Story("story-a", " ")
