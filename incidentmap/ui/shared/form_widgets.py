"""Fields of a form: how each is asked for, and where its refusal is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import streamlit as st

from incidentmap.ui.shared import first_values, html_block, named_choice

Kind = Literal["text", "area", "choice", "several", "date", "count", "number"]
OnChange = Callable[[], None] | None
NOT_STATED, CHOOSE = "Not stated", "Choose one"


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
    choices: named_choice.Choices | None = None  # instead of options, for what has many names
    needed: bool = False  # nothing can be saved without it

    @property
    def label(self) -> str:
        """Give the title, with the mark of what is needed."""
        return needed(self.title) if self.needed else self.title


Errors = Mapping[str, str]


def needed(title: str) -> str:
    """Mark the title of a field without which nothing can be saved."""
    return f"{title} *"


def say_needed() -> None:
    """Say at the top of a form what the mark means."""
    st.caption("Fields marked \\* are needed. Everything else may stay empty: it is then not stated.")


def draw(field: Field, key: str, value: Any, error: str | None, on_change: Callable[[], None] | None = None) -> None:
    """Draw one field under a widget key that holds its value; a refusal stands right below it.

    A form that is drawn anew after a lost connection starts with the value, but what its browser holds goes first.
    """
    held = counted(value) if field.kind == "count" else value
    first_values.give(key, held)
    if key in st.session_state:
        _WIDGETS[field.kind](field, key, on_change)
    else:
        _WIDGETS[field.kind](field, key, on_change, first_values.drawn_with(key))
    if error:
        html_block.show_problem(error)


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
                draw(field, key(field.name), values[field.name], error_at(errors, field.name), on_change)


def error_at(errors: Errors, name: str) -> str | None:
    """Give what is wrong with a field; what is wrong with several together is said at the first of them."""
    return next((said for fields, said in errors.items() if fields.split(", ")[0] == name), None)


def distinct(options: Sequence[Any], say: Callable[[Any], str]) -> dict[Any, str]:
    """Give each option a label of its own: Streamlit tells the chosen one by its label."""
    labels: dict[Any, str] = {}
    used = Counter[str]()
    for option in options:
        text = say(option)
        used[text] += 1
        labels[option] = text if used[text] == 1 else f"{text} ({used[text]})"
    return labels


def shown(field: Field, value: Any) -> str:
    """Say a choice's value; None is not stated, or not chosen yet where one is needed."""
    blank = CHOOSE if field.needed else NOT_STATED
    return blank if value is None else field.say(value)


def _text(field: Field, key: str, on_change: OnChange, first: Any = "") -> None:
    st.text_input(field.label, first, key=key, help=field.help, placeholder="Not stated", on_change=on_change)


def _area(field: Field, key: str, on_change: OnChange, first: Any = "") -> None:
    st.text_area(field.label, first, key=key, help=field.help, height=80, on_change=on_change)


def _choice(field: Field, key: str, on_change: OnChange, first: Any = None) -> None:
    if field.choices:
        named_choice.one(field.label, field.choices, key, on_change, help=field.help, placeholder=shown(field, None))
        return
    options = list(field.options)
    chosen = st.session_state.get(key, first)
    if chosen not in options:  # what was stored stays choosable, also where our lists do not know it
        options.append(chosen)
    at = 0 if key in st.session_state else options.index(chosen)
    labels = distinct(options, lambda value: shown(field, value))
    st.selectbox(
        field.label,
        options,
        index=at,
        key=key,
        format_func=labels.__getitem__,
        help=field.help,
        on_change=on_change,
        placeholder=shown(field, None),
    )


def _several(field: Field, key: str, on_change: OnChange, first: Any = None) -> None:
    if field.choices:
        named_choice.several(field.label, field.choices, key, on_change, help=field.help, placeholder=NOT_STATED)
        return
    st.multiselect(
        field.label, field.options, default=first, key=key, format_func=field.say, placeholder=NOT_STATED,
        help=field.help, on_change=on_change, select_all=False,
    )  # fmt: skip


def _date(field: Field, key: str, on_change: OnChange, first: Any = None) -> None:
    st.date_input(
        field.label, value=first, key=key, format="YYYY-MM-DD", min_value=date.min, max_value=date.max, help=field.help,
        on_change=on_change,
    )  # fmt: skip


def counted(value: Any) -> str:
    """Write a count as its field holds it; what was typed and is none stays as it is."""
    return "" if value is None else str(value)


def _count(field: Field, key: str, on_change: OnChange, first: Any = "") -> None:
    """Ask for a count as text: a field of numbers takes 2.5 for 2 and 1e3 for 1 without a word."""
    _text(field, key, on_change, first)


def _number(field: Field, key: str, on_change: OnChange, first: Any = None) -> None:
    st.number_input(
        field.label, value=first, key=key, min_value=0.0, max_value=20_000.0, placeholder="Not stated", help=field.help,
        on_change=on_change,
    )  # fmt: skip


_WIDGETS: dict[str, Callable[..., None]] = {
    "text": _text,
    "area": _area,
    "choice": _choice,
    "several": _several,
    "date": _date,
    "count": _count,
    "number": _number,
}
