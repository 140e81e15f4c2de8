"""A few incidents as a table of plain values: what a page shows of those it lists."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import numpy as np
import pandas as pd

from incidentmap.index import OPEN_START, Coded, Index, row_of, to_degrees
from incidentmap.model.vocabulary import WherePrec
from incidentmap.query.apply import View

CODED = ("category", "event_type", "outcome", "weapon_class", "status", "country", "admin1", "place")
_WITH_POINT = (WherePrec.EXACT, WherePrec.NEAR, WherePrec.DISTRICT, WherePrec.GOVERNORATE, WherePrec.SEA_OR_AIR)


def table(index: Index, rows: np.ndarray) -> pd.DataFrame:
    """Give what the index holds of some incidents, in the order of `rows`, which name the lines.

    Codes are words, nan where not stated; days are timestamps, NaT where open; degrees are nan where no point is.
    """
    held = index.incidents
    coded = {name: _words(getattr(held, name), rows) for name in CODED}
    latitude, longitude = (np.round(each, 6) for each in to_degrees(held.mx[rows], held.my[rows]))  # a centimetre
    pointless = ~np.isin(held.where_prec[rows], _WITH_POINT)
    latitude[pointless] = longitude[pointless] = np.nan
    found = pd.DataFrame(
        {
            "incident_id": held.incident_id.take(rows).to_pylist(),
            **coded,
            "place_name": _looked_up(index.places.name, held.place.codes[rows]),
            "date_earliest": _days(held.date_earliest[rows]),
            "date_latest": _days(held.date_latest[rows]),
            "where_prec": held.where_prec[rows],
            "latitude": latitude,
            "longitude": longitude,
            "uncertainty_km": held.uncertainty_km[rows],
            "summary": held.summary.take(rows).to_pylist(),
            "has_words": held.has_words[rows],
            "may_be_same": held.may_be_same[rows],
        }
    )
    return found.rename(columns={"place": "place_id"}).set_index(pd.Index(rows))


def ids(index: Index, rows: np.ndarray) -> list[str]:
    """Give the ids of some incidents."""
    found: list[str] = index.incidents.incident_id.take(rows).to_pylist()
    return found


def position(view: View, incident_id: str) -> int | None:
    """Give the position of an incident among those shown; None where it is not."""
    row = row_of(view.index.incidents, incident_id)
    if row is None:
        return None
    at = int(np.searchsorted(view.rows, row))
    return at if at < len(view.rows) and view.rows[at] == row else None


def who_did_it(index: Index, rows: np.ndarray) -> list[str]:
    """Name the actors of whom somebody says that they did it, joined by |; "" where nobody says so."""
    statements = index.statements
    mine = np.flatnonzero(_of_rows(statements.row, rows) & (statements.role.codes == 0))
    names: dict[int, dict[str, None]] = {int(row): {} for row in rows}
    for at in mine:
        actor = index.actors.get(statements.actor.values[statements.actor.codes[at]])
        if actor:
            names[int(statements.row[at])][actor.name] = None
    return [" | ".join(names[int(row)]) for row in rows]


@lru_cache(maxsize=2)
def place_numbers(index: Index) -> dict[str, int]:
    """Number the places by their ids."""
    return {place_id: number for number, place_id in enumerate(index.incidents.place.values)}


def at_places(view: View, place_ids: Collection[str], category: str | None = None) -> np.ndarray:
    """Give the rows shown at some places, of one category or of all, in time order."""
    numbers = place_numbers(view.index)
    wanted = [numbers[each] for each in place_ids if each in numbers]
    held = view.index.incidents
    here = np.isin(held.place.codes[view.rows], wanted)
    if category is not None:
        here &= held.category.codes[view.rows] == held.category.values.index(category)
    found: np.ndarray = view.rows[here]
    return found


def _of_rows(of: np.ndarray, rows: np.ndarray) -> np.ndarray:
    wanted = np.zeros(int(max(of.max(initial=0), rows.max(initial=0))) + 1, bool)
    wanted[rows] = True
    found: np.ndarray = wanted[of]
    return found


def _words(column: Coded, rows: np.ndarray) -> pd.Series[str]:
    return _looked_up(column.values, column.codes[rows])


def _looked_up(values: tuple[str, ...], codes: np.ndarray) -> pd.Series[str]:
    return pd.Series([values[code] if code >= 0 else None for code in codes.tolist()], dtype="str")


def _days(numbers: np.ndarray) -> np.ndarray:
    days = numbers.astype("datetime64[D]").astype("datetime64[s]")
    days[numbers == OPEN_START] = np.datetime64("NaT")
    return days
