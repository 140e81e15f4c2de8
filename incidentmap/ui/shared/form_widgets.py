"""Fields of a form: how each is asked for, and where its refusal is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import streamlit as st

from incidentmap.ui.shared.markup import isolated

Kind = Literal["text", "area", "choice", "several", "date", "count", "number"]
NOT_STATED = "Not stated"


@dataclass(frozen=True)
class Field:
    """One field of a noun; `options` and `say` are for choices, in which None stands for not stated."""

    name: str
    title: str
    kind: Kind = "text"
    options: Sequence[Any] = ()
    say: Callable[[Any], str] = str
    help: str | None = None
    width: float = 1


Errors = Mapping[str, str]


def draw(field: Field, key: str, value: Any, error: str | None, on_change: Callable[[], None] | None = None) -> None:
    """Draw one field under a widget key that holds its value; a refusal stands right below it."""
    if key not in st.session_state:
        st.session_state[key] = value
    _WIDGETS[field.kind](field, key, on_change)
    if error:
        st.html(f'<p class="im-error" role="alert">{isolated(error)}</p>')


def rows(
    fields: Sequence[Sequence[Field]],
    key: Callable[[str], str],
    values: Mapping[str, Any],
    errors: Errors,
    on_change: Callable[[], None] | None = None,
) -> None:
    """Draw fields in rows, side by side."""
    for row in fields:
        for column, field in zip(st.columns([each.width for each in row]), row, strict=True):
            with column:
                draw(field, key(field.name), values[field.name], errors.get(field.name), on_change)


def distinct(options: Sequence[Any], say: Callable[[Any], str]) -> dict[Any, str]:
    """Give each option a label of its own: Streamlit tells the chosen one by its label."""
    labels: dict[Any, str] = {}
    used = Counter[str]()
    for option in options:
        told = say(option)
        used[told] += 1
        labels[option] = told if used[told] == 1 else f"{told} ({used[told]})"
    return labels


def shown(field: Field, value: Any) -> str:
    """Say a choice's value; None is not stated."""
    return NOT_STATED if value is None else field.say(value)


def _text(field: Field, key: str, on_change: Callable[[], None] | None) -> None:
    st.text_input(field.title, key=key, help=field.help, placeholder="not stated", on_change=on_change)


def _area(field: Field, key: str, on_change: Callable[[], None] | None) -> None:
    st.text_area(field.title, key=key, help=field.help, height=80, on_change=on_change)


def _choice(field: Field, key: str, on_change: Callable[[], None] | None) -> None:
    options = list(field.options)
    if st.session_state[key] not in options:  # what was stored stays choosable, also where our lists do not know it
        options.append(st.session_state[key])
    labels = distinct(options, lambda value: shown(field, value))
    st.selectbox(
        field.title,
        options,
        key=key,
        format_func=labels.__getitem__,
        help=field.help,
        on_change=on_change,
        placeholder=NOT_STATED,
    )


def _several(field: Field, key: str, on_change: Callable[[], None] | None) -> None:
    st.multiselect(
        field.title, field.options, key=key, format_func=field.say, placeholder=NOT_STATED, help=field.help,
        on_change=on_change, select_all=False,
    )  # fmt: skip


def _date(field: Field, key: str, on_change: Callable[[], None] | None) -> None:
    st.date_input(
        field.title, value=None, key=key, format="YYYY-MM-DD", min_value=date.min, max_value=date.max, help=field.help,
        on_change=on_change,
    )  # fmt: skip


def _count(field: Field, key: str, on_change: Callable[[], None] | None) -> None:
    st.number_input(
        field.title, value=None, key=key, min_value=0, max_value=10_000_000, step=1, placeholder="not stated",
        help=field.help, on_change=on_change,
    )  # fmt: skip


def _number(field: Field, key: str, on_change: Callable[[], None] | None) -> None:
    st.number_input(
        field.title, value=None, key=key, min_value=0.0, max_value=20_000.0, placeholder="not stated", help=field.help,
        on_change=on_change,
    )  # fmt: skip


_WIDGETS: dict[str, Callable[[Field, str, Callable[[], None] | None], None]] = {
    "text": _text,
    "area": _area,
    "choice": _choice,
    "several": _several,
    "date": _date,
    "count": _count,
    "number": _number,
}
