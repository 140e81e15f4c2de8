"""By what an incident is coded as: category, outcome, event type, weapon, country, governorate."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from incidentmap.index import Coded, Index
from incidentmap.model.vocabulary import Category, EventType, Outcome, Tlp, WeaponClass
from incidentmap.query.filters.base import NOT_STATED, Names, OfIncident, Widget, present


class OfWords(OfIncident):
    """One of an enumeration; with `blank` also incidents that state none."""

    def __init__(
        self, key: str, column: str, label: str, kind: str, widget: Widget, among: type[StrEnum], *, blank: bool = False
    ) -> None:
        super().__init__(key, column, label, kind, widget)
        self.codes = (*(each.value for each in among), *([NOT_STATED] if blank else []))


class EventTypes(OfWords):
    """ACLED's sub-events are labels with blanks and slashes; the link writes their member's name."""

    def link(self, value: str) -> str:
        """Write the name of the member."""
        return EventType(value).name.lower()

    def say(self, value: str, names: Names) -> str:
        """Name it as ACLED does."""
        return value

    def option(self, value: str, names: Names) -> str:
        """Name it as ACLED does."""
        return value


class Markings(OfWords):
    """Labels of the Traffic Light Protocol, which are names; an incident carries the strictest of its articles' too."""

    def say(self, value: str, names: Names) -> str:
        """Name it as the protocol does."""
        return "not marked" if value == NOT_STATED else f"TLP:{value}"

    def option(self, value: str, names: Names) -> str:
        """Name it as the protocol does."""
        return "Not marked" if value == NOT_STATED else f"TLP:{value}"


class Codes(OfIncident):
    """Codes that the records hold, each with a name."""

    def options(self, index: Index) -> Sequence[str]:
        """List those that are there."""
        column: Coded = getattr(index.incidents, self.column)
        return [*present(column), NOT_STATED]


CATEGORIES = OfWords("categories", "category", "category", "a category", Widget("pills", "Category"), Category)
OUTCOMES = OfWords("outcomes", "outcome", "outcome", "an outcome", Widget("several", "Outcome"), Outcome, blank=True)
EVENT_TYPES = EventTypes(
    "event_types", "event_type", "event type", "an event type", Widget("several", "Event type", "Event and weapon"),
    EventType,
)  # fmt: skip
WEAPONS = OfWords(
    "weapons", "weapon_class", "weapon", "a class of weapon", Widget("several", "Weapon class", "Event and weapon"),
    WeaponClass, blank=True,
)  # fmt: skip
MARKING = Markings(
    "marking", "tlp", "marked", "a marking of the Traffic Light Protocol", Widget("several", "Marking (TLP)", "Source"),
    Tlp, blank=True,
)  # fmt: skip
COUNTRIES = Codes(
    "countries", "country", "country", "a country code of these records", Widget("several", "Country", "Place")
)
GOVERNORATES = Codes(
    "governorates", "admin1", "governorate", "a governorate code of these records",
    Widget("several", "Governorate", "Place"),
)  # fmt: skip
