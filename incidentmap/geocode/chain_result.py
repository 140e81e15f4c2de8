"""What came of a question, offline and online together."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from incidentmap.geocode.place_query import GeocodeResult
from incidentmap.model import Place
from incidentmap.model.vocabulary import WherePrec

_TOLD = 3  # a service gives up to ten answers; a reason is read by a person
WIDE = (WherePrec.GOVERNORATE, WherePrec.VAGUE_AREA, WherePrec.COUNTRY, WherePrec.SEA_OR_AIR)


class Status(StrEnum):
    """What came of a question; UNAVAILABLE says nothing about the place."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not found"
    UNAVAILABLE = "service unavailable"


class Suggestion(NamedTuple):
    """A place that a service answered with, and why it was not simply taken."""

    place: Place
    reason: str


class ChainResult(NamedTuple):
    """The finding, as good as offline where the service did not help; `trouble` is the service's, in a sentence.

    Where the service does not know the name either (NOT_FOUND), the finding may still hold the area stated around it.
    """

    status: Status
    result: GeocodeResult
    suggestions: tuple[Suggestion, ...] = ()
    trouble: str = ""

    @property
    def reason(self) -> str:
        """Say why there is no place, or only a wide one: also what a service answered, and what speaks against it."""
        refused = () if is_known(self.result) else [_said(each) for each in self.suggestions[:_TOLD] if each.reason]
        return "; ".join(filter(None, (self.result.reason, *refused, self.trouble)))


def without_service(result: GeocodeResult) -> ChainResult:
    """Give what was found offline, where no service was asked."""
    status = Status.AMBIGUOUS if result.ambiguous else Status.FOUND if result.footprint else Status.NOT_FOUND
    return ChainResult(status, result)


def is_known(result: GeocodeResult) -> bool:
    """Tell whether the words are answered: by a place that is not wide, or by several among which to choose."""
    return result.ambiguous or bool(result.footprint and result.footprint.where_prec not in WIDE)


def _said(suggestion: Suggestion) -> str:
    return f"{suggestion.place.name} ({suggestion.place.place_id}) {suggestion.reason}"
