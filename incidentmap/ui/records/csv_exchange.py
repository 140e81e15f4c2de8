"""The rows as a file, and a file that was changed elsewhere back in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from incidentmap.desk import combine
from incidentmap.export import to_csv
from incidentmap.imports import Refusal
from incidentmap.imports.incident_csv import read_csv
from incidentmap.model import Actor, Record
from incidentmap.model import vocabulary as v
from incidentmap.ui.records import pending_changes
from incidentmap.ui.records.record_cache import held
from incidentmap.ui.shared import signature
from incidentmap.ui.shared.markup import label, visible


@dataclass(frozen=True)
class Compared:
    """A table beside the store: pairs that differ, how many do not, and what cannot be taken, by reason."""

    pairs: Sequence[tuple[Record, Record]]
    same: int
    left_out: Mapping[str, Sequence[str]]


def download(ids: Callable[[], Sequence[str]], actors: Mapping[str, Actor]) -> None:
    """Offer the rows as CSV; the file is written at the click."""
    store = held()  # now, as the click has no session

    def content() -> bytes:
        names = {actor_id: actor.name for actor_id, actor in actors.items()}
        return to_csv(store.each(ids()), names)

    st.download_button(
        "Download CSV",
        content,
        file_name=f"incidents-{date.today().isoformat()}.csv",
        mime="text/csv",
        key="records_download",
        on_click="ignore",
        icon=":material/download:",
        help="Exactly these rows, with all fields and sources; it can be changed and read back below.",
    )


def read_back() -> None:
    """Take a file, compare it with the store, and let the differences wait to be saved."""
    with st.expander("Read a CSV back", icon=":material/upload_file:"):
        st.caption(
            "A table downloaded here and changed elsewhere. Columns named words_… are for reading and are not read "
            "back. Nothing is saved before you have seen every change."
        )
        file = st.file_uploader("Table", type="csv", key="records_upload")
        if file is None:
            return
        records, refusals = _read(file.getvalue())
        if refusals:
            _refused(refusals)
        else:
            _offer(compared(records, held().read(record.incident_id for record in records)))


def compared(records: Sequence[Record], current: Mapping[str, Record]) -> Compared:
    """Compare what was read with what the store holds now."""
    pairs, same = [], 0
    left_out: dict[str, list[str]] = {}
    for record in records:
        theirs = current.get(record.incident_id)
        if theirs and _same(theirs, record):
            same += 1
        elif theirs is None or (why := _unfit(theirs, record)):
            left_out.setdefault("are not among the records" if theirs is None else why, []).append(record.incident_id)
        else:
            pairs.append((theirs, record))
    return Compared(pairs, same, left_out)


def _same(theirs: Record, record: Record) -> bool:
    """Tell whether nothing differs; the version does, once the table was taken over and saved."""
    return replace(record, incident=replace(record.incident, version=theirs.incident.version)) == theirs


def _unfit(theirs: Record, record: Record) -> str:
    if theirs.incident.version != record.incident.version:
        return "are outdated: somebody changed them after the download"
    if v.Status.MERGED in (theirs.incident.status, record.incident.status):
        return "are merged, or would be: that is not done by a table"
    return ""


@st.cache_resource(show_spinner="Reading the table …", max_entries=2)
def _read(content: bytes) -> tuple[list[Record], list[Refusal]]:
    return read_csv(content)


def _refused(refusals: Sequence[Refusal]) -> None:
    st.error(
        f"Nothing was taken from this table: {len(refusals)} cells or rows cannot be read. Correct them and read the "
        "table again.",
        icon=":material/error:",
    )
    rows = [
        {"Line": each.line, "Column": each.field, "Value": visible(each.value), "Reason": each.reason}
        for each in refusals
    ]
    with st.container(key="records_refusals"):
        st.dataframe(pd.DataFrame(rows), hide_index=True)


def _offer(found: Compared) -> None:
    for why, names in found.left_out.items():
        named = ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "")
        st.warning(f"{len(names)} left out, as they {why}: {label(named)}", icon=":material/block:")
    if not found.pairs:
        st.info(f"Nothing differs in the {found.same} rows that can be compared.")
        return
    st.markdown(f"{len(found.pairs)} incidents differ, {found.same} do not.")
    if st.button("Preview the changes", key="records_take"):
        with signature.refusals_shown():
            for theirs, record in found.pairs:
                pending_changes.stage(theirs, _with_waiting(theirs, record))
            pending_changes.redraw()
            st.rerun()


def _with_waiting(theirs: Record, record: Record) -> Record:
    """Add what waits already; where both change a field, the table has it."""
    waiting = pending_changes.mine(theirs)
    _, clashes = combine(theirs, waiting, record)
    return combine(theirs, waiting, record, mine_wins=clashes)[0]
