"""What marked words tell in a form: a field by its name, or a statement or figure by its row, until it has its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from incidentmap.errors import InvalidRecord
from incidentmap.model import Actor, part_ids, words
from incidentmap.ui.shared.markup import visible

if TYPE_CHECKING:
    from incidentmap.ui.shared.unsaved import Draft
    from incidentmap.ui.shared.widget_values import Row

Told = str | tuple[str, int]  # a field, or the part of a record and the number of its row

GENERAL = {"attributions": "attribution", "casualties": "casualties"}  # what words tell once their statement is gone
_NAMES = {"attributions": "Statement", "casualties": "Figure"}


def to_rows(rows: Mapping[str, Mapping[int, Row]]) -> None:
    """Let marked words name the rows of the form instead of ids."""
    at = {row[own]: (part, number) for part, own in part_ids.IDS.items() for number, row in rows[part].items()}
    for row in rows["evidence"].values():
        row["field"] = at.get(row["field"], row["field"])


def to_id(draft: Draft, told: Told, incident_id: str) -> str:
    """Give the id of the statement or figure that words tell; raise `InvalidRecord` where one cannot be kept yet."""
    if isinstance(told, str):
        return told
    part, number = told
    made = part_ids.told_apart(draft.part(part, row, incident_id) for row in draft.rows[part].values())
    ids = dict(zip(draft.rows[part], (getattr(each, part_ids.IDS[part]) for each in made), strict=True))
    return str(ids[number])


def options(draft: Draft, actors: Mapping[str, Actor]) -> dict[Told, str]:
    """Give each statement and figure of the form in its own words."""
    return {(part, number): said for part in part_ids.IDS for number, said in _said(draft, part, actors)}


def pointing_at(draft: Draft, part: str, number: int) -> list[int]:
    """Number the marked words that tell one statement or figure."""
    return [at for at, row in draft.rows["evidence"].items() if row["field"] == (part, number)]


def _said(draft: Draft, part: str, actors: Mapping[str, Actor]) -> Iterator[tuple[int, str]]:
    for place, (number, row) in enumerate(draft.rows[part].items(), start=1):
        try:
            said = _in_words(draft.part(part, row, draft.name), actors)
        except InvalidRecord:
            said = f"number {place}, not filled in yet"
        yield number, f"{_NAMES[part]}: {said}"


def _in_words(noun: Any, actors: Mapping[str, Actor]) -> str:
    if part_ids.id_name(noun) == "casualties_id":
        return words.side_and_figure(noun)
    actor = actors.get(noun.actor_id)
    return words.statement(noun, visible(actor.name if actor else noun.actor_id))
