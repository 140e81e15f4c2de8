"""A filter in words, for exports and for the empty result."""

from __future__ import annotations

from collections.abc import Mapping

from incidentmap.query.filter import IncidentFilter
from incidentmap.query.filters import FILTERS


def in_words(filter: IncidentFilter, names: Mapping[str, str]) -> str:
    """Say a filter in words; `names` gives the names of the ids of actors, countries and governorates."""
    said = (each.sentence(filter, names) for each in FILTERS.values())
    return "; ".join(part for part in said if part) or "all incidents"
