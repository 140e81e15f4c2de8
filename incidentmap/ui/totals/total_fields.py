"""The fields of a total, as a form asks for them; None and "" are not stated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from incidentmap.model import Aggregate, words
from incidentmap.model import vocabulary as v
from incidentmap.ui.shared import session
from incidentmap.ui.shared.form_widgets import Field

Rows = Sequence[Sequence[Field]]
NAMES = {"attackers": "Attacks by", "targets": "Attacks against", "places": "In"}
_EXACT = "The same as the other where one figure is printed; empty where this end is not stated"

WHAT: Rows = (
    (
        Field("counter", "Counted by", width=2, help="Who counted, as the source names them"),
        Field("category", "What is counted", "choice", tuple(v.Category), words.plain),
        Field("as_of", "As of", "date"),
        Field("period_start", "Since", "date", help="The first day that is counted; empty where not stated"),
    ),
)
FIGURES: Rows = (
    tuple(
        Field(f"{measure}_{end}", f"{title}, {said}", "count", help=_EXACT)
        for measure, title in (("total", "Events"), ("killed", "Killed"), ("injured", "Injured"))
        for end, said in (("low", "at least"), ("high", "at most"))
    ),
)
SOURCE: Rows = (
    (Field("title", "Title", width=2), Field("publisher", "Publisher")),
    (Field("url", "Address"),),
    (Field("note", "Note", "area", help="Our own words: how the figure was made, what is odd about it"),),
)


def country() -> Field:
    """Ask for the country of a count."""
    named = {place.country_code: place.name for place in session.gazetteer().areas("country")}
    return Field("country", "Country", "choice", ("", *named), lambda code: named.get(code, code or "Choose one"))


COUNT = Field("count", "Events there", "count")


def known_names(totals: Iterable[Aggregate], field: str) -> list[str]:
    """List the names that other totals use, so that the same one is written the same way."""
    return sorted({name for total in totals for name in getattr(total, field)})
