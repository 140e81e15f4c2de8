"""How a noun declares its fields: what each is called, what it may hold, and where it stands in the store.

    weapon: Annotated[str, Field("Weapon, as written")] = ""

The type says the rest: an enumeration its values, ``| None`` that it may be left out, a tuple that there may be many.
A field without a declaration is called by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class Field:
    """One field; the first line is declared with it, the second read off the noun."""

    label: str = ""
    caption: str = ""
    required: bool = False  # a text that may not be blank
    low: float | None = None
    high: float | None = None
    long: bool = False  # a text of several lines
    key: bool = False  # (part of) the id of the noun
    refers: str = ""  # the kind of noun whose id it holds
    apart: str = ""  # the table, or table.column, that holds it; its rows carry the id of the noun
    indexed: bool = False
    unique: bool = False
    later: bool = False  # came after ids were made of what is said: while it is blank it says nothing, as before

    name: str = ""
    kind: type[Any] = str  # of one value, None and the tuple around it taken away
    hint: Any = str
    many: bool = False
    may_be_none: bool = False
    default: Any = None

    @property
    def is_choice(self) -> bool:
        """Tell whether it holds members of an enumeration."""
        return isinstance(self.kind, type) and issubclass(self.kind, Enum)

    @property
    def members(self) -> tuple[Any, ...]:
        """List the members of its enumeration."""
        return tuple(self.kind.__members__.values()) if self.is_choice else ()


def declared(noun: type[Any]) -> Mapping[str, Field]:
    """Give the fields of a noun by name, in their order."""
    return _declared(noun)  # type: ignore[arg-type]  # a class is hashable, which mypy doubts of type[Any]


@cache
def _declared(noun: type[Any]) -> Mapping[str, Field]:
    hints = get_type_hints(noun, include_extras=True)
    return {
        each.name: _read(each.name, hints[each.name], None if each.default is MISSING else each.default)
        for each in fields(noun)
    }


def keys_of(noun: type[Any]) -> tuple[str, ...]:
    """Name the fields that make up the id of a noun."""
    return tuple(each.name for each in declared(noun).values() if each.key)


def _read(name: str, hint: Any, default: Any) -> Field:
    said = Field()
    if get_origin(hint) is Annotated:
        hint, said = get_args(hint)[0], next(each for each in get_args(hint) if isinstance(each, Field))
    plain, may_be_none = _without_none(hint)
    many = get_origin(plain) is tuple
    kind = get_args(plain)[0] if many else plain
    return replace(
        said,
        label=said.label or name.replace("_", " ").capitalize(),
        name=name,
        kind=get_origin(kind) or kind,
        hint=plain,
        many=many,
        may_be_none=may_be_none,
        default=default,
    )


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint):
        return next(part for part in get_args(hint) if part is not NoneType), True
    return hint, False
