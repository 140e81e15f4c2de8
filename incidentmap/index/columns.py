"""What the read model holds: one value a row, codes instead of words, rows in time order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from incidentmap.model import Actor, ActorLink
from incidentmap.store import Store

OPEN_START = np.iinfo(np.int32).min  # the earliest day of an incident that is only known to be "on or before"


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of codes: `codes[row]` is a position in `values`, -1 where nothing is stated.

    `codes` is int8, int16 or int32, the smallest that fits. Columns of an enumeration hold all its members, in order;
    others are in no order, and may hold values that no row has any more.
    """

    codes: np.ndarray
    values: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Incidents:
    """All incidents, in order of `date_latest`, `date_earliest` (open starts first) and `incident_id`.

    Days are int32 since 1970-01-01. `country` and `admin1` are as stated, or else those of the place. `where_prec` is 0
    where an incident is not placed. `mx`, `my` are Web Mercator as uint32 over the whole square (0 at the north-west),
    and mean nothing where there is no point (precision 0, 5 and 6). `uncertainty_km` is float32, nan where not stated.
    `by_id` are the rows in order of `incident_id`. `tlp` is the strictest of its own marking and its articles'.
    """

    incident_id: pa.ChunkedArray
    summary: pa.ChunkedArray
    category: Coded
    event_type: Coded
    outcome: Coded
    weapon_class: Coded
    status: Coded
    tlp: Coded
    country: Coded
    admin1: Coded
    place: Coded
    date_earliest: np.ndarray
    date_latest: np.ndarray
    where_prec: np.ndarray
    mx: np.ndarray
    my: np.ndarray
    uncertainty_km: np.ndarray
    has_words: np.ndarray
    may_be_same: np.ndarray
    by_id: np.ndarray

    def __len__(self) -> int:
        return len(self.date_latest)


@dataclass(frozen=True, eq=False)
class Statements:
    """Who did it, or was hit: one row an incident, actor, role and basis; `row` is that of the incident.

    `role` is a `query.Role` as a code of (did_it, was_hit); `basis` is -1 for who was hit. Denials are not here.
    """

    row: np.ndarray
    actor: Coded
    role: Coded
    basis: Coded


@dataclass(frozen=True, eq=False)
class Figures:
    """Casualty figures: `may_be_positive` is a number that is not 0, or casualties without a number.

    `low` and `high` are int32, -1 where that end is open, as both are without a number. `nationality` is -1 where the
    source does not say whose nation.
    """

    row: np.ndarray
    measure: Coded
    of: Coded
    nationality: Coded
    stated: Coded
    low: np.ndarray
    high: np.ndarray
    may_be_positive: np.ndarray


@dataclass(frozen=True, eq=False)
class Citations:
    """Who published what is cited: the publisher of a citation, or of the article it stands for."""

    row: np.ndarray
    publisher: Coded


@dataclass(frozen=True, eq=False)
class SameEvents:
    """Which incidents may be, or are, one event: one row an incident and set that names it; refused sets are not here.

    `confirmed` is what a person decided, of the whole set. The incidents may be of any status.
    """

    row: np.ndarray
    same_event: Coded
    confirmed: np.ndarray


@dataclass(frozen=True, eq=False)
class SharedTexts:
    """Folded texts that many incidents share (names of actors and places, articles): `rows[i]` has `text[i]`."""

    texts: pa.ChunkedArray
    rows: np.ndarray
    text: np.ndarray


@dataclass(frozen=True, eq=False)
class SearchTexts:
    """Folded text: what each incident says itself, and what it shares with others.

    Shared are names of actors, names of places, articles, and words (publishers, what actors are called); the first two
    are numbered as `Statements.actor.values` and `Incidents.place.values`, articles as `Index.articles`.
    """

    own: pa.ChunkedArray
    shared: tuple[SharedTexts, ...]


@dataclass(frozen=True, eq=False)
class Articles:
    """Which articles are held, who published each, and its marking or ""; positions are those of their texts."""

    ids: pa.ChunkedArray
    publishers: pa.ChunkedArray
    markings: pa.ChunkedArray


@dataclass(frozen=True, eq=False)
class Places:
    """What is said of each place; positions are those of `Incidents.place.values`."""

    name: tuple[str, ...]
    name_ar: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Index:
    """One consistent state of all that can be seen; `state` is the number of the store's latest revision in it.

    `store` is what it follows, to be asked for the snapshots kept there; None for what follows nothing.
    """

    state: int
    incidents: Incidents
    statements: Statements
    figures: Figures
    citations: Citations
    same_events: SameEvents
    texts: SearchTexts
    places: Places
    articles: Articles
    actors: Mapping[str, Actor]
    links: tuple[ActorLink, ...]
    store: Store | None = None
