"""The filters, in the order of the sidebar, which is also the order in which an excluded incident is charged."""

from incidentmap.query.filters.actors import Actors
from incidentmap.query.filters.base import NOT_STATED, Filter, Several, Widget
from incidentmap.query.filters.basis import Basis
from incidentmap.query.filters.casualties import WithCasualties
from incidentmap.query.filters.codes import CATEGORIES, COUNTRIES, EVENT_TYPES, GOVERNORATES, MARKING, OUTCOMES, WEAPONS
from incidentmap.query.filters.dates import Dates
from incidentmap.query.filters.nationality import Nationality
from incidentmap.query.filters.places import Places
from incidentmap.query.filters.precision import UNPLACED, Precision
from incidentmap.query.filters.publishers import Publishers
from incidentmap.query.filters.roles import Roles
from incidentmap.query.filters.same_events import SameEvents
from incidentmap.query.filters.search import Search
from incidentmap.query.filters.since import Since

_ALL: tuple[Filter, ...] = (
    Dates(),
    Since(),
    Actors(),
    Roles(),
    Basis(),
    CATEGORIES,
    OUTCOMES,
    EVENT_TYPES,
    WEAPONS,
    COUNTRIES,
    GOVERNORATES,
    Places(),
    Precision(),
    Publishers(),
    MARKING,
    WithCasualties(),
    Nationality(),
    SameEvents(),
    Search(),
)
FILTERS = {each.key: each for each in _ALL}

__all__ = ["FILTERS", "NOT_STATED", "UNPLACED", "Filter", "Several", "Widget"]
