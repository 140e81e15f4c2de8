"""All incidents as narrow, typed tables, read once for each state of the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property

import numpy as np
import pandas as pd

from incidentmap.model import Actor, ActorLink
from incidentmap.model.vocabulary import LIVE, Status
from incidentmap.select.choices import Role
from incidentmap.select.texts import Texts


class Kind(IntEnum):
    """What becomes of an incident before any filter; each is of exactly one kind."""

    GONE = 0
    IN_REVIEW = 1
    ON_MAP = 2
    ON_AREAS = 3
    UNPLACED = 4


@dataclass(frozen=True)
class Frames:
    """The incidents in time order, and what is said of them by row number; `state` is the store's when they were read.

    Codes are categoricals, blank where not stated. `where_prec` is 0 where an incident is not placed.
    """

    state: int
    incidents: pd.DataFrame
    statements: pd.DataFrame
    casualties: pd.DataFrame
    texts: Texts
    actors: Mapping[str, Actor]
    links: tuple[ActorLink, ...]

    @cached_property
    def kinds(self) -> np.ndarray:
        """Give the `Kind` of each incident."""
        of_precision = np.array([Kind.UNPLACED, *[Kind.ON_MAP] * 4, *[Kind.ON_AREAS] * 2, Kind.ON_MAP], np.int32)
        kinds: np.ndarray = of_precision[self.incidents["where_prec"].to_numpy()]
        status = self.incidents["status"]
        kinds[(status == Status.DRAFT).to_numpy()] = Kind.IN_REVIEW
        kinds[(~status.isin(LIVE)).to_numpy()] = Kind.GONE
        return kinds

    @cached_property
    def window(self) -> tuple[np.ndarray, np.ndarray]:
        """Give the first and the last day each incident counts at; one with an open start counts at its last."""
        latest = self.incidents["date_latest"]
        return self.incidents["date_earliest"].fillna(latest).to_numpy(), latest.to_numpy()

    @cached_property
    def did_it(self) -> np.ndarray:
        """Tell which statements say who did it; the others say who was hit."""
        return (self.statements["role"] == Role.DID_IT).to_numpy()

    @property
    def latest(self) -> date | None:
        """Give the latest date of what can be shown; None if there is nothing."""
        dates = self.incidents["date_latest"].to_numpy()[self.kinds >= Kind.ON_MAP]
        # in time order, so the last is the latest
        return dates[-1].astype("datetime64[D]").item() if len(dates) else None

    @property
    def earliest(self) -> date | None:
        """Give the earliest day that anything counts at; None if there is nothing."""
        days = self.window[0]
        return days.min().astype("datetime64[D]").item() if len(days) else None
