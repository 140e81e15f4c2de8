"""A total while it is being edited: what the form holds, kept through reruns until it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Annotated, Any

from incidentmap.errors import InvalidRecord
from incidentmap.model import Aggregate, Span, checks
from incidentmap.model.field import Field, declared
from incidentmap.model.vocabulary import Category
from incidentmap.ui.shared import typed_json
from incidentmap.ui.shared.error_messages import sentence
from incidentmap.ui.shared.unsaved import NEW
from incidentmap.ui.shared.widget_values import Row, count_of, forget, read_loose, take_over, typed

DRAFTS = "total_drafts"
NAMES = ("attackers", "targets", "places")
_PLAIN = tuple(name for name in declared(Aggregate) if name not in ("aggregate_id", "by_country", "spans", *NAMES))
_FIRST: dict[str, Any] = {"as_of": None, "counter": "", "category": Category.ATTACK}
_EMPTY = {"counter": "say who counted", "as_of": "choose the day", "category": "choose one"}
MOST = 10_000_000  # events


@dataclass(frozen=True)
class CountryCount:
    """One row of the form: a country and the events that were counted there."""

    country: Annotated[str, Field("Country")]
    count: Annotated[int, Field("Events there")]


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
    loose: Row = field(default_factory=lambda: {"sign_why": ""})  # typed beside the total's own fields
    first: str = ""  # as it was written before anything was typed; "" where something was from the first
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
        self.first = self.written() if total == self.base else ""

    def written(self) -> str:
        """Write down all that was typed, and what it was typed on."""
        return typed_json.dumps(
            {name: getattr(self, name) for name in ("base", "values", "countries", "spans", "loose")}
        )

    def read(self) -> None:
        """Take over what the widgets hold; those of another page hold nothing."""
        take_over(self.values, self.key)
        read_loose(self.loose, self.key)
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
        for name in self._gaps():
            raise _empty(aggregate_id, name)
        values = typed(Aggregate, self.values) | {name: tuple(self.values[name]) for name in NAMES}
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
        if gaps := self._gaps():
            return {name: sentence(_empty(self.name, name)) for name in gaps}
        try:
            self.total(self.name)
        except InvalidRecord as refusal:
            return {refusal.field: sentence(refusal)}
        return {}

    def _gaps(self) -> list[str]:
        """Name the fields that are empty and may not be."""
        return [name for name in _EMPTY if not self.values[name]]

    def forget_widgets(self) -> None:
        """Let the widgets take their values from the draft again."""
        forget(self.key(""))

    def _by_country(self, aggregate_id: str) -> tuple[tuple[str, int], ...]:
        found: dict[str, int] = {}
        for number, row in self.countries.items():
            if not row["country"] or row["country"] in found:
                problem = "is there twice; remove one" if row["country"] else "is empty; choose one, or remove the row"
                raise InvalidRecord(aggregate_id, f"country {number}", row["country"], problem, kind=CountryCount)
            found[row["country"]] = _count(aggregate_id, f"count {number}", count_of(row["count"]))
        return tuple(found.items())


def _empty(aggregate_id: str, name: str) -> InvalidRecord:
    return InvalidRecord(aggregate_id, name, "", f"is empty; {_EMPTY[name]}", kind=Aggregate)


def _count(aggregate_id: str, field: str, typed_in: Any) -> int:
    """Give the count of a country; raise `InvalidRecord` where it is empty or none."""
    if typed_in is None:
        raise InvalidRecord(aggregate_id, field, "", "is empty; fill it in, or remove the row", kind=CountryCount)
    checks.whole(aggregate_id, field, typed_in, kind=CountryCount)
    checks.in_range(aggregate_id, field, typed_in, 0, MOST, kind=CountryCount)
    return int(typed_in)


def begin(total: Aggregate | None) -> TotalDraft:
    """Begin to edit a total, or a new one."""
    if total:
        draft = TotalDraft(total.aggregate_id, total)
        draft.put(total)
        return draft
    empty = {name: each.default for name, each in declared(Aggregate).items()} | _FIRST
    draft = TotalDraft(NEW, None, {name: empty[name] for name in _PLAIN} | {name: [] for name in NAMES})
    draft.first = draft.written()
    return draft
