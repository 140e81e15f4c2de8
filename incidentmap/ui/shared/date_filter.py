"""The dates in the sidebar: typed, picked in a calendar, a month or a stretch that ends with the data in one click."""

from __future__ import annotations

from datetime import date

import streamlit as st

from incidentmap.errors import UnclearDate
from incidentmap.index import Index
from incidentmap.model import words
from incidentmap.query import DataDays, data_days, latest_months, month_of, presets, typed_range
from incidentmap.ui.shared import filter_state, html_block, selection

START, END, CALENDAR, OTHER_MONTH = "date_from", "date_to", "calendar", "other_month"
MONTH_BUTTONS = 6
_PROBLEM, _TYPED = "dates_problem", "dates_typed"
_HOW = "2024-02-10, 10 Feb 2024 or Feb 2024; a whole range as 2024-01-01 – 2024-02-10. Enter sets it."


def show(index: Index) -> None:
    """Draw all that sets the range; nothing where there are no dates."""
    known = data_days(index, date.today())
    if known is None:
        return
    _follow(known)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="date_fields"):
        with st.container(horizontal=True, gap="small", key="dates"):
            st.text_input("From", key=START, on_change=_typed, placeholder="earliest", help=_HOW)
            st.text_input("To", key=END, on_change=_typed, placeholder="latest")
        _calendar(known)
    if problem := st.session_state.get(_PROBLEM):
        html_block.show_problem(problem)
    _presets(known)
    _months(known)
    _after_today(index, known)


def _follow(known: DataDays) -> None:
    """Let the fields show the range that holds, where they do not yet; a text that was refused stays as it is."""
    state = st.session_state
    start, end = chosen = state.get("dates", (None, None))
    typed = state.pop(_TYPED, False)
    if state.get(filter_state.DATES_DRAWN) == chosen and {START, END, CALENDAR} <= set(state):
        return
    for key, day in ((START, start), (END, end)):
        text = day.isoformat() if day else ""
        if not typed or state.get(key) != text:  # what somebody types on meanwhile would be lost
            state[key] = text
    state[CALENDAR] = _within(known, start, end)
    state[filter_state.DATES_DRAWN] = chosen
    state.pop(_PROBLEM, None)


def _within(known: DataDays, start: date | None, end: date | None) -> tuple[date, ...]:
    """Give the part of a range that the calendar has."""
    first, last = max(start or known.first, known.first), min(end or known.last, known.last)
    return (first, last) if (start or end) and first <= last else ()


def _typed() -> None:
    state = st.session_state
    if filter_state.DATES_DRAWN not in state:
        return  # a month was clicked in the same moment, and goes before what had not been entered yet
    try:
        filter_state.put_dates(*typed_range(state[START], state[END]))
        state[_TYPED] = True
    except UnclearDate as trouble:
        state[_PROBLEM] = f"{trouble} The dates are as they were."


def _calendar(known: DataDays) -> None:
    """Draw the calendar of the data alone: its own fields are hidden, as they move a 31 February and ignore Enter."""
    st.date_input(
        "Calendar",
        min_value=known.first,
        max_value=known.last,
        key=CALENDAR,
        on_change=_picked,
        format="YYYY-MM-DD",
        label_visibility="collapsed",
        width=36,
    )


def _picked() -> None:
    """Take a range of the calendar; after the first of two clicks there is none yet."""
    picked = st.session_state[CALENDAR]
    if len(picked) != 1:
        filter_state.put_dates(*(picked or (None, None)))


def _presets(known: DataDays) -> None:
    with st.container(horizontal=True, gap="small", key="presets"):
        for name, ends in presets(known.last).items():
            short = name.removeprefix("last ").capitalize()
            st.button(short, key=f"preset {name}", on_click=filter_state.put_dates, args=ends, help=name.capitalize())
    st.caption(f"Ranges end with the records, on {words.day(known.last)}.")


def _months(known: DataDays) -> None:
    latest = latest_months(known.months, MONTH_BUTTONS)
    with st.container(horizontal=True, gap="small", key="months"):
        for month in reversed(latest):
            key, ends = f"month {month.isoformat()[:7]}", month_of(month)
            st.button(words.month(month), key=key, on_click=filter_state.put_dates, args=ends)
    if len(known.months) > len(latest):
        st.selectbox(
            "Another month",
            known.months[len(latest) :],
            index=None,
            key=OTHER_MONTH,
            format_func=words.month,
            placeholder="Another month",
            on_change=_month_chosen,
            label_visibility="collapsed",
        )


def _month_chosen() -> None:
    month = st.session_state[OTHER_MONTH]
    if month is not None:
        filter_state.put_dates(*month_of(month))
        st.session_state[OTHER_MONTH] = None


def _after_today(index: Index, known: DataDays) -> None:
    """Ask about what is dated after today: likely a typing error, which no range above counts from."""
    if not known.after:
        return
    said = "1 record is" if known.after == 1 else f"{known.after} records are"
    st.button(
        f"{said} dated after today: open",
        key="after_today",
        on_click=_open_after_today,
        args=(index, known),
        type="tertiary",
        icon=":material/event_busy:",
    )


def _open_after_today(index: Index, known: DataDays) -> None:
    filter_state.put_dates(known.after_from, None)
    selection.put_incident(index, known.after_id)
