"""The rows as a file, and a file that was changed elsewhere back in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from incidentmap.desk import combine
from incidentmap.errors import TableTooLarge
from incidentmap.formats.incident_csv import check_fits_xlsx, to_csv, to_xlsx
from incidentmap.formats.spreadsheet_losses import as_held
from incidentmap.model import Actor, Record
from incidentmap.model import vocabulary as v
from incidentmap.text.counting import counted
from incidentmap.ui.records import pending_changes, table_reading
from incidentmap.ui.records.record_cache import held
from incidentmap.ui.shared import signature
from incidentmap.ui.shared.markup import label

_TOO_LARGE = "records_too_large"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Compared:
    """A table beside the store: pairs that differ, how many do not, and what cannot be taken, by reason.

    Of the same are those `worn` in which only a spreadsheet made a difference.
    """

    pairs: Sequence[tuple[Record, Record]]
    same: int
    left_out: Mapping[str, Sequence[str]]
    worn: int = 0


def download(ids: Callable[[], Sequence[str]], actors: Mapping[str, Actor]) -> None:
    """Offer the rows as CSV and as XLSX; the file is written at the click."""
    store = held()  # now, as the click has no session
    names = {actor_id: actor.name for actor_id, actor in actors.items()}

    def content() -> bytes:
        return to_csv(store.each(ids()), names)

    def sheet() -> bytes:
        return to_xlsx(store.each(ids()), names)

    def say_if_too_large() -> None:
        try:
            check_fits_xlsx(store.each(ids()), names)
        except TableTooLarge as trouble:
            st.session_state[_TOO_LARGE] = str(trouble)

    said = (
        "Exactly these rows, with all fields and sources; it can be changed, and read back on this page with *Edit* on."
    )
    stem = f"incidents-{date.today().isoformat()}"
    icon = ":material/download:"
    st.download_button(
        "Download CSV",
        content,
        file_name=f"{stem}.csv",
        mime="text/csv",
        key="records_download",
        on_click="ignore",
        icon=icon,
        help=said,
    )
    st.download_button(
        "Download XLSX",
        sheet,
        file_name=f"{stem}.xlsx",
        mime=_XLSX,
        key="records_download_xlsx",
        on_click=say_if_too_large,
        icon=icon,
        help=f"{said} Days come as days, and ids as text.",
    )


def say_refused() -> None:
    """Say why the rows could not be downloaded as they were asked for."""
    if problem := st.session_state.pop(_TOO_LARGE, ""):
        st.error(label(problem), icon=":material/error:")


def read_back() -> None:
    """Take a file, compare it with the store, and let the differences wait to be saved."""
    with st.expander("Read a table back", icon=":material/upload_file:"):
        st.caption(
            "A CSV or XLSX downloaded here and changed elsewhere, as any spreadsheet saves it. Columns named words_… "
            "are for reading and are not read back. Nothing is saved before you have seen every change."
        )
        file = st.file_uploader("Table", type=["csv", "txt", "tsv", "xlsx"], key="records_upload")
        found = table_reading.read(file.getvalue()) if file else None
        if found:
            current = held().read(record.incident_id for record in found.records)
            _offer(compared(found.records, current, found.encoding))


def compared(records: Sequence[Record], current: Mapping[str, Record], encoding: str = "utf-8") -> Compared:
    """Compare what was read with what the store holds now; what only the spreadsheet lost is no difference."""
    pairs, same, worn = [], 0, 0
    left_out: dict[str, list[str]] = {}
    for said in records:
        theirs = current.get(said.incident_id)
        record = as_held(said, theirs, encoding) if theirs else said
        if theirs and _same(theirs, record):
            same += 1
            worn += record is not said
        elif theirs is None or (why := _unfit(theirs, record)):
            left_out.setdefault("are not among the records" if theirs is None else why, []).append(record.incident_id)
        else:
            pairs.append((theirs, record))
    return Compared(pairs, same, left_out, worn)


def _same(theirs: Record, record: Record) -> bool:
    """Tell whether nothing differs; the version does, once the table was taken over and saved."""
    return replace(record, incident=replace(record.incident, version=theirs.incident.version)) == theirs


def _unfit(theirs: Record, record: Record) -> str:
    if theirs.incident.version != record.incident.version:
        return "are outdated: somebody changed them after the download"
    if v.Status.MERGED in (theirs.incident.status, record.incident.status):
        return "are merged, or would be: that is not done by a table"
    return ""


def _offer(found: Compared) -> None:
    for why, names in found.left_out.items():
        named = ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "")
        st.warning(f"{len(names)} left out, as they {why}: {label(named)}", icon=":material/block:")
    if found.worn:
        rows = "1 row differs" if found.worn == 1 else f"{found.worn} rows differ"
        st.caption(
            f"{rows} only in what the spreadsheet did by itself: numbers rounded, line ends, letters that its file "
            "cannot hold. The records keep theirs."
        )
    if not found.pairs:
        st.info(f"Nothing differs in what can be compared, {counted(found.same, 'row')}.")
        return
    st.markdown(f"Changed: {counted(len(found.pairs), 'incident')}. As before: {found.same:,}.")
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
