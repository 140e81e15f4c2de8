"""The hash of what was handed out: of the filter, and of its rows in canonical form.

1. The filter is the parameters of its link (`query.to_query`), where no default stands.
2. A row is the whole record, as `model.to_sheet` writes it, sources, statements, figures and words included.
3. Both are written as JSON in UTF-8 without blanks, keys in order, whole numbers without a point: 33.0 is 33.
4. The hash is the sha256 of the filter's JSON followed by the sha256 of each row's JSON, 32 bytes each, the lowest
   first, so that it does not matter in which order the rows came.

What is read from a file of ours gives the same hash again, as long as the records come back whole (CSV, XLSX).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from incidentmap.model import Record, to_sheet


def canonical_hash(query: Mapping[str, str], records: Iterable[Record]) -> str:
    """Give the hash in 64 hexadecimal digits; one other cell, row or filter gives another."""
    rows = sorted(sha256(_canonical(to_sheet(each))).digest() for each in records)
    return sha256(_canonical(dict(query)) + b"".join(rows)).hexdigest()


def _canonical(value: Any) -> bytes:
    written = json.dumps(_plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return written.encode()


def _plain(value: Any) -> Any:
    """Write numbers alike that are equal."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
