"""What a filter is: one object that holds its key, its link grammar, its predicate, its sentence and its widget."""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from incidentmap.errors import InvalidRecord
from incidentmap.index import Coded, Index
from incidentmap.model import words
from incidentmap.query.link_reader import Said

if TYPE_CHECKING:
    from incidentmap.query.filter import IncidentFilter

NOT_STATED = "not_stated"
Facts = dict[str, np.ndarray]
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Widget:
    """How the sidebar asks: its kind, its title, and the section that holds it ("" is none)."""

    kind: Literal["dates", "groups", "role", "pills", "several", "places", "snapshots", "switch", "text"]
    title: str
    section: str = ""


class Filter(ABC):
    """One filter of the sidebar. `key` names its widget and its parameter in a link; `fields` are those it sets."""

    key: str
    widget: Widget
    fields: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Name it within a sentence."""
        return self.widget.title.lower()

    def is_set(self, chosen: IncidentFilter) -> bool:
        """Tell whether it can refuse anything as it stands."""
        return bool(getattr(chosen, self.key))

    def lifted(self, chosen: IncidentFilter) -> IncidentFilter:
        """Lift it; the others stay as they are."""
        defaults = type(chosen)()
        found: IncidentFilter = replace(
            chosen, **{each: getattr(defaults, each) for each in self.fields or (self.key,)}
        )
        return found

    def check(self, chosen: IncidentFilter) -> None:  # noqa: B027  # most filters hold any value
        """Raise `InvalidRecord` for a value that it cannot hold."""

    def remark(self, index: Index) -> str:
        """Say below the widget what one should know of the records before one trusts it; "" is nothing."""
        return ""

    def parameters(self) -> tuple[str, ...]:
        """Name its parameters in a link."""
        return (self.key,)

    @abstractmethod
    def read(self, said: Said, index: Index) -> dict[str, Any]:
        """Read its fields from a link; what is not understood is noted and left out."""

    @abstractmethod
    def write(self, chosen: IncidentFilter) -> dict[str, str]:
        """Write its parameters; a default is not written."""

    @abstractmethod
    def facts(self, index: Index, chosen: IncidentFilter) -> Facts:
        """Say what is true of each incident, as far as it asks, one mask a fact; also with another filter lifted."""

    def passes(self, facts: Facts, chosen: IncidentFilter) -> np.ndarray:
        """Judge by the facts."""
        return facts[self.key]

    @abstractmethod
    def sentence(self, chosen: IncidentFilter, names: Names) -> str:
        """Say it in words; "" if it says nothing. `names` gives those of actors, countries and governorates."""


class Several(Filter):
    """A filter that holds several values; an incident passes with any of them. It may stand for many filters."""

    label: str  # in a sentence
    kind: str  # what one of its values is, for a notice
    codes: tuple[str, ...] = ()  # where they are the same whatever the records

    def options(self, index: Index) -> Sequence[str]:
        """List the values that can be chosen, in the order in which they are shown."""
        return self.codes

    def check(self, chosen: IncidentFilter) -> None:
        """Refuse what is none of the codes."""
        for value in getattr(chosen, self.key):
            if self.codes and value not in self.codes:
                raise InvalidRecord("filter", self.key, value, f"is not one of {', '.join(self.codes)}")

    def say(self, value: str, names: Names) -> str:
        """Name a value in a sentence."""
        return "not stated" if value == NOT_STATED else names.get(value) or value.replace("_", " ")

    def option(self, value: str, names: Names) -> str:
        """Name a value in its widget."""
        return names.get(value) or words.plain(value)

    def link(self, value: str) -> str:
        """Write a value in a link."""
        return value

    def read(self, said: Said, index: Index) -> dict[str, Any]:
        """Read the values of a link."""
        known = {self.link(value): value for value in self.options(index)}
        return {self.key: said.several(self.key, known, self.kind)}

    def write(self, chosen: IncidentFilter) -> dict[str, str]:
        """Write the values, joined by commas."""
        values = getattr(chosen, self.key)
        return {self.key: ",".join(map(self.link, values))} if values else {}

    def sentence(self, chosen: IncidentFilter, names: Names) -> str:
        """Say the label and the values."""
        values = getattr(chosen, self.key)
        return f"{self.label}: {listed(self.say(value, names) for value in values)}" if self.is_set(chosen) else ""


class OfIncident(Several):
    """A filter on one coded column of the incidents."""

    def __init__(self, key: str, column: str, label: str, kind: str, widget: Widget) -> None:
        self.key, self.column, self.label, self.kind, self.widget = key, column, label, kind, widget

    def facts(self, index: Index, chosen: IncidentFilter) -> Facts:
        """Compare the column."""
        column: Coded = getattr(index.incidents, self.column)
        return {self.key: is_one_of(column, getattr(chosen, self.key))}


def is_one_of(column: Coded, wanted: Sequence[str]) -> np.ndarray:
    """Tell which values are wanted; a blank one is if "not_stated" is."""
    table = np.array([value in wanted for value in column.values] + [NOT_STATED in wanted])
    chosen: np.ndarray = table[column.codes]  # -1, the code of a blank, takes the last
    return chosen


def present(column: Coded) -> list[str]:
    """List the values that any row has."""
    there = np.flatnonzero(np.bincount(column.codes + 1, minlength=len(column.values) + 1)[1:])
    return [column.values[each] for each in there]


def marked(rows: np.ndarray, incidents: int) -> np.ndarray:
    """Give a mask that is true at `rows`."""
    mask = np.zeros(incidents, bool)
    mask[rows] = True
    return mask


def listed(values: Iterable[str]) -> str:
    """Join names, each kept from turning the text around it."""
    return ", ".join(isolated(value) for value in values)


def isolated(text: str) -> str:
    """Keep a name that runs right to left from turning the text around it."""
    turns = any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)
    return f"\u2068{text}\u2069" if turns else text
