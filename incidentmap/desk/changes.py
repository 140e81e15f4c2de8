"""The change from one sheet to another, and the same change made to a third that has moved on meanwhile.

One rule serves undoing (the change made backwards) and merging two analysts' edits (the change made to the newer
version): a field moves if it still is what it was; a list moves item by item; anything else clashes and stays.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from incidentmap.model import Record, Sheet, from_sheet, key_of, to_sheet

VERSION = "version"  # counts the saves; it belongs to no change

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
        return (after, ()) if current == before else (current, ("the record itself",))
    return None, tuple(field for field in before if field != VERSION and current[field] != before[field])


def _moved(now: Any, was: Any, becomes: Any) -> Moved:
    if now in (was, becomes):
        return becomes, True
    if not isinstance(now, list):
        return now, False
    taken, added = _without(was, becomes), _without(becomes, was)
    if _without(taken, now):
        return now, False
    return _without(now, taken) + _without(added, _without(now, was)), True


def _without(items: list[Any], others: list[Any]) -> list[Any]:
    """Take each of `others` away once; equal items are told apart by their number only."""
    rest = list(items)
    for other in others:
        if other in rest:
            rest.remove(other)
    return rest
