"""What contradicts itself, asked before it is saved: a tick says that it is so, a cure mends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from hashlib import sha256
from itertools import groupby

import streamlit as st

from incidentmap.desk.contradictions import Question
from incidentmap.ui.shared import html_block
from incidentmap.ui.shared.markup import label

UNANSWERED = "Not saved: something contradicts itself. Correct it, or tick that it is so, then save again."
IN_REVIEW = "names no source, so it is saved as in review: it is listed and counted apart, and is not on the map"
ADD_SOURCE = "Add a source, then confirm it."
MOST = 5  # questions of one kind that are asked one by one

Point = tuple[float, float]
Cure = Callable[[Point], None]
CureOf = Callable[[str, Point], None]
Named = tuple[str, Question]  # with the id of its incident


def ask(asked: Sequence[Question], key: str, cure: Cure | None = None) -> bool:
    """Ask each question beside its tick and its cure; tell whether all are answered."""
    if not asked:
        return True
    with st.container(border=True, key=f"{key}_questions"):
        st.caption("Is it so? Correct it, or tick that it is; the history keeps what you tick.")
        answered = [_ask(each, key, cure) for each in asked]  # all are drawn, whatever the first one's tick
    return all(answered)


def ask_of_many(asked: Iterable[Named], key: str, cure: CureOf | None = None) -> bool:
    """Ask what contradicts itself in several records, kind by kind; many of a kind share a tick."""
    kinds = groupby(sorted(asked, key=lambda each: each[1].kind), key=lambda each: each[1].kind)
    groups = [(kind, list(group)) for kind, group in kinds]
    if not groups:
        return True
    with st.container(border=True, key=f"{key}_questions"):
        st.caption("Is it so? Correct it, or tick that it is; the history keeps what you tick.")
        answered = [_ask_kind(kind, group, key, cure) for kind, group in groups]
    return all(answered)


def _ask(question: Question, key: str, cure: Cure | None) -> bool:
    html_block.show_problem(question.words)
    with st.container(horizontal=True, vertical_alignment="center"):
        if question.swapped and cure:
            _offer_swap(_key(key, "swap", question.answer), partial(cure, question.swapped))
        return st.checkbox("It is so", key=_key(key, "so", question.answer), help=label(question.words))


def _offer_swap(key: str, swap: Callable[[], None]) -> None:
    st.button("Swap latitude and longitude", key=key, on_click=swap, icon=":material/swap_horiz:")


def _ask_kind(kind: str, group: Sequence[Named], key: str, cure: CureOf | None) -> bool:
    for name, question in group[:MOST]:
        html_block.show_problem(f"{name}: {question.words}")
        if question.swapped and cure:
            _offer_swap(_key(key, "swap", f"{name} {question.answer}"), partial(cure, name, question.swapped))
    if len(group) > MOST:
        st.caption(f"and {len(group) - MOST} more {kind}; each stands in the changes above")
    many = "" if len(group) == 1 else f": {len(group)} {kind}"
    answers = "|".join(f"{name} {question.answer}" for name, question in group)
    return st.checkbox(f"It is so{many}", key=_key(key, "so", answers))


def _key(key: str, what: str, answer: str) -> str:
    """Name a widget by what is asked: another value is another question."""
    return f"{key}_{what}_{sha256(answer.encode()).hexdigest()[:12]}"
