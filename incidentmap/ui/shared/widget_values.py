"""What a form's widgets hold, as values of a draft: taken over from them, given to them, and made to fit their noun."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from incidentmap.model.field import Field, declared
from incidentmap.ui.shared import first_values, named_choice

Row = dict[str, Any]
_LONGEST_COUNT = 20  # digits; what is longer is refused as it was typed


def forget(prefix: str) -> None:
    """Forget the widgets whose keys begin alike; only then do they take other values."""
    for key in [key for key in st.session_state if str(key).startswith(prefix)]:
        del st.session_state[key]


def take_over(row: Row, key: Callable[[str], str]) -> None:
    """Take over what was typed, without blanks around it; what was not touched stays as it was stored."""
    for name, held in row.items():
        said = held if named_choice.is_unsettled(key(name)) else st.session_state.get(key(name), held)
        if said != held and said != ("" if held is None else str(held)):  # a field of counts holds its text
            row[name] = said.strip() if isinstance(said, str) else said


def read_loose(loose: Row, key: Callable[[str], str]) -> None:
    """Take over what was typed beside a record's fields, blanks included: a pasted text is kept exactly."""
    for name, held in loose.items():
        loose[name] = st.session_state.get(key(name), held)


def show_loose(loose: Row, key: Callable[[str], str]) -> None:
    """Give the widgets beside a record's fields what was typed in them."""
    for name, held in loose.items():
        first_values.give(key(name), held)


def typed(noun: type[Any], values: Mapping[str, Any]) -> Row:
    """Make members of enumerations and counts again: a choice gives back a plain value, a field of counts its text."""
    fields = declared(noun)
    return {name: _typed(fields[name], value) if name in fields else value for name, value in values.items()}


def count_of(value: Any) -> Any:
    """Read a count as it was typed; what is none stays as it is, for the noun to refuse, and blank is None."""
    if not isinstance(value, str):
        return value
    return int(value) if value.isdecimal() and len(value) < _LONGEST_COUNT else value or None


def _typed(field: Field, value: Any) -> Any:
    if field.kind is int:
        return count_of(value)
    return field.kind(value) if field.is_choice and value is not None else value
