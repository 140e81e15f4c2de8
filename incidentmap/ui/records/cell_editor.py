"""Editing in place: a table of the simple fields; what is typed waits with all other changes until it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from secrets import token_hex
from typing import Any

import pandas as pd
import streamlit as st

from incidentmap.errors import InvalidRecord
from incidentmap.model import Record
from incidentmap.model import vocabulary as v
from incidentmap.ui.records import editable_fields, pending_changes
from incidentmap.ui.shared.error_messages import sentence

HEIGHT = 460
_DRAWN = "cells_drawn"


@dataclass(frozen=True)
class Drawn:
    """A table as it was drawn: what is typed in it comes back by row number, so it stays until drawn anew.

    No two have the same key, also of a server started anew: a browser still holds what was typed in the last one's.
    """

    key: str
    of: tuple[str, int]
    records: Sequence[Record]
    table: pd.DataFrame


def show(records: Sequence[Record], digest: str) -> list[str]:
    """Draw the table and keep what is typed; give what cannot be kept, in words."""
    living = [record for record in records if record.incident.status is not v.Status.MERGED]
    if len(living) < len(records):
        st.caption(f"{len(records) - len(living)} merged incidents are not listed: they are read only until split.")
    drawn = _drawn(living, digest)
    with st.container(key="records_cells"):
        st.data_editor(
            drawn.table,
            key=drawn.key,
            height=HEIGHT,
            hide_index=True,
            num_rows="fixed",
            disabled=["incident_id", "when"],
            column_config=_columns(),
        )
    return _keep(drawn, st.session_state[drawn.key]["edited_rows"])


def _drawn(records: Sequence[Record], digest: str) -> Drawn:
    """Give the table of the last run, or a new one where rows, versions or waiting changes are others."""
    found: Drawn | None = st.session_state.get(_DRAWN)
    of = (digest, pending_changes.number())
    there = found is not None and found.key in st.session_state
    if found and there and found.of[1] == of[1]:  # else what was typed was discarded, saved or carried over
        _keep(found, st.session_state[found.key]["edited_rows"])
    if found is None or found.of != of or not there:
        rows = [_row(pending_changes.mine(record)) for record in records]
        table = pd.DataFrame(rows, columns=["incident_id", "when", *editable_fields.TITLES], dtype="str")
        found = st.session_state[_DRAWN] = Drawn(f"cells_{token_hex(8)}", of, records, table)
    return found


def _row(record: Record) -> dict[str, str]:
    when = {"incident_id": record.incident_id, "when": record.incident.date_latest.isoformat()}
    return when | {field: editable_fields.held(record.incident, field) for field in editable_fields.TITLES}


def _columns() -> dict[str, Any]:
    config = st.column_config
    columns: dict[str, Any] = {
        "incident_id": config.TextColumn("Id", pinned=True),
        "when": config.TextColumn("Latest day"),
    }
    for field, title in editable_fields.TITLES.items():
        if field in editable_fields.KINDS:
            columns[field] = config.SelectboxColumn(
                title,
                options=editable_fields.options(field),
                format_func=partial(_option, field),
                required=True,
            )
        else:
            columns[field] = config.TextColumn(title, width="large" if field in ("summary", "notes") else "medium")
    return columns


def _option(field: str, code: Any) -> str:
    return editable_fields.option(field, str(code))


def _keep(drawn: Drawn, typed: Mapping[int, Mapping[str, str | None]]) -> list[str]:
    problems = []
    for row, cells in typed.items():
        base = drawn.records[int(row)]
        mine = pending_changes.mine(base)
        for field, value in cells.items():
            try:
                mine = editable_fields.changed(mine, field, value)
            except InvalidRecord as trouble:
                problems.append(f"{base.incident_id}: {sentence(trouble)}")
        pending_changes.stage(base, mine)
    return problems
