"""The fields of a total, as a form asks for them; None and "" are not stated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from incidentmap.model import Aggregate
from incidentmap.model.field import declared
from incidentmap.ui.shared import session
from incidentmap.ui.shared.form_widgets import CHOOSE, Field
from incidentmap.ui.shared.record_fields import ask
from incidentmap.ui.totals.unsaved import CountryCount

Rows = Sequence[Sequence[Field]]
NAMES = {name: declared(Aggregate)[name].label for name in ("attackers", "targets", "places")}
WHAT: Rows = (
    (
        replace(ask(Aggregate, "counter", width=2), needed=True),
        ask(Aggregate, "category"),
        replace(ask(Aggregate, "as_of"), needed=True),
        ask(Aggregate, "period_start"),
    ),
)
FIGURES: Rows = (
    tuple(ask(Aggregate, f"{measure}_{end}") for measure in ("total", "killed", "injured") for end in ("low", "high")),
)
SOURCE: Rows = (
    (ask(Aggregate, "title", width=2), ask(Aggregate, "publisher")),
    (ask(Aggregate, "url"),),
    (ask(Aggregate, "note"),),
)


def country() -> Field:
    """Ask for the country of a count."""
    named = {place.country_code: place.name for place in session.gazetteer().areas("country")}
    options = ("", *named)
    return Field("country", "Country", "choice", options, lambda code: named.get(code, code or CHOOSE), needed=True)


COUNT = replace(ask(CountryCount, "count"), needed=True)


def known_names(totals: Iterable[Aggregate], field: str) -> list[str]:
    """List the names that other totals use, so that the same one is written the same way."""
    return sorted({name for total in totals for name in getattr(total, field)})
