"""Reading where things are: what was learned, what is in use, and what nobody has decided yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa

from incidentmap.model import Alias, Place, Placement
from incidentmap.model.vocabulary import LIVE, PlacementMethod, Status, WherePrec
from incidentmap.store import tables
from incidentmap.store.row_mapping import from_row

_AT_ONCE = 1_000
LIVING = tables.incidents.c.status.in_([each.value for each in LIVE])
_CHOSEN = tables.placements.c.decided_by != ""
_NOT_CHOSEN = sa.func.coalesce(tables.placements.c.decided_by, "") == ""  # also where there is no placement


class InUse(NamedTuple):
    """A place, how well it is known where that is said worst, how many incidents stand there, and how many by hand."""

    place: Place
    where_prec: WherePrec
    incidents: int
    by_hand: int


def learned_names(connection: sa.Connection) -> list[tuple[Alias, Place]]:
    """Read all learned names, each with the place that it stands for, by their words."""
    aliases, places = tables.aliases.c, tables.places
    rows = connection.execute(sa.select(tables.aliases).order_by(aliases.text, aliases.alias_id)).mappings().all()
    wanted = sa.select(places).where(places.c.place_id.in_(sa.select(aliases.place_id)))
    there = {row["place_id"]: from_row(Place, row) for row in connection.execute(wanted).mappings()}
    return [(from_row(Alias, row), there[row["place_id"]]) for row in rows]


def in_use(connection: sa.Connection) -> list[InUse]:
    """Read every place that incidents stand on, by name; those rejected, withdrawn or merged do not count."""
    kept = tables.placements.c
    by_hand = sa.func.sum(sa.case((_CHOSEN, 1), else_=0))
    counts = sa.select(kept.place_id, sa.func.max(kept.where_prec), sa.func.count(), by_hand)
    counts = counts.join(tables.incidents).where(LIVING, kept.place_id.is_not(None)).group_by(kept.place_id)
    by_place = {
        place_id: (WherePrec(worst), count, hand) for place_id, worst, count, hand in connection.execute(counts)
    }
    rows = connection.execute(sa.select(tables.places).order_by("name", "place_id")).mappings()
    return [InUse(from_row(Place, row), *by_place[row["place_id"]]) for row in rows if row["place_id"] in by_place]


def incidents_at(connection: sa.Connection, place_id: str) -> list[str]:
    """Read the ids of the incidents that stand on one place, by their latest date."""
    found = sa.select(tables.incidents.c.incident_id).join(tables.placements).filter_by(place_id=place_id)
    return list(connection.scalars(found.where(LIVING).order_by("date_latest", tables.incidents.c.incident_id)))


def open_placements(connection: sa.Connection) -> Iterator[tuple[str, Placement | None]]:
    """Read placements that may need a person, by incident: none, no place, several places or other candidates.

    So may those where only the area around is known. What a person decided is left out.
    """
    kept = tables.placements.c
    others = sa.cast(kept.alternatives, sa.Text) != "[]"
    waits = (
        kept.incident_id.is_(None) | kept.place_id.is_(None) | (kept.method == PlacementMethod.ONE_OF.value) | others
    )
    waits |= kept.fell_back
    query = sa.select(tables.incidents.c.incident_id.label("named"), tables.placements)
    query = query.join_from(tables.incidents, tables.placements, isouter=True)
    query = query.where(LIVING, waits, _NOT_CHOSEN)
    ordered = query.order_by(tables.incidents.c.date_latest.desc(), "named")
    for row in connection.execute(ordered, execution_options={"yield_per": _AT_ONCE}).mappings():
        yield row["named"], from_row(Placement, row) if row["incident_id"] else None


def wordings(connection: sa.Connection, country: str = "") -> dict[tuple[str, str, str], list[str]]:
    """Read the site, the words and the governorate of incidents, each with the ids of those that have them.

    Left out are those put somewhere by a person, and those of another `country` than this one.
    """
    incident = tables.incidents.c
    query = sa.select(incident.site, incident.place_text, incident.admin1, incident.incident_id)
    query = query.join_from(tables.incidents, tables.placements, isouter=True)
    query = query.where(LIVING, _NOT_CHOSEN)
    query = query.where(incident.country.in_(["", country])) if country else query
    found: dict[tuple[str, str, str], list[str]] = {}
    for *words, incident_id in connection.execute(query.order_by(incident.incident_id)):
        found.setdefault((words[0], words[1], words[2]), []).append(incident_id)
    return found


def decided(connection: sa.Connection) -> list[str]:
    """Read the ids of the confirmed incidents that a person put somewhere."""
    query = sa.select(tables.incidents.c.incident_id).join(tables.placements)
    query = query.where(_CHOSEN, tables.incidents.c.status == Status.CONFIRMED.value)
    return list(connection.scalars(query.order_by(tables.incidents.c.incident_id)))
