"""The columns of the table of records: what each is called, and what it says of every incident listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from incidentmap.model import Incident, Record, record_words, words
from incidentmap.model import vocabulary as v
from incidentmap.ui.shared.markup import visible
from incidentmap.ui.shared.session import place_name


@dataclass(frozen=True)
class Listed:
    """Incidents to list: what the index says of them, the records whole in the same order, the names of actors."""

    rows: pd.DataFrame
    records: Sequence[Record]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A title, and how to fill the cells."""

    title: str
    cells: Callable[[Listed], Any]


def table(listed: Listed, columns: Sequence[str]) -> pd.DataFrame:
    """Fill the columns chosen, in the order of all columns."""
    chosen = [name for name in COLUMNS if name in columns]
    return pd.DataFrame({COLUMNS[name].title: pd.Series(COLUMNS[name].cells(listed)) for name in chosen})


def _each(of: Callable[[Record], Any]) -> Callable[[Listed], list[Any]]:
    return lambda listed: [of(record) for record in listed.records]


def _text(field: str) -> Callable[[Listed], list[str]]:
    """Say a text as it stands, with control and direction marks made visible."""
    return _each(lambda record: visible(getattr(record.incident, field)) or record_words.NOT_STATED)


def _code(field: str, say: Callable[[str], str] = words.plain) -> Callable[[Listed], list[str]]:
    def cell(record: Record) -> str:
        code = getattr(record.incident, field)
        return say(code) if code else record_words.NOT_STATED

    return _each(cell)


def _place(kind: str, column: str) -> Callable[[Listed], Any]:
    def cells(listed: Listed) -> list[str]:
        codes = listed.rows[column]
        names = {code: place_name(kind, code) for code in codes.dropna().unique()}
        return [names.get(code, record_words.NOT_STATED) for code in codes]

    return cells


def _relation(code: str) -> str:
    return words.of_code(v.PlaceRelation, code).capitalize()


def _from(incident: Incident) -> str:
    return incident.date_earliest.isoformat() if incident.date_earliest else "on or before"


def _where(listed: Listed) -> list[str]:
    return listed.rows["place_name"].astype("str").fillna("not placed").map(visible).tolist()


def _placed(record: Record) -> str:
    precision = record.placement.where_prec if record.placement else None
    return words.WHERE_PREC[precision] if precision else "not placed"


def _number(field: str) -> Callable[[Listed], pd.Series[float]]:
    return lambda listed: listed.rows[field].reset_index(drop=True)


def _targets(listed: Listed) -> list[str]:
    who = [[listed.names.get(each, each) for each in record.incident.target_actors] for record in listed.records]
    return [visible("; ".join(names)) or record_words.NOT_STATED for names in who]


def _who(listed: Listed) -> list[str]:
    return [visible(record_words.who_did_it(record, listed.names)) for record in listed.records]


_FIGURES = {
    f"{measure}_{of}": Column(
        f"{words.MEASURE[measure].capitalize()}, {words.OF[of]}",
        _each(partial(record_words.casualties, measure=measure, of=of)),
    )
    for measure in v.Measure
    for of in v.CasualtiesOf
}
COLUMNS: dict[str, Column] = {
    "from": Column("From", _each(lambda record: _from(record.incident))),
    "to": Column("To", _each(lambda record: record.incident.date_latest.isoformat())),
    "time_precision": Column("Time known to the", _code("time_precision")),
    "category": Column("Category", _code("category")),
    "summary": Column("Summary", _each(lambda record: visible(record.incident.summary))),
    "place": Column("Where", _where),
    "placed": Column("Placed", _each(_placed)),
    "who": Column("Who did it", _who),
    "event_type": Column("Event type", _code("event_type", str)),
    "outcome": Column("Outcome", _code("outcome")),
    "weapon": Column("Weapon", _text("weapon")),
    "weapon_class": Column("Weapon class", _code("weapon_class")),
    "target": Column("Target", _text("target")),
    "target_actors": Column("Directed against", _targets),
    "place_text": Column("Place as written", _text("place_text")),
    "site": Column("Site", _text("site")),
    "place_relation": Column("Relation to the site", _code("place_relation", _relation)),
    "governorate": Column("Governorate", _place("admin1", "admin1")),
    "country": Column("Country", _place("country", "country")),
    "uncertainty": Column("Uncertainty, km", _number("uncertainty_km")),
    "latitude": Column("Latitude", _number("latitude")),
    "longitude": Column("Longitude", _number("longitude")),
    **_FIGURES,
    "sources": Column("Sources", _each(lambda record: len(record.citations))),
    "words_held": Column("Words held", lambda listed: listed.rows["has_words"].tolist()),
    "notes": Column("Notes", _each(lambda record: visible(record.incident.notes))),
    "status": Column("Status", _code("status")),
    "tlp": Column("TLP", _code("tlp", str)),
    "id": Column("Id", _each(lambda record: record.incident_id)),
    "version": Column("Version", _each(lambda record: record.incident.version)),
}
FIRST = (
    "from", "to", "category", "summary", "place", "placed", "who", "event_type", "outcome",
    "killed_targets", "injured_targets", "sources", "words_held", "id",
)  # fmt: skip
