"""Choosing things that have many names: each name is an option of its own, and what is no option is looked up.

Streamlit filters options by what they show, in the browser. So every other name is offered as a line ("PMU → Popular
Mobilization Forces") that stands for its thing, and becomes it once chosen. What fits no line, such as another
spelling, can be entered all the same, and is looked up here; where it may mean several, the reader is asked.

Of lines that begin with what is typed, Streamlit puts the shorter first. All are therefore filled up with blanks, which
are not drawn, behind the name: so the name alone decides, and a whole name comes before one that only begins so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from incidentmap.text.name_search import Fit, Found
from incidentmap.ui.shared import first_values
from incidentmap.ui.shared.markup import label, visible

OFFERED = 5  # things offered where what was typed may mean several
EM_SPACE = "\u2003"
_Then = Callable[[], None] | None


@dataclass(frozen=True, slots=True)
class AlsoCalled:
    """An option that stands for a value, by another of its names."""

    value: str
    name: str


@dataclass(frozen=True)
class Entry:
    """One thing to choose: its value and name, what is drawn before and behind that, and its other names."""

    value: str
    name: str
    before: str = ""
    behind: str = ""
    others: Sequence[str] = ()


@dataclass(frozen=True)
class Choices:
    """Things to choose from; `find` looks up what was typed, `kind` says what they are in a sentence."""

    entries: Sequence[Entry]
    find: Callable[[str], Sequence[Found]]
    kind: str
    blank: Mapping[Any, str] = field(default_factory=dict)  # what stands for no thing, such as "Not stated"
    say: Callable[[Any], str] = str  # names what is chosen though no entry

    def labels(self, chosen: Iterable[Any] = ()) -> dict[Any, str]:
        """Give every option with its line, each line once; what is chosen stays one, and reads as its name alone."""
        alone = dict.fromkeys(chosen)
        widest = max((max(len(entry.behind), len(_arrow(entry))) for entry in self.entries), default=0)
        lines: dict[Any, str] = dict(self.blank)
        for entry in self.entries:
            name = _shown(entry.name)
            lines[entry.value] = name if entry.value in alone else f"{entry.before}{name}{entry.behind.ljust(widest)}"
        for entry in self.entries:
            for name in entry.others:
                lines[AlsoCalled(entry.value, name)] = f"{_shown(name)}{_arrow(entry).ljust(widest)}"
        lines |= {each: self.say(each) for each in alone if each not in lines}
        return _distinct(lines)

    def name(self, value: Any) -> str:
        """Name one thing."""
        return next((entry.name for entry in self.entries if entry.value == value), None) or self.say(value)


def _arrow(entry: Entry) -> str:
    return f" → {_shown(entry.name)}"


def _shown(name: str) -> str:
    """Make a name safe to show; one in Arabic script keeps its direction."""
    return visible(name) if name.isascii() else f"\u2068{visible(name)}\u2069"


def _distinct(lines: Mapping[Any, str]) -> dict[Any, str]:
    """Tell lines that read alike apart by blanks, which are not drawn: Streamlit knows an option by its line."""
    used = set[str]()
    found: dict[Any, str] = {}
    for value, line in lines.items():
        while line in used:
            line += " "
        used.add(line)
        found[value] = line
    return found


def several(title: str, choices: Choices, key: str, then: _Then = None, **options: Any) -> None:
    """Ask for several things, under a widget key that holds their values."""
    if is_unsettled(key):
        _settle(key, choices, choices.labels(st.session_state.pop(_unsettled(key))), then)
    before = first_values.held(key) or ()
    labels = choices.labels(before)
    said = st.multiselect(
        title, list(labels), first_values.drawn_with(key), key=key,
        format_func=lambda value: labels.get(value, str(value)), select_all=False, accept_new_options=True,
        on_change=_settle, args=(key, choices, labels, then), **options,
    )  # fmt: skip
    _hear(key, said, labels, before)
    _ask(key, choices, lambda value: list(dict.fromkeys([*(st.session_state.get(key) or ()), value])), then)


def one(title: str, choices: Choices, key: str, then: _Then = None, **options: Any) -> None:
    """Ask for one thing, under a widget key that holds its value."""
    if is_unsettled(key):
        before = st.session_state.pop(_unsettled(key))
        _settle_one(key, before, choices, choices.labels([before]), then)
    before = first_values.held(key)
    labels = choices.labels([before])
    said = st.selectbox(
        title, list(labels), 0 if key in st.session_state else list(labels).index(before), key=key,
        format_func=lambda value: labels.get(value, str(value)), accept_new_options=True, on_change=_settle_one,
        args=(key, before, choices, labels, then), **options,
    )  # fmt: skip
    _hear(key, [said], labels, before)
    _ask(key, choices, lambda value: value, then)


def is_unsettled(key: str) -> bool:
    """Tell whether the widget holds what was chosen while the connection was lost, and is not looked up yet."""
    return _unsettled(key) in st.session_state and key in st.session_state


def _hear(key: str, said: Iterable[Any], labels: Mapping[Any, str], before: Any) -> None:
    """Note what no callback has settled, as a browser that was cut off held it, to settle it in the next run."""
    if any(isinstance(each, AlsoCalled) or each not in labels for each in said):
        st.session_state[_unsettled(key)] = before


def _settle(key: str, choices: Choices, labels: Mapping[Any, str], then: _Then) -> None:
    """Put what was chosen in the place of its other names and of what was typed."""
    _forget(key)
    meant = [_meant(key, each, choices, labels) for each in st.session_state[key]]
    st.session_state[key] = list(dict.fromkeys(each for each in meant if each is not _NOTHING))
    if then:
        then()


def _settle_one(key: str, before: Any, choices: Choices, labels: Mapping[Any, str], then: _Then) -> None:
    _forget(key)
    meant = _meant(key, st.session_state[key], choices, labels)
    st.session_state[key] = before if meant is _NOTHING else meant
    if then:
        then()


_NOTHING = object()


def _meant(key: str, said: Any, choices: Choices, labels: Mapping[Any, str]) -> Any:
    """Give the value that was meant; where it is not clear, keep what was typed, to ask."""
    if isinstance(said, AlsoCalled):
        return said.value
    if said in labels:
        return said
    found = [each for each in choices.find(str(said)) if each.fit < Fit.WITHIN]
    whole = [each for each in found if each.fit <= Fit.SPELLED] or found
    if len(whole) == 1:
        return whole[0].key
    st.session_state[_typed(key)] = str(said)
    return _NOTHING


def _ask(key: str, choices: Choices, with_it: Callable[[str], Any], then: _Then) -> None:
    """Where it was not clear what was typed, offer what it may mean, or say that nothing is called so."""
    typed = st.session_state.get(_typed(key))
    if not typed:
        return
    found = choices.find(typed)[:OFFERED]
    said = "Which one is meant by" if found else f"No {choices.kind} is called"
    st.caption(f"{said} “{label(typed)}”{'?' if found else '. Try another spelling, or a part of the name.'}")
    with st.container(horizontal=True, gap="small"):
        for each in found:
            st.button(
                label(choices.name(each.key)), key=f"{key} meant {each.key}", on_click=_take,
                args=(key, with_it, each.key, then),
            )  # fmt: skip
        st.button("None of these" if found else "I see", key=f"{key} meant nothing", on_click=_forget, args=(key,))


def _take(key: str, with_it: Callable[[str], Any], value: str, then: _Then) -> None:
    st.session_state[key] = with_it(value)
    _forget(key)
    if then:
        then()


def _forget(key: str) -> None:
    st.session_state.pop(_typed(key), None)


def _unsettled(key: str) -> str:
    return f"{key} unsettled"


def _typed(key: str) -> str:
    return f"{key} typed"
