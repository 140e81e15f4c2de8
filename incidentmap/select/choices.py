"""What each filter can be set to, and how the link writes it."""

from __future__ import annotations

from enum import StrEnum

from incidentmap.model import vocabulary as v

NOT_STATED = "not_stated"
UNPLACED = "unplaced"


class Role(StrEnum):
    """What the chosen actors have to do with an incident."""

    EITHER = "either"
    DID_IT = "did_it"
    WAS_HIT = "was_hit"


# In the order of the sidebar, which is also the order in which an excluded incident is charged.
FILTERS = (
    "dates",
    "actors",
    "role",
    "basis",
    "categories",
    "outcomes",
    "event_types",
    "weapons",
    "countries",
    "governorates",
    "precision",
    "casualties",
    "search",
)

# Fields whose options are the same whatever the data; the value, and how the link writes it.
CODES: dict[str, dict[str, str]] = {
    "basis": {basis: basis for basis in v.AttributionBasis},
    "categories": {category: category for category in v.Category},
    "outcomes": {outcome: outcome for outcome in (*v.Outcome, NOT_STATED)},
    # ACLED's sub-events are labels with blanks and slashes; the link writes their member's name.
    "event_types": {kind: kind.name.lower() for kind in v.EventType},
    "weapons": {weapon: weapon for weapon in (*v.WeaponClass, NOT_STATED)},
    "precision": {code: code for code in (*(str(int(precision)) for precision in v.WherePrec), UNPLACED)},
    "casualties": {code: code for code in (f"{measure}:{of}" for measure in v.Measure for of in v.CasualtiesOf)},
}

# Fields whose options are the ids in the data.
IDS = ("actors", "countries", "governorates")
