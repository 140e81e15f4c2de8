"""The read model: narrow columns of all incidents, and folded text, that follow changed rows."""

from incidentmap.index.columns import (
    OPEN_START,
    Articles,
    Citations,
    Coded,
    Figures,
    Incidents,
    Index,
    Places,
    SameEvents,
    SearchTexts,
    SharedTexts,
    Statements,
)
from incidentmap.index.finding import row_of, rows_of
from incidentmap.index.keeper import IndexKeeper
from incidentmap.index.mercator import to_degrees, to_mercator
from incidentmap.index.refreshing import Generation, build, refreshed

__all__ = [
    "OPEN_START",
    "Articles",
    "Citations",
    "Coded",
    "Figures",
    "Generation",
    "Incidents",
    "Index",
    "IndexKeeper",
    "Places",
    "SameEvents",
    "SearchTexts",
    "SharedTexts",
    "Statements",
    "build",
    "refreshed",
    "row_of",
    "rows_of",
    "to_degrees",
    "to_mercator",
]
