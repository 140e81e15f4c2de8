"""The change from one sheet to another, and the same change made to a third that has moved on meanwhile.

One rule serves undoing (the change made backwards) and merging two analysts' edits (the change made to the newer
version): a field moves if it still is what it was; a list moves item by item; anything else clashes and stays. Of
statements and figures, one that says the same under another id stands in where the very one is not there.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from incidentmap.model import Record, Sheet, from_sheet, key_of, part_ids, to_sheet

VERSION = "version"  # counts the saves; it belongs to no change
WHOLE = "the record itself"  # stands for a field where a whole noun clashes

Patch = Sheet | None
Moved = tuple[Any, bool]


def difference(before: Sheet | None, after: Sheet | None) -> tuple[Patch, Patch]:
    """Give the fields that differ, as they were and as they are; None where there is no sheet."""
    if before is None or after is None:
        return before, after
    fields = [field for field in after if before[field] != after[field]]
    return {field: before[field] for field in fields}, {field: after[field] for field in fields}


def carry(current: Sheet | None, before: Patch, after: Patch) -> tuple[Sheet | None, tuple[str, ...]]:
    """Make a change to `current`; give the result, and the fields that clash and were left as they are."""
    if before is None or after is None or current is None:
        return _whole(current, before, after)
    moved = {field: _moved(current[field], before[field], after[field]) for field in after if field != VERSION}
    clashes = tuple(field for field, (_, fits) in moved.items() if not fits)
    return current | {field: value for field, (value, _) in moved.items()}, clashes


def combine(
    base: Record, theirs: Record, mine: Record, mine_wins: Collection[str] = ()
) -> tuple[Record, tuple[str, ...]]:
    """Make my change of `base` to their newer version; give the result and the fields that both changed.

    Of those, their value stays unless the field is among `mine_wins`. Raise `InvalidRecord` if the parts do not fit.
    """
    before, after = difference(to_sheet(base), to_sheet(mine))
    sheet, clashes = carry(to_sheet(theirs), before, after)
    assert sheet is not None and after is not None  # noqa: S101  # three records are given
    sheet |= {field: after[field] for field in clashes if field in mine_wins}
    return from_sheet(key_of(theirs), sheet), clashes


def _whole(current: Sheet | None, before: Patch, after: Patch) -> tuple[Sheet | None, tuple[str, ...]]:
    """Make or take away a whole sheet; what was edited since it was made cannot be taken away unseen."""
    if current is None or before is None:
        return (after, ()) if current == before else (current, (WHOLE,))
    kept = {field: _said(value) for field, value in current.items()}
    return None, tuple(field for field in before if field != VERSION and kept[field] != _said(before[field]))


def _moved(now: Any, was: Any, becomes: Any) -> Moved:
    if now in (was, becomes):
        return becomes, True
    if _said(now) == _said(becomes):
        return now, True
    if not isinstance(now, list):
        return now, False
    taken, added = _without(was, becomes), _without(becomes, was)
    if _without(taken, now):
        return now, False
    return _without(now, taken) + _without(added, _without(now, was)), True


def _without(items: list[Any], others: list[Any]) -> list[Any]:
    """Take each of `others` away once: the very one where it is there, else one that says the same."""
    rest, missing = list(items), []
    for other in others:
        if other in rest:
            rest.remove(other)
        else:
            missing.append(_said(other))
    for other in missing:
        if (at := next((at for at, each in enumerate(rest) if _said(each) == other), None)) is not None:
            del rest[at]
    return rest


def _said(value: Any) -> Any:
    """Leave the ids of statements and figures out of a value."""
    if isinstance(value, list):
        return [_said(each) for each in value]
    if isinstance(value, dict) and not part_ids.LETTERS.keys().isdisjoint(value):
        return {name: each for name, each in value.items() if name not in part_ids.LETTERS}
    return value
