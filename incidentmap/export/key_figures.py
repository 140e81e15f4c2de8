"""The key figures of a view as plain data: how many incidents, by category, by group, over time, and their casualties.

1. Every count is of the incidents shown, and what a record does not say is a count of its own.
2. A group counts where somebody says that it did it; one incident may count with several groups, so these counts are
   not to be added up. Who only denies counts nowhere.
3. Over time an incident counts once, at its latest date, on the axis that the screen has.
4. Casualties are the sums of `query.casualty_sums`: by category, side, nation and measure, each a range for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from incidentmap.index import OPEN_START
from incidentmap.model.vocabulary import Category
from incidentmap.query import Timeline, View, bin_starts, timeline
from incidentmap.query.casualty_sums import Sum, silent_on_nation, sums
from incidentmap.query.filters.actors import did_it
from incidentmap.query.filters.base import marked

Step = Literal["month", "year"]
MOST_MONTHS = 36  # more than that are told by year


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many incidents somebody says that a group did."""

    actor_id: str
    name: str
    incidents: int


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year by its first day, and how many incidents of each category have their latest date in it."""

    start: date
    incidents: dict[Category, int]


@dataclass(frozen=True, slots=True)
class OverTime:
    """All months, or years, of the screen's axis, also those without an incident; what lies beyond it is counted.

    The periods, `earlier` and `later` are together all that is shown. Of `open_start` incidents the beginning is not
    known: they count at the latest date, as all do.
    """

    unit: Step
    periods: tuple[Period, ...]
    earlier: int
    later: int
    open_start: int


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """What is shown, in numbers.

    `groups` are in order of their counts, then of their names; `nobody_stated` counts incidents of which nobody says
    who did them. `nation_not_said` counts figures above none that do not say whose nation, `nothing_stated` incidents
    of which no source says anything of casualties, not even that there were none.
    """

    shown: int
    categories: dict[Category, int]
    groups: tuple[GroupCount, ...]
    nobody_stated: int
    over_time: OverTime
    casualties: tuple[Sum, ...]
    nation_not_said: int
    nothing_stated: int


def key_figures(view: View, today: date = date.max) -> KeyFigures:
    """Count what is shown; what is dated after `today` is beyond the axis, as on the screen."""
    incidents, rows = len(view.index.incidents), view.rows
    statements, figures = view.index.statements, view.index.figures
    has_statement = marked(statements.row[did_it(view.index)], incidents)[rows]
    return KeyFigures(
        shown=len(rows),
        categories=_by_category(view),
        groups=_by_group(view),
        nobody_stated=int((~has_statement).sum()),
        over_time=_over_time(view, timeline(view, today)),
        casualties=sums(view),
        nation_not_said=silent_on_nation(view),
        nothing_stated=int((~marked(figures.row, incidents)[rows]).sum()),
    )


def _by_category(view: View) -> dict[Category, int]:
    held = view.index.incidents.category
    counted = np.bincount(held.codes[view.rows], minlength=len(held.values)).tolist()
    return {Category(value): counted[code] for code, value in enumerate(held.values)}


def _by_group(view: View) -> tuple[GroupCount, ...]:
    held, actors = view.index.statements, view.index.actors
    mine = did_it(view.index) & marked(view.rows, len(view.index.incidents))[held.row]
    pairs = np.unique(np.stack([held.row[mine], held.actor.codes[mine]]), axis=1)  # said twice, it counts once
    counted = np.bincount(pairs[1], minlength=len(held.actor.values))
    found = [
        GroupCount(actor_id, actors[actor_id].name if actor_id in actors else actor_id, int(counted[code]))
        for code, actor_id in enumerate(held.actor.values)
        if counted[code]
    ]
    return tuple(sorted(found, key=lambda each: (-each.incidents, each.name.casefold(), each.actor_id)))


def _over_time(view: View, axis: Timeline) -> OverTime:
    held = view.index.incidents
    days = held.date_latest[view.rows].astype("datetime64[D]")
    unit, starts = _periods(axis)
    return OverTime(
        unit,
        _counted(view, view.rows[(axis.start <= days) & (days < axis.end)], unit, starts) if len(days) else (),
        axis.earlier.count if axis.earlier else 0,
        axis.later.count if axis.later else 0,
        int((held.date_earliest[view.rows] == OPEN_START).sum()),
    )


def _periods(axis: Timeline) -> tuple[Step, np.ndarray]:
    months = np.arange(axis.start, axis.end).astype("datetime64[M]")
    unit: Step = "month" if len(np.unique(months)) <= MOST_MONTHS else "year"
    return unit, np.unique(bin_starts(months, unit))


def _counted(view: View, rows: np.ndarray, unit: Step, starts: np.ndarray) -> tuple[Period, ...]:
    held = view.index.incidents
    categories = [Category(value) for value in held.category.values]
    at = np.searchsorted(starts, bin_starts(held.date_latest[rows].astype("datetime64[D]"), unit))
    codes = at * len(categories) + held.category.codes[rows]
    counted = np.bincount(codes, minlength=len(starts) * len(categories)).reshape(-1, len(categories)).tolist()
    return tuple(
        Period(start.item(), dict(zip(categories, each, strict=True)))
        for start, each in zip(starts, counted, strict=True)
    )
