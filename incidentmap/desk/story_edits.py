"""Ids for stories and their steps, and my changes of a story put on a newer version."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from secrets import token_hex

from incidentmap.desk.naming import numbered, slug
from incidentmap.model import Step, Story
from incidentmap.store import Store, reading, subjects


def new_story_id(store: Store, title: str) -> str:
    """Name a story after its title: story-strikes-of-january, then -02; no id is ever given twice."""
    stem = "-".join(filter(None, ("story", slug(title))))
    with store.reading() as connection:
        ever = subjects.ever_named(connection, f"story:{stem}")
        taken = {each.story_id for each in reading.stories(connection)}
    return numbered(stem, taken | {key.removeprefix("story:") for key in ever})


def new_step_id() -> str:
    """Name a step so that two who add one at once name it apart."""
    return f"s-{token_hex(4)}"


def put_on(theirs: Story, base: Story, mine: Story) -> Story:
    """Make my change of `base` to their newer version, step by step; where both changed one, mine stands.

    A step that one of us changed and the other took out stays. The order is mine where I changed it, else theirs; what
    the other added stands behind the same step as there.
    """
    was, now, own = ({step.step_id: step for step in story.steps} for story in (base, theirs, mine))
    kept = {name: step for name in {*was, *now, *own} if (step := _merged(was.get(name), now.get(name), own.get(name)))}
    i_moved = _common(own, was) != _common(was, own)
    first, second = (own, now) if i_moved else (now, own)
    steps = tuple(kept[name] for name in _woven(list(first), list(second)) if name in kept)
    return replace(theirs, title=theirs.title if mine.title == base.title else mine.title, steps=steps)


def _merged(was: Step | None, theirs: Step | None, mine: Step | None) -> Step | None:
    if mine == was:
        return theirs
    if theirs == was:
        return mine
    return mine or theirs  # what one changed is not lost where the other took it out


def _common(names: Collection[str], others: Collection[str]) -> list[str]:
    return [name for name in names if name in others]


def _woven(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Give all of both in the order of the first; what only the second has follows what it follows there."""
    woven = list(first)
    for at, name in enumerate(second):
        if name not in woven:
            before = second[at - 1] if at else None
            woven.insert(woven.index(before) + 1 if before else 0, name)
    return woven
