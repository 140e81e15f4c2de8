"""What is typed beside the forms: reasons in popovers, a place half decided, a change of many records half set up.

Each belongs to a kind and to what it is about, by a name of its own. It is kept until that is saved, whatever page is
shown meanwhile; a field that still holds what it began with is nothing typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import streamlit as st

from incidentmap.ui.shared import first_values, typed_json

REASON, PLACE, MANY = "reason", "place", "many"  # kinds
ALL = "all"  # stands for what it is about, where that is but one
_TYPED = "asides"


@dataclass
class _Typed:
    """One field: its widget's key, "" until it is drawn, what it began with, and what it holds."""

    key: str
    first: Any
    value: Any


_Fields = dict[str, _Typed]


def hold(kind: str, about: str, name: str, key: str, first: Any = "") -> None:
    """Give a widget that is drawn next what was typed in it, and keep what it holds from now on."""
    held = _of(kind).setdefault(about, {})
    found = held.setdefault(name, _Typed(key, first, first))
    if found.key != key:  # also in the very run that brought what was typed
        found.key, found.first, found.value = key, first, _now(found)
    first_values.give(key, found.value)


def used(kind: str, about: str, *names: str) -> None:
    """Let what was typed stand, of some names or of all, as what fields begin with: it was used, and may be again."""
    held = _of(kind).get(about, {})
    for each in (held[name] for name in names or tuple(held) if name in held):
        each.first = each.value = _now(each)


def let_go(kind: str, about: str, *names: str) -> None:
    """Forget what was typed, of some names or of all, as it is saved."""
    held = _of(kind).get(about, {})
    for name in names or tuple(held):
        if (gone := held.pop(name, None)) and gone.key:
            st.session_state.pop(gone.key, None)


def bodies(kind: str) -> Iterator[tuple[str, str]]:
    """Give what was typed, by what it is about."""
    for about, held in _of(kind).items():
        for each in held.values():
            each.value = _now(each)
        typed = {name: each.value for name, each in held.items() if each.value != each.first}
        if typed:
            yield about, typed_json.dumps(typed)


def take_up(kind: str, about: str, body: str) -> None:
    """Put what was typed into its fields again; raise `ValueError` for what cannot be read."""
    typed = typed_json.loads(body)
    if not isinstance(typed, dict):
        raise ValueError(body)
    let_go(kind, about)
    _of(kind)[about] = {name: _Typed("", None, value) for name, value in typed.items()}


def _now(typed: _Typed) -> Any:
    """Give what a field holds; what it held last where it is not drawn."""
    return st.session_state.get(typed.key, typed.value) if typed.key else typed.value


def _of(kind: str) -> dict[str, _Fields]:
    found: dict[str, dict[str, _Fields]] = st.session_state.setdefault(_TYPED, {})
    return found.setdefault(kind, {})
