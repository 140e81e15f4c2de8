"""Trouble, told to the analyst: which field, what is wrong, what to do, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import streamlit as st
from markupsafe import Markup

from incidentmap.desk.changes import WHOLE
from incidentmap.errors import Clash, GazetteerUnavailable, IncidentMapError, InvalidRecord, Outdated, StoreUnavailable
from incidentmap.model import field_words, words
from incidentmap.model.registry import EDITED, NOUNS
from incidentmap.ui.shared import html_block, reader_names
from incidentmap.ui.shared.markup import isolated, label, option

_TITLES = {
    StoreUnavailable: "The records cannot be opened",
    GazetteerUnavailable: "The gazetteer cannot be opened",
}
_LONGEST = 60  # characters of a value; the field itself shows all of it
_UNSIGNED = {"why": "Say why, then save again.", "by": "Give your name, then save again."}
_AGAIN = "somebody saved a newer version meanwhile; look at both, then save again"


@contextmanager
def explained() -> Iterator[None]:
    """Turn trouble that we can explain into a page that explains it."""
    try:
        yield
    except IncidentMapError as trouble:
        title = next((said for kind, said in _TITLES.items() if isinstance(trouble, kind)), "This cannot be shown")
        st.error(title, icon=":material/error:")
        html_block.show(
            Markup('<p>{}</p><p class="quiet">Nothing was changed.</p>').format(isolated(sentence(trouble)))
        )
        st.button("Try again", key="try_again")


def unsigned(by: str, why: str) -> list[str]:
    """Say what is missing of a signature."""
    return [_UNSIGNED[name] for name, said in (("by", by), ("why", why)) if not said]


def show_all(problems: Iterable[str], more: Iterable[str] = ()) -> bool:
    """Say everything that keeps something from being saved, at once, and tell whether anything does; `more` is ours."""
    said = [*map(label, problems), *more]
    if said:
        st.error(said[0] if len(said) == 1 else "\n* ".join(("Not saved yet:\n", *said)), icon=":material/error:")
    return bool(said)


def show(trouble: IncidentMapError) -> None:
    """Say what could not be done, and why."""
    st.error(_unsigned(trouble) or label(sentence(trouble)), icon=":material/error:")


def sentence(trouble: IncidentMapError) -> str:
    """Say trouble in the reader's words: the field as the form names it, what is wrong with it, what to do."""
    if isinstance(trouble, InvalidRecord):
        return _refusal(trouble)
    if isinstance(trouble, Clash):
        whole = trouble.fields == (WHOLE,)
        fields = WHOLE if whole else field_words.labels(_kind(trouble.key), trouble.fields)
        edit = f"edit {trouble.revision_id} of {reader_names.subject(trouble.key)}"
        return f"{edit} changed {fields}, and so did a later edit; undo the later one first"
    if isinstance(trouble, Outdated):
        return f"{reader_names.subject(trouble.key)}: {_AGAIN}"
    return str(trouble)


def _kind(key: str) -> type[object] | None:
    kind = key.partition(":")[0]
    return EDITED[kind].whole if kind in EDITED else None


def _unsigned(trouble: IncidentMapError) -> str:
    """Say what is missing of a signature; "" for any other trouble."""
    signing = isinstance(trouble, InvalidRecord) and trouble.record in ("edit", "import")
    return _UNSIGNED.get(trouble.field, "") if signing and isinstance(trouble, InvalidRecord) else ""


def _refusal(refusal: InvalidRecord) -> str:
    stored = next((each for each in NOUNS if each.table == refusal.field), None) if refusal.kind is None else None
    if stored:  # the database itself refused, for a reason in its own words
        return f"{stored.label} {option(refusal.record)} {refusal.problem}; look at what it names and what names it"
    if not refusal.field:
        return f"{option(refusal.record)} {refusal.problem}"
    return f"{field_words.labels(refusal.kind, refusal.fields)}{_value(refusal)} {_problem(refusal)}"


def _value(refusal: InvalidRecord) -> str:
    """Quote what was given; of several fields at once each shows its own."""
    if len(refusal.fields) > 1 or field_words.is_blank(refusal.value):
        return ""
    given = field_words.said(refusal.kind, refusal.field, refusal.value)
    return f": “{option(given[:_LONGEST])}”"


def _problem(refusal: InvalidRecord) -> str:
    if refusal.allowed:
        return f"is not one of these: {', '.join(map(words.of_member, refusal.allowed))}"
    return refusal.problem
