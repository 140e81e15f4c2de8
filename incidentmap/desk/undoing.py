"""Taking edits back: an undo is an edit of its own, and can be undone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from incidentmap.desk.changes import VERSION, carry
from incidentmap.desk.editing import Change, save_within
from incidentmap.errors import Clash, InvalidRecord
from incidentmap.model import Revision, Sheet, from_sheet, statuses, to_sheet
from incidentmap.store import Store, Writer, reading

Sheets = dict[str, Sheet | None]


def undo(store: Store, revision_ids: Iterable[int], by: str, why: str) -> int:
    """Take edits back, the newest first, as one new edit; raise `Clash` where later edits changed the same fields."""
    with store.writing() as writer:
        return undo_within(writer, revision_ids, by, why)


def undo_within(writer: Writer, revision_ids: Iterable[int], by: str, why: str) -> int:
    """Undo within a transaction that is open already."""
    undone = [_edit(writer, number) for number in sorted(set(revision_ids), reverse=True)]
    return save_within(writer, _backwards(writer, undone), by, why, rule=statuses.by_undoing)


def edits_since(store: Store, moment: datetime, *, by: str = "", subject: str = "") -> tuple[Revision, ...]:
    """Give the edits made at a moment or later: everybody's or one person's, of everything or of one subject."""
    with store.reading() as connection:
        found = reading.revisions_since(connection, moment)
    fits = (each for each in found if by in ("", each.changed_by) and (not subject or subject in each.subjects))
    return tuple(each for each in fits if each.subjects)


def sides(edit: Revision) -> tuple[Sheets, Sheets]:
    """Give what an edit found and what it made, by key."""
    return json.loads(edit.before or "{}"), json.loads(edit.after or "{}")


def _edit(writer: Writer, number: int) -> Revision:
    found = next(iter(reading.revisions(writer.connection, number, number)), None)
    if found is None or not found.subjects:
        raise InvalidRecord(f"Edit {number}", "", "", "is no edit; imports and restored copies are not undone")
    return found


def _backwards(writer: Writer, edits: Sequence[Revision]) -> list[Change]:
    """Undo edits in memory, one after the other."""
    nouns = reading.subjects(writer.connection, (key for edit in edits for key in sides(edit)[0]))
    sheets: Sheets = {key: to_sheet(noun) if noun else None for key, noun in nouns.items()}
    for edit in edits:
        _take_back(edit, sheets)
    changes = [(nouns[key], from_sheet(key, sheet) if sheet else None) for key, sheet in sheets.items()]
    return [change for change in changes if change != (None, None)]


def _take_back(edit: Revision, sheets: Sheets) -> None:
    """Turn an edit round: what it made becomes what it found."""
    found, made = sides(edit)
    for key in found:
        sheet, clashes = carry(sheets[key], made[key], found[key])
        if clashes:
            raise Clash(key, clashes, edit.revision_id)
        if made[key] is None and sheet and VERSION in sheet:  # it comes back: its versions go on
            sheet = sheet | {VERSION: sheet[VERSION] + 1}
        sheets[key] = sheet
