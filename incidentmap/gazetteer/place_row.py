"""One row of the gazetteer while it is built."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import pi, sqrt

GEONAMES_LICENCE = "CC BY 4.0"
PUBLIC_DOMAIN = "public domain"
_PEOPLE_PER_KM2 = 5_000
_TOWN_KM = (5.0, 25.0)  # two sources put one small town up to 5 km apart


@dataclass
class PlaceRow:
    """A place as it is written: degrees WGS 84, radius in km.

    `also` holds names it is found by but not shown with, `codes` what is never folded, `outline` its border as WKB.
    """

    place_id: str
    name: str
    kind: str
    radius_km: float
    source: str
    licence: str
    country_code: str = ""
    admin1: str = ""
    admin2: str = ""
    latitude: float | None = None
    longitude: float | None = None
    label_latitude: float | None = None
    label_longitude: float | None = None
    name_ar: str = ""
    population: int = 0
    verified: str = ""
    aliases: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    outline: bytes = b""

    @property
    def names(self) -> list[str]:
        """Every name it is found by, once."""
        return list(dict.fromkeys(filter(None, (self.name, self.name_ar, *self.aliases, *self.also))))


def is_arabic(name: str) -> bool:
    """Tell whether a name is in Arabic script."""
    return any("\u0600" <= letter <= "\u06ff" for letter in name)


def is_readable(name: str) -> bool:
    """Tell whether a name is in Latin or Arabic script and no machine's romanisation (those are all in lower case)."""
    if is_arabic(name):
        return not any(letter.isascii() and letter.isalpha() for letter in name)
    return all(ord(letter) < 0x250 or not letter.isalpha() or 0x1E00 <= ord(letter) < 0x1F00 for letter in name) and (
        name != name.lower()
    )


def town_radius(population: int) -> float:
    """Give the radius in km of a disc on which so many people live, within what towns may be; 0 people: not known."""
    low, high = _TOWN_KM
    return round(min(high, max(low, sqrt(population / _PEOPLE_PER_KM2 / pi))), 1)
