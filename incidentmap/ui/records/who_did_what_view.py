"""Who did what: an incident a row, over what the filters show, and below it the sums of casualties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from incidentmap.formats.shown_table import to_csv
from incidentmap.model import Record
from incidentmap.query import View, casualty_sums, position, who_did_what
from incidentmap.query.casualty_tallies import ANY
from incidentmap.query.filters.base import isolated
from incidentmap.query.filters.nationality import silent
from incidentmap.query.who_did_what import SUM_COLUMNS, Pair, Safe, sum_row
from incidentmap.store import reading
from incidentmap.ui.records import listed_rows
from incidentmap.ui.records.record_cache import AT_ONCE, Held, held
from incidentmap.ui.shared import on_paper, pager, selection, session
from incidentmap.ui.shared.markup import visible

HEIGHT, ROW = 460, 35  # pixels
LINES, TALL = 92, 600  # pixels of a row of four lines, as statements are to be read whole, and of some such rows
_WIDTHS = (100, 140, 130, 320, 160, 160)  # of the columns that every table has: side by side at a desk
_HINT = "What a cell does not say, no source says. Statements that deny it are marked. A tick opens the record."
_RULE = (
    "Figures that rival each other within one incident form a range from the lowest to the highest. Nothing is added "
    "across sides, nor strikes to attacks. “Whatever nation” may differ from the lines below it added up: a figure "
    "that names a nation can rival one that does not."
)


def show(view: View) -> None:
    """Show the table a page at a time, the sums of all of it, and hand both out."""
    pairs = casualty_sums.kinds_stated(view)
    with st.container(horizontal=True, vertical_alignment="center", key="who_tools"):
        _offer("Download this table", "who-did-what", partial(_whole, held(), view, pairs), "who_download")
        _offer("Download the sums", "casualty-sums", partial(_sums, view), "who_sums_download")
    st.caption(_HINT)
    opened = selection.get()
    at = position(view, opened.incident_id) if opened else None
    positions = pager.page(len(view.rows), "who", at)
    if positions:
        _table(view, positions, pairs)
    _show_sums(view)


def rows(held: Held, view: View, at: np.ndarray, pairs: Sequence[Pair], safe: Safe = str) -> list[who_did_what.Row]:
    """Write the rows of some incidents; one that was taken away since the index was read is left out."""
    records: list[Record] = list(held.read(view.index.incidents.incident_id.take(at).to_pylist()).values())
    with held.store.reading() as connection:
        responses = reading.responses(connection, [each.incident_id for each in records])
    told = who_did_what.told_of(view.index, at, responses)
    return [who_did_what.row(each, told, pairs, safe) for each in records]


def _table(view: View, positions: range, pairs: Sequence[Pair]) -> None:
    listed = listed_rows.listed(view, positions)
    digest = listed_rows.digest(listed, versions=True)
    table = _cells(held(), view, (positions.start, positions.stop), tuple(pairs), view.index.state, digest)
    key = f"who_{digest}"

    def choose() -> None:
        at = st.session_state[key]["selection"]["rows"]
        if at:
            selection.put_incident(view.index, str(table["Id"].iloc[at[0]]))
        else:
            selection.put(None)

    widths = {
        name: st.column_config.TextColumn(width=width) for name, width in zip(map(str, table), _WIDTHS, strict=False)
    }
    with st.container(key="who_table"):
        st.dataframe(
            table, key=key, height=min(TALL, ROW + LINES * len(table) + 3), hide_index=True, row_height=LINES,
            on_select=choose, selection_mode="single-row",
            column_config=widths,
        )  # fmt: skip
        on_paper.show(table, f"who {view.index.state} {digest} {pairs}")


@st.cache_resource(show_spinner=False, max_entries=8)
def _cells(
    _held: Held, _view: View, page: tuple[int, int], pairs: tuple[Pair, ...], state: int, digest: str
) -> pd.DataFrame:
    """Fill a page once for each state of the records; nobody may change it, as all sessions share it."""
    at = _view.rows[slice(*page)]
    return pd.DataFrame(rows(_held, _view, at, pairs, _shown), columns=[*who_did_what.columns(pairs)], dtype="str")


def _shown(text: str) -> str:
    return isolated(visible(text))


def _show_sums(view: View) -> None:
    found = casualty_sums.sums(view)
    st.subheader("Casualties, added up by whose they are", anchor=False)
    if not found:
        st.caption("No source states any of what is shown, nor that there were none.")
        return
    table = pd.DataFrame([sum_row(each) for each in found], columns=[*SUM_COLUMNS], dtype="str")
    with st.container(key="who_sums"):
        st.dataframe(table, hide_index=True, height=min(HEIGHT, ROW * (len(table) + 1) + 3), key="who_sums_table")
        on_paper.show(table, f"sums {view.index.state} {view.filter}")
    for said in _remarks(view):
        st.caption(said)


def _remarks(view: View) -> Iterator[str]:
    """Say what the sums cannot."""
    if said := silent(casualty_sums.silent_on_nation(view)):
        yield f"{said} They count where the nation is “nation not said” or “whatever”."
    if same := view.counts.may_be_same:
        yield f"{same} of these records may be the same event; until that is decided, their figures count apart."
    if any(each.nationality == ANY or each.number for each in casualty_sums.sums(view)):
        yield _RULE


def _offer(title: str, name: str, content: partial[bytes], key: str) -> None:
    if session.snapshot_shown():  # the file would not say that it is of another day
        return
    st.download_button(
        title, content, file_name=f"{name}-{date.today().isoformat()}.csv", mime="text/csv", key=key,
        on_click="ignore", icon=":material/download:", help="As shown, all pages of it",
    )  # fmt: skip


def _whole(held: Held, view: View, pairs: Sequence[Pair]) -> bytes:
    """Write all rows, some thousands at once, so that however many do not fill the memory."""
    parts = (view.rows[start : start + AT_ONCE] for start in range(0, len(view.rows), AT_ONCE))
    return to_csv(who_did_what.columns(pairs), (row for at in parts for row in rows(held, view, at, pairs)))


def _sums(view: View) -> bytes:
    return to_csv(SUM_COLUMNS, map(sum_row, casualty_sums.sums(view)))
