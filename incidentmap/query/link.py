"""The grammar of the link: ids and ISO dates, never labels; a default is not written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from incidentmap.index import Index
from incidentmap.query.filter import IncidentFilter
from incidentmap.query.filters import FILTERS
from incidentmap.query.link_reader import Query, Said


def to_query(filter: IncidentFilter) -> dict[str, str]:
    """Write a filter as the parameters of a link."""
    return {key: value for each in FILTERS.values() for key, value in each.write(filter).items()}


def from_query(query: Query, index: Index, others: Iterable[str] = ()) -> tuple[IncidentFilter, tuple[str, ...]]:
    """Read a filter from a link, with a notice for each part that was not understood and left out.

    A link may name the ids that the index knows. `others` are keys that mean something to the page.
    """
    said, found = Said(query), dict[str, Any]()
    for each in FILTERS.values():
        found |= each.read(said, index)
    said.name_unknown([*others, *(key for each in FILTERS.values() for key in each.parameters())])
    return IncidentFilter(**found), tuple(said.notices)
