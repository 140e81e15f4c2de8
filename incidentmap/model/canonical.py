"""The canonical form of what is handed out, and its hash: what is equal is written alike, byte by byte.

1. A value is written as JSON in UTF-8 without blanks, keys in order, whole numbers without a point: 33.0 is 33.
2. The hash is the sha256 of the filter's JSON followed by the sha256 of each row's JSON, 32 bytes each, the lowest
   first, so that it does not matter in which order the rows came.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any


def canonical(value: Any) -> bytes:
    """Write a value that JSON can hold."""
    written = json.dumps(_plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return written.encode()


def hash_of(query: Mapping[str, str], rows: Iterable[bytes]) -> str:
    """Give the hash of a filter and of rows in canonical form, in 64 hexadecimal digits."""
    digests = sorted(sha256(each).digest() for each in rows)
    return sha256(canonical(dict(query)) + b"".join(digests)).hexdigest()


def _plain(value: Any) -> Any:
    """Write numbers alike that are equal."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
