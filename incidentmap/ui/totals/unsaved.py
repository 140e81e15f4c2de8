"""A total while it is being edited: what the form holds, kept through reruns until it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from incidentmap.errors import InvalidRecord
from incidentmap.model import Aggregate, Span
from incidentmap.model.field import declared
from incidentmap.model.vocabulary import Category
from incidentmap.ui.shared.unsaved import NEW, Row, forget, take_over

NAMES = ("attackers", "targets", "places")
_PLAIN = tuple(name for name in declared(Aggregate) if name not in ("aggregate_id", "by_country", "spans", *NAMES))
_FIRST: dict[str, Any] = {"as_of": None, "counter": "", "category": Category.ATTACK}
# What is wrong with two fields at once is said at one of them.
_SAID_AT = {
    "period_start, as_of": "period_start",
    "total": "total_low",
    "killed": "killed_low",
    "injured": "injured_low",
}


@dataclass
class TotalDraft:
    """`base` is what was read, None for a new one; `theirs` is what somebody saved meanwhile."""

    name: str
    base: Aggregate | None = None
    values: Row = field(default_factory=dict)
    countries: dict[int, Row] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    theirs: Aggregate | None = None
    removed: bool = False
    tried: bool = False
    numbers: Iterator[int] = field(default_factory=count)

    def key(self, *parts: object) -> str:
        """Name a widget of this draft."""
        return "_".join(["total", self.name, *map(str, parts)])

    def put(self, total: Aggregate) -> None:
        """Take over a total's values."""
        self.forget_widgets()
        self.values = {name: getattr(total, name) for name in _PLAIN}
        self.values |= {name: list(getattr(total, name)) for name in NAMES}
        self.countries = {next(self.numbers): {"country": code, "count": held} for code, held in total.by_country}
        self.spans = list(total.spans)

    def read(self) -> None:
        """Take over what the widgets hold; those of another page hold nothing."""
        take_over(self.values, self.key)
        for number, row in self.countries.items():
            take_over(row, lambda name, number=number: self.key(name, number))  # type: ignore[misc]

    def add_country(self) -> None:
        """Add a row for the count of one country."""
        self.countries[next(self.numbers)] = {"country": "", "count": None}

    def drop_country(self, number: int) -> None:
        """Take a country's row away."""
        del self.countries[number]

    def drop_span(self, span: Span) -> None:
        """Take marked words away."""
        self.spans.remove(span)

    def total(self, aggregate_id: str) -> Aggregate:
        """Make the total; raise `InvalidRecord` at the first field that cannot be kept."""
        for name, missing in (("counter", "say who counted"), ("as_of", "choose the day"), ("category", "choose one")):
            if not self.values[name]:
                raise InvalidRecord(aggregate_id, name, "", f"is empty; {missing}")
        values = self.values | {name: tuple(self.values[name]) for name in NAMES}
        values["category"] = Category(values["category"])  # a choice gives back the plain text
        return Aggregate(aggregate_id, **values, by_country=self._by_country(aggregate_id), spans=tuple(self.spans))

    def changed(self) -> bool:
        """Tell whether anything was typed that is not saved."""
        try:
            return self.base is None or self.total(self.base.aggregate_id) != self.base
        except InvalidRecord:
            return True

    def errors(self) -> dict[str, str]:
        """Say what is wrong, by field; of an empty new form nothing is said before somebody tries to save it."""
        if not (self.tried or (self.values["counter"] and self.values["as_of"])):
            return {}
        try:
            self.total(self.name)
        except InvalidRecord as refusal:
            named = refusal.field.split(" ")[0].rstrip(",").replace("_", " ")
            return {_SAID_AT.get(refusal.field, refusal.field): f"{named} {refusal.problem}"}
        return {}

    def forget_widgets(self) -> None:
        """Let the widgets take their values from the draft again."""
        forget(self.key(""))

    def _by_country(self, aggregate_id: str) -> tuple[tuple[str, int], ...]:
        found: dict[str, int] = {}
        for number, row in self.countries.items():
            if not row["country"] or row["country"] in found:
                problem = "is there twice; remove one" if row["country"] else "is empty; choose one, or remove the row"
                raise InvalidRecord(aggregate_id, f"country {number}", row["country"], problem)
            if row["count"] is None:
                raise InvalidRecord(aggregate_id, f"count {number}", "", "is empty; fill it in, or remove the row")
            found[row["country"]] = row["count"]
        return tuple(found.items())


def begin(total: Aggregate | None) -> TotalDraft:
    """Begin to edit a total, or a new one."""
    if total:
        draft = TotalDraft(total.aggregate_id, total)
        draft.put(total)
        return draft
    empty = {name: each.default for name, each in declared(Aggregate).items()} | _FIRST
    return TotalDraft(NEW, None, {name: empty[name] for name in _PLAIN} | {name: [] for name in NAMES})
