"""What the record says around a name, as the gazetteer's codes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from incidentmap.gazetteer.lookup import Entry, Gazetteer
from incidentmap.gazetteer.stated_areas import (
    country_code,
    district_codes,
    governorate_code,
    is_called_so,
    is_stated,
    iso_name,
)

_WIDER = ("country", "admin1", "sea")  # than a district: that one of them bears the name refutes no town elsewhere
_REMEMBERED = 2_000  # a table states few areas, and each of them often


class Context(NamedTuple):
    """What the record says around the name: codes; "" where it does not say, or what it says is not known.

    `unknown` tells in sentences what is not known, or may be several districts; `read_as` what is not written as it is
    called: "Iraqq". A district that nobody lists stays as it is written.
    """

    country: str = ""
    admin1: str = ""
    admin2: str = ""
    unknown: tuple[str, ...] = ()
    read_as: tuple[str, ...] = ()


@lru_cache(maxsize=_REMEMBERED)
def context_of(gazetteer: Gazetteer, country: str = "", admin1: str = "", admin2: str = "") -> Context:
    """Turn names or codes into the gazetteer's codes; what it does not know is told, and left out.

    A country that the gazetteer does not hold keeps its ISO 3166-1 code: nothing fits it.
    """
    unknown = []
    code = country_code(gazetteer, country) if is_stated(country) else ""
    if is_stated(country) and not code:
        unknown.append(f"the country that is stated is not known: {country.strip()}")
    elif code and gazetteer.country(code) is None:
        unknown.append(f"the gazetteer holds no places of {iso_name(code)}")
    read_as = _country_read(gazetteer, country, code)
    first = governorate_code(gazetteer, admin1, code) if is_stated(admin1) else ""
    if is_stated(admin1) and not first:
        unknown.append(f"the governorate that is stated is not known: {admin1.strip()}")
    area = gazetteer.admin1(first)
    if area and (not code or admin1.strip().upper() != first):  # none was stated, or Israel for Gaza
        code = area.country_code
    districts = district_codes(gazetteer, admin2, code, first) if is_stated(admin2) else []
    if len(districts) > 1:
        unknown.append(f"the district that is stated may be {_listed(gazetteer, districts)}")
        return Context(code, first, "", tuple(unknown), read_as)
    district = districts[0] if districts else admin2.strip() * is_stated(admin2)
    return Context(code, first, district, tuple(unknown), read_as)


def _country_read(gazetteer: Gazetteer, written: str, code: str) -> tuple[str, ...]:
    if not code or is_called_so(gazetteer, written):
        return ()
    country = gazetteer.country(code)
    return (
        f"the country that is stated, “{written.strip()}”, is read as {country.name if country else iso_name(code)}",
    )


def _listed(gazetteer: Gazetteer, districts: Iterable[str]) -> str:
    """Name districts of one name with what holds each of them."""
    found = [place for code in districts if (place := gazetteer.place(f"admin2:{code}"))]
    held = [(each, gazetteer.admin1(each.admin1) or gazetteer.country(each.country_code)) for each in found]
    return " or ".join(f"{each.name} in {holder.name}" if holder else each.name for each, holder in held)


def within(entries: Iterable[Entry], context: Context) -> list[Entry]:
    """Keep what lies in the stated country, governorate and, where any may, district; seas lie in none.

    What is filed under no district may lie in the stated one: it is not refuted.
    """
    kept = list(entries)
    if context.country:
        kept = [entry for entry in kept if entry.country_code in ("", context.country)]
    if context.admin1:
        kept = [entry for entry in kept if entry.admin1 in ("", context.admin1)]
    if context.admin2:
        fitting = [entry for entry in kept if entry.admin2 in ("", context.admin2)]
        kept = fitting if any(entry.kind not in _WIDER for entry in fitting) else kept
    return kept
