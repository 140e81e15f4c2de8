"""The steps of a story as slides, with what became of each since it was chosen."""

from __future__ import annotations

from incidentmap.index import Index, row_of
from incidentmap.model import Story
from incidentmap.store import reading
from incidentmap.ui.briefing import steps_shown
from incidentmap.ui.present.slide_sequence import PAGES, Query, Slide, Slides
from incidentmap.ui.shared import session
from incidentmap.ui.shared.page_link import STEP, STORY


def of_story(story: Story, index: Index) -> Slides:
    """Give the steps of a story, the first of which is number 1."""

    def slide(number: int) -> Slide:
        step = story.steps[number - 1]
        filter, _ = steps_shown.filter_of(step, index)
        there = row_of(index.incidents, step.incident_id) is not None if step.incident_id else False
        told = step.incident_id if there else ""
        return Slide(session.view(filter), told, step.text, step.frame, steps_shown.became(step, index))

    def query(number: int) -> Query:
        return {STORY: story.story_id, STEP: str(number)}

    return Slides(
        1, len(story.steps), slide, query, lambda _: (PAGES / "briefing.py", {STORY: story.story_id}), story.title
    )


def find(story_id: str) -> Story | None:
    """Read a story that can be presented; None where there is none, or it has no steps."""
    with session.store().reading() as connection:
        story: Story | None = reading.subject(connection, f"story:{story_id}")
    return story if story and story.steps else None


def number_of(said: str) -> int:
    """Read the number of the step at which a link begins."""
    return int(said) if said.isdecimal() and len(said) < 5 else 1
