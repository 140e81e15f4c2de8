"""A story while it is being prepared: what the form holds, and what was added elsewhere, until it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from incidentmap.errors import InvalidRecord
from incidentmap.model import Step, Story
from incidentmap.ui.shared import typed_json
from incidentmap.ui.shared.error_messages import sentence
from incidentmap.ui.shared.unsaved import NEW
from incidentmap.ui.shared.widget_values import Row, forget, read_loose, take_over

DRAFTS = "story_drafts"


@dataclass
class StoryDraft:
    """`base` is what was read, None for a new one; `theirs` is what somebody saved meanwhile.

    `steps` are in their order, by numbers that stay theirs; `lines` are our words of each.
    """

    name: str
    base: Story | None = None
    values: Row = field(default_factory=lambda: {"title": ""})
    steps: dict[int, Step] = field(default_factory=dict)
    lines: dict[int, Row] = field(default_factory=dict)
    theirs: Story | None = None
    removed: bool = False
    tried: bool = False
    loose: Row = field(default_factory=lambda: {"sign_why": ""})  # typed beside the story's own fields
    first: str = ""  # as it was written before anything was typed
    numbers: Iterator[int] = field(default_factory=count)

    def key(self, *parts: object) -> str:
        """Name a widget of this draft."""
        return "_".join(["story", self.name, *map(str, parts)])

    def put(self, story: Story) -> None:
        """Take over a story's values."""
        self.forget_widgets()
        self.values, self.steps, self.lines = {"title": story.title}, {}, {}
        for step in story.steps:
            self.add(step)
        self.first = self.written() if story == self.base else ""

    def written(self) -> str:
        """Write down all that was typed and added, and what it was typed on."""
        return typed_json.dumps({name: getattr(self, name) for name in ("base", "values", "steps", "lines", "loose")})

    def read(self) -> None:
        """Take over what the widgets hold; those of another page hold nothing."""
        take_over(self.values, self.key)
        read_loose(self.loose, self.key)
        for number, line in self.lines.items():
            take_over(line, lambda name, number=number: self.key(name, number))  # type: ignore[misc]

    def add(self, step: Step) -> None:
        """Add a step at the end."""
        number = next(self.numbers)
        self.steps[number], self.lines[number] = step, {"text": step.text}

    def drop(self, number: int) -> None:
        """Take a step out."""
        del self.steps[number], self.lines[number]

    def move(self, number: int, by: int) -> None:
        """Move a step towards the end, or the beginning."""
        order = [each for each in self.steps if each != number]
        at = min(max(list(self.steps).index(number) + by, 0), len(order))
        order.insert(at, number)
        self.steps = {each: self.steps[each] for each in order}

    def story(self, story_id: str) -> Story:
        """Make the story; raise `InvalidRecord` at the first field that cannot be kept."""
        steps = tuple(replace(step, text=self.lines[number]["text"]) for number, step in self.steps.items())
        return Story(story_id, self.values["title"], steps)

    def changed(self) -> bool:
        """Tell whether anything was typed or added that is not saved."""
        try:
            return self.base is None or self.story(self.base.story_id) != self.base
        except InvalidRecord:
            return True

    def errors(self) -> dict[str, str]:
        """Say what is wrong, by field; of a new form nothing is said before somebody tries to save it."""
        if not self.tried:
            return {}
        try:
            self.story(self.name)
        except InvalidRecord as refusal:
            return {refusal.field: sentence(refusal)}
        return {}

    def forget_widgets(self) -> None:
        """Let the widgets take their values from the draft again."""
        forget(self.key(""))


def begin(story: Story | None) -> StoryDraft:
    """Begin to prepare a story, or a new one."""
    draft = StoryDraft(story.story_id if story else NEW, story)
    if story:
        draft.put(story)
    else:
        draft.first = draft.written()
    return draft
