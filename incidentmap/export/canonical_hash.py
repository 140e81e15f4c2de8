"""The hash of what was handed out: of the filter, and of its rows in canonical form (`model.canonical`).

The filter is the parameters of its link (`query.to_query`), where no default stands. A row is the whole record, as
`model.to_sheet` writes it, sources, statements, figures and words included.

What is read from a file of ours gives the same hash again, as long as the records come back whole (CSV, XLSX).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from incidentmap.model import Record, to_sheet
from incidentmap.model.canonical import canonical, hash_of


def canonical_hash(query: Mapping[str, str], records: Iterable[Record]) -> str:
    """Give the hash in 64 hexadecimal digits; one other cell, row or filter gives another."""
    return hash_of(query, (canonical(to_sheet(each)) for each in records))
