"""Ids of statements and figures, by which marked words can point at one.

An id is made of the incident and of what is said, so the same words get the same id everywhere; equal ones are told
apart by their rank. Once made it stays, also where what is said is corrected.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any, TypeVar

from incidentmap.errors import InvalidRecord
from incidentmap.model.field import Field, declared

IDS = {"attributions": "attribution_id", "casualties": "casualties_id"}  # by the part of a record that has them
LETTERS = {"attribution_id": "a", "casualties_id": "c"}
_PARTS = {letter: part for part, name in IDS.items() for letter in LETTERS[name]}
_DIGEST = re.compile(r"[0-9a-f]{16}")
_FORM = re.compile(r".+:([ac]):[0-9a-f]{16}", re.DOTALL)

Part = TypeVar("Part")
Named = Mapping[str, Any]


def id_name(part: object) -> str:
    """Name the field that holds the id of a statement or figure; "" for anything else."""
    return next((name for name in LETTERS if hasattr(part, name)), "")


def part_of(field: str) -> str:
    """Name the part of a record that an id points into; "" where a text is no such id."""
    found = _FORM.fullmatch(field)
    return _PARTS[found[1]] if found else ""


def made_id(part: Any, rank: int = 1) -> str:
    """Make the id of a statement or figure; the second of equal ones has rank 2."""
    own = id_name(part)
    held = declared(type(part)).items()
    said = {name: _plain(getattr(part, name)) for name, field in held if name != own and _says(part, field)}
    return f"{part.incident_id}:{LETTERS[own]}:{_digest(said, rank)}"


def identify(part: Any) -> None:
    """Give a statement or figure its id, unless it has one; raise `InvalidRecord` for one that is not of its kind."""
    own = id_name(part)
    found = getattr(part, own)
    if not found:
        object.__setattr__(part, own, made_id(part))
    elif not _DIGEST.fullmatch(found.removeprefix(f"{part.incident_id}:{LETTERS[own]}:")):
        raise InvalidRecord(part.incident_id, own, found, "is no id of this incident's; leave it blank for a new one")


def told_apart(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Give each an id of its own: of those that share one, all but one get the next rank that is free.

    What was corrected since it got the id keeps it; no other could get it back.
    """
    given = tuple(parts)
    ids = [getattr(each, id_name(each), "") for each in given]
    if len(set(ids)) == len(ids):
        return given
    keeping = _keepers(given, ids)
    taken, ranks = {each for each in ids if each}, Counter[str]()
    return tuple(
        each if not named or keeping[named] == at else _ranked(each, taken, ranks)
        for at, (each, named) in enumerate(zip(given, ids, strict=True))
    )


def _keepers(parts: tuple[Any, ...], ids: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, (part, named) in enumerate(zip(parts, ids, strict=True)):
        if named and (named not in found or (_is_fresh(parts[found[named]]) and not _is_fresh(part))):
            found[named] = at
    return found


def _is_fresh(part: Any) -> bool:
    """Tell whether an id still is what is made of the words."""
    return bool(made_id(part) == getattr(part, id_name(part)))


def _ranked(part: Any, taken: set[str], ranks: Counter[str]) -> Any:
    first = made_id(part)  # counted on by what is said: there may be many equal ones
    made = first
    while made in taken:
        ranks[first] += 1
        made = made_id(part, ranks[first])
    taken.add(made)
    return replace(part, **{id_name(part): made})


def _says(part: Any, field: Field) -> bool:
    """Tell whether a field is part of what an id is made of: blank, those that came later are not, so that ids stay."""
    return not field.later or bool(getattr(part, field.name))


def _digest(said: Named, rank: int) -> str:
    return sha256(json.dumps([said, rank], sort_keys=True, default=str).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
