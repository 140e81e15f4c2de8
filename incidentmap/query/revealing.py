"""A filter that leaves an incident out, made to show it: with as few of its parts lifted as will do."""

from __future__ import annotations

from incidentmap.index import Index
from incidentmap.query.apply import apply
from incidentmap.query.filter import IncidentFilter
from incidentmap.query.filters import FILTERS
from incidentmap.query.listing import position


def revealing(index: Index, filter: IncidentFilter, incident_id: str) -> IncidentFilter:
    """Lift what refuses an incident, and nothing else; one that no filter can show leaves the filter as it is."""
    lifted = [name for name in FILTERS if filter.is_set(name)]
    if not _shows(index, _without(filter, lifted), incident_id):
        return filter
    for name in list(lifted):
        fewer = [each for each in lifted if each != name]
        if _shows(index, _without(filter, fewer), incident_id):
            lifted = fewer
    return _without(filter, lifted)


def _without(filter: IncidentFilter, names: list[str]) -> IncidentFilter:
    for name in names:
        filter = filter.without(name)
    return filter


def _shows(index: Index, filter: IncidentFilter, incident_id: str) -> bool:
    return position(apply(index, filter), incident_id) is not None
