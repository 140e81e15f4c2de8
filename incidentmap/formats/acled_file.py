"""The shape of ACLED's event files, and what its codes mean; a value that ACLED has no code for is left blank.

As in ACLED's codebook: `time_precision` 1 is the day, 2 the week, 3 the month; `geo_precision` 1 is the exact place,
2 a part of a region or near a town, 3 a larger region. Neither has a code for what is known less well, nor for the sea.
"""

from __future__ import annotations

from collections.abc import Mapping

from incidentmap.model.vocabulary import EventType, TimePrecision, WherePrec

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

GEO_PRECISION: Mapping[WherePrec, int] = {
    WherePrec.EXACT: 1,
    WherePrec.NEAR: 2,
    WherePrec.DISTRICT: 3,
    WherePrec.GOVERNORATE: 3,
}
TIME_PRECISION: Mapping[TimePrecision, int] = {TimePrecision.DAY: 1, TimePrecision.WEEK: 2, TimePrecision.MONTH: 3}
LONGEST: Mapping[int, int] = {1: 1, 2: 7, 3: 31}  # days that a code of `time_precision` may stand for

_EXPLOSIONS, _DEVELOPMENTS = "Explosions/Remote violence", "Strategic developments"
# Without ATTACK, as ACLED's is one on civilians and ours need not be, and without OTHER, which may be anything.
EVENT_TYPE: Mapping[EventType, str] = {
    EventType.ARMED_CLASH: "Battles",
    EventType.AIR_DRONE_STRIKE: _EXPLOSIONS,
    EventType.SHELLING: _EXPLOSIONS,
    EventType.REMOTE_EXPLOSIVE: _EXPLOSIONS,
    EventType.SUICIDE_BOMB: _EXPLOSIONS,
    EventType.GRENADE: _EXPLOSIONS,
    EventType.ABDUCTION: "Violence against civilians",
    EventType.DISRUPTED_WEAPONS: _DEVELOPMENTS,
    EventType.BASE_ESTABLISHED: _DEVELOPMENTS,
}


def disorder_type(event_type: EventType) -> str:
    """Give the widest of ACLED's kinds; "" where the type of the event tells none."""
    if event_type is EventType.OTHER:
        return ""
    return _DEVELOPMENTS if EVENT_TYPE.get(event_type) == _DEVELOPMENTS else "Political violence"
