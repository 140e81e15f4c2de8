"""The choices a person makes outside the program, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from incidentmap.errors import IncidentMapError

PROJECT = Path(__file__).resolve().parent.parent
SEEDS = PROJECT / "seeds"
GEODATA = PROJECT / "geodata"
BROWSER_COOKIE = "incidentmap_browser"  # tells one browser from another, and nothing else

_SWITCH = {"on": True, "1": True, "true": True, "off": False, "0": False, "false": False, "": False}
# The online geocoders that can be asked, and their public server; None: there is none without a key.
GEOCODERS = {
    "nominatim": "https://nominatim.openstreetmap.org",
    "photon": "https://photon.komoot.io",
    "pelias": None,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the database lives, whether the network may be used, who is working (a name, or the header in which a
    trusted proxy gives it), and which online geocoder may be asked, at which address; "" where nobody said.
    """

    home: Path
    database_url: str
    network: bool
    analyst: str
    analyst_header: str
    geocoder: str = ""
    geocoder_url: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the ``INCIDENTMAP_*`` variables; raise `IncidentMapError` for a value that is not understood."""
        home = Path(environment.get("INCIDENTMAP_HOME") or "var").expanduser().absolute()
        network = environment.get("INCIDENTMAP_NETWORK", "off").strip().lower()
        if network not in _SWITCH:
            raise IncidentMapError(f"INCIDENTMAP_NETWORK: {network!r} is not understood; write on or off")
        geocoder, geocoder_url = _geocoder(environment)
        return cls(
            home=home,
            database_url=environment.get("INCIDENTMAP_DATABASE_URL") or file_address(home / "incidents.sqlite"),
            network=_SWITCH[network],
            analyst=environment.get("INCIDENTMAP_ANALYST", "").strip(),
            analyst_header=environment.get("INCIDENTMAP_ANALYST_HEADER", "").strip(),
            geocoder=geocoder,
            geocoder_url=geocoder_url,
        )


def file_address(path: Path) -> str:
    """Write a path as the address of a database: what means something in an address is quoted."""
    return f"sqlite:///{quote(str(path), safe='/:')}"


def _geocoder(environment: Mapping[str, str]) -> tuple[str, str]:
    """Read which service to ask and where; an address alone is a Nominatim's."""
    address = environment.get("INCIDENTMAP_GEOCODER_URL", "").strip().rstrip("/")
    service = environment.get("INCIDENTMAP_GEOCODER", "").strip().lower() or ("nominatim" if address else "")
    if not service:
        return "", ""
    if service not in GEOCODERS:
        raise IncidentMapError(
            f"INCIDENTMAP_GEOCODER: {service!r} is not known; write {', '.join(GEOCODERS)} or nothing"
        )
    address = address or GEOCODERS[service] or ""
    if not address:
        raise IncidentMapError(f"INCIDENTMAP_GEOCODER: {service} has no public server; set INCIDENTMAP_GEOCODER_URL")
    return service, _checked(address)


def _checked(address: str) -> str:
    """Refuse what is no plain address; a password in it would be shown in messages."""
    try:
        parts = urlsplit(address)
        more = parts.username or parts.query or parts.fragment or parts.port == 0
    except ValueError:  # a port that is no number
        parts, more = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not parts.hostname or more:
        raise IncidentMapError(
            "INCIDENTMAP_GEOCODER_URL: is no plain address of a server; write it like http://localhost:8080"
        )
    return address
