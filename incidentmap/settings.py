"""The choices a person makes outside the program, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from incidentmap.errors import IncidentMapError

PROJECT = Path(__file__).resolve().parent.parent
SEEDS = PROJECT / "seeds"
GEODATA = PROJECT / "geodata"

_SWITCH = {"on": True, "1": True, "true": True, "off": False, "0": False, "false": False, "": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the database lives, whether the network may be used, and who is working: a name, or the header in which a
    trusted proxy gives it; "" where nobody said.
    """

    home: Path
    database_url: str
    network: bool
    analyst: str
    analyst_header: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the ``INCIDENTMAP_*`` variables; raise `IncidentMapError` for a value that is not understood."""
        home = Path(environment.get("INCIDENTMAP_HOME") or "var").expanduser().absolute()
        network = environment.get("INCIDENTMAP_NETWORK", "off").strip().lower()
        if network not in _SWITCH:
            raise IncidentMapError(f"INCIDENTMAP_NETWORK: {network!r} is not understood; write on or off")
        return cls(
            home=home,
            database_url=environment.get("INCIDENTMAP_DATABASE_URL") or f"sqlite:///{home / 'incidents.sqlite'}",
            network=_SWITCH[network],
            analyst=environment.get("INCIDENTMAP_ANALYST", "").strip(),
            analyst_header=environment.get("INCIDENTMAP_ANALYST_HEADER", "").strip(),
        )
