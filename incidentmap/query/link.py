"""The grammar of the link: ids and ISO dates, never labels; a default is not written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, urlencode

from incidentmap.errors import UnclearLink
from incidentmap.index import Index
from incidentmap.query.filter import IncidentFilter
from incidentmap.query.filters import FILTERS
from incidentmap.query.link_reader import LAST_TAKEN, LEFT_OUT, Query, Said, once

_AS_THEY_STAND = ",:~"  # signs of the grammar, which an address may hold
_PROBLEMS = 6  # that are told: a link may hold thousands


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


def to_text(query: Query) -> str:
    """Write the parameters of a link as they stand in an address behind its question mark."""
    return urlencode(query, safe=_AS_THEY_STAND)


def from_text(said: str, index: Index, others: Iterable[str] = ()) -> IncidentFilter:
    """Read a filter from a whole link, or from the part of it behind the question mark.

    Raise `UnclearLink` where any part is not understood: nobody looks at what is left. `others` as in `from_query`.
    """
    query, repeated = once(parse_qs(_behind_the_mark(said.strip()), keep_blank_values=True))
    filter, refused = from_query(query, index, others)
    if problems := repeated + refused:
        told = (each.removesuffix(LEFT_OUT).replace(LAST_TAKEN, "; say it once") for each in problems[:_PROBLEMS])
        raise UnclearLink("\n".join(told))
    return filter


def _behind_the_mark(said: str) -> str:
    address, mark, query = said.partition("?")
    if mark and "=" not in address:
        return query.partition("#")[0]
    return "" if address.startswith(("http://", "https://")) else said
