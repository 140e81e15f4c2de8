"""A table as it was uploaded: what was understood of it, what only the analyst can tell, and what cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import pandas as pd
import streamlit as st

from incidentmap.formats import Refusal
from incidentmap.formats.incident_csv import TableRead, read_table
from incidentmap.formats.question import Question
from incidentmap.text.counting import counted
from incidentmap.ui.shared.markup import label, visible

Answers = tuple[tuple[str, str], ...]


def read(content: bytes) -> TableRead | None:
    """Read a table and say how; None while something is asked, or where anything of it cannot be read."""
    digest = blake2b(content, digest_size=8).hexdigest()
    answers: dict[str, str] = {}
    found = _read(content, ())
    while open_ones := [each for each in found.questions if each.key not in answers]:
        said = {each.key: _ask(each, digest) for each in open_ones}
        if None in said.values():
            return None
        answers |= {key: answer for key, answer in said.items() if answer}
        found = _read(content, tuple(sorted(answers.items())))
    if found.understood:
        st.caption(label(f"Read as: {'; '.join(found.understood)}."))
    if found.misnamed:
        _say_columns(found.misnamed)
        return None
    if found.refusals:
        _refused(found.refusals)
        return None
    return found


@st.cache_resource(show_spinner="Reading the table …", max_entries=4)
def _read(content: bytes, answers: Answers) -> TableRead:
    return read_table(content, answers=dict(answers))


def _ask(question: Question, digest: str) -> str | None:
    answer: str | None = st.radio(
        question.asked,
        list(question.options),
        index=None,
        key=f"records_{question.key}_{digest}",
        format_func=lambda option: label(question.options[option]),
    )
    return answer


def _say_columns(misnamed: str) -> None:
    st.error(
        "Nothing was taken from this table: its columns are not those that *Download CSV* and *Download XLSX* give. "
        f"Columns {label(misnamed)}.",
        icon=":material/error:",
    )


def _refused(refusals: Sequence[Refusal]) -> None:
    many = counted(len(refusals), "cell or row", "cells or rows")
    st.error(
        f"Nothing was taken from this table: {many} cannot be read. Correct them and read the table again.",
        icon=":material/error:",
    )
    unit = refusals[0].unit.capitalize()
    rows = [
        {unit: each.line or "", "Column": each.field, "Value": visible(each.value), "Reason": each.reason}
        for each in refusals
    ]
    with st.container(key="records_refusals"):
        st.dataframe(pd.DataFrame(rows), hide_index=True)
