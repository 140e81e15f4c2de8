"""Ids for what an analyst adds: made once, never changed, whatever becomes of the record."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from itertools import count
from secrets import token_hex

from incidentmap.store import Store, reading

_LONGEST = 60  # characters of a name in an id


def new_incident_id(store: Store, country: str, day: date) -> str:
    """Name an incident after its country (XX if not stated) and latest day, and count: IQ-2024-01-08-01."""
    stem = f"{country or 'XX'}-{day.isoformat()}"
    with store.reading() as connection:
        taken = reading.names_starting(connection, stem)
    return _first_free(f"{stem}-{{:02}}", taken)


def new_citation_id(incident_id: str, taken: Collection[str]) -> str:
    """Count the sources of an incident, IQ-2024-01-08-01.c03-5f2a: two who add the third at once name it apart."""
    return f"{incident_id}.c{len(taken) + 1:02}-{token_hex(2)}"


def slug(name: str) -> str:
    """Write a name in letters and digits that an id may hold; "" for a name that has none of them."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")


def numbered(stem: str, taken: Collection[str]) -> str:
    """Give the stem itself or, where that is taken, the first free of stem-02, stem-03."""
    counted = (f"{stem}-{number:02}" for number in count(2))
    return stem if stem not in taken else next(name for name in counted if name not in taken)


def _first_free(form: str, taken: Collection[str]) -> str:
    return next(name for number in count(1) if (name := form.format(number)) not in taken)
