"""What the chosen actors have to do with an incident."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """They did it, were hit, or either."""

    EITHER = "either"
    DID_IT = "did_it"
    WAS_HIT = "was_hit"


ROLES = {Role.EITHER: "did it or was hit", Role.DID_IT: "did it", Role.WAS_HIT: "was hit"}
