"""Countries, governorates and districts as people and data sets write them, turned into the gazetteer's codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from incidentmap.gazetteer.kind_words import cut_kind
from incidentmap.gazetteer.lookup import Entry, Gazetteer
from incidentmap.text.folding import fold_light
from incidentmap.text.search_keys import keys, skeleton

_NOTHING = frozenset(
    {"unknown", "unk", "n a", "na", "nan", "none", "null", "nil", "not stated", "not known", "not specified"}
    | {"unspecified", "undisclosed", "undetermined", "tbd", "tbc", "various", "multiple", "other", "غير معروف", "مجهول"}
)
_ASIDE = re.compile(r"\(([^()]*)\)")
_AROUND = re.compile(r"^(?:(?:in|inside|within|the)\s+)+", re.IGNORECASE)
_PART = re.compile(r"^(?:(?:(?:north|south)[ -]?(?:east|west)?|east|west|central)(?:ern)?\s+)+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:in\s+)?(?:the\s+)?", re.IGNORECASE)
_ISO_AREA = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")
# Areas that UCDP and ACLED file under another country.
_FILED_UNDER = {"PS": "IL"}


def is_stated(written: str) -> bool:
    """Tell whether a cell states anything: "Unknown", "N/A" and a dash do not."""
    light = fold_light(written)
    return bool(light) and light not in _NOTHING


def country_code(gazetteer: Gazetteer, written: str) -> str:
    """Give the ISO 3166-1 code of a country, by any code or name, or of the area of one; "" if it is not known."""
    readings = dict.fromkeys(reading for reading in _readings(written) if reading)
    known = (*_OF_COUNTRIES, _country_of_area, _country_of_part)
    return next((code for reading in readings for look_up in known if (code := look_up(gazetteer, reading))), "")


def is_called_so(gazetteer: Gazetteer, written: str) -> bool:
    """Tell whether a cell is a name or code of a country as it is written, with no more around it than "in the"."""
    names = dict.fromkeys((written.strip(), _AROUND.sub("", written.strip())))
    return any(_named_country(gazetteer, name) or _iso_country(gazetteer, name) for name in names)


def governorate_code(gazetteer: Gazetteer, written: str, country: str) -> str:
    """Give the ISO 3166-2 code of a governorate, by code or name; "" if none or several are meant.

    Within a country the consonants are enough where only one governorate has them. A code of a country that the
    gazetteer does not hold stays as it is.
    """
    upper = written.strip().upper()
    if gazetteer.place(f"admin1:{upper}"):
        return upper
    if (code := _ISO_AREA.fullmatch(upper)) and gazetteer.country(code[1]) is None:
        return upper
    countries = [country, *(held for held, by in _FILED_UNDER.items() if by == country)] if country else []
    for reading in dict.fromkeys((written, _ARTICLE.sub("", written))):
        if found := _best(reading, _areas(gazetteer, _asked(reading), "admin1", countries)):
            return found
    bones = skeleton(cut_kind(written)[0])
    alike = {entry.admin1 for entry in _areas(gazetteer, (bones,), "admin1", countries)} if country and bones else set()
    return alike.pop() if len(alike) == 1 else ""


def district_codes(gazetteer: Gazetteer, written: str, country: str, admin1: str) -> list[str]:
    """List the codes of the districts that a code or name fits best: several where they share it."""
    upper = written.strip().upper()
    if gazetteer.place(f"admin2:{upper}"):
        return [upper]
    found = _areas(gazetteer, _asked(written), "admin2", [country] if country else [])
    return _nearest(written, [entry for entry in found if admin1 in ("", entry.admin1)])


def _readings(written: str) -> Iterable[str]:
    """Read a cell as it is, then without what stands around a name: "in Syria", "Tikrit, Iraq", "X (Y)"."""
    bare = _ASIDE.sub(" ", written).strip()
    yield from (written.strip(), bare, _AROUND.sub("", bare))
    yield re.split("[,،]", bare)[-1].strip()
    yield from _ASIDE.findall(written)


def _named_country(gazetteer: Gazetteer, name: str) -> str:
    return _one_country(gazetteer, (fold_light(name),))


def _spelled_country(gazetteer: Gazetteer, name: str) -> str:
    """Take another spelling of a name; codes come before, as CRI is no spelling of KRI."""
    return _one_country(gazetteer, keys(name))


def _one_country(gazetteer: Gazetteer, asked: Iterable[str]) -> str:
    codes = {entry.country_code for entry in gazetteer.named(asked) if entry.kind == "country"}
    return codes.pop() if len(codes) == 1 else ""


def _iso_country(_: Gazetteer, name: str) -> str:
    """Look a country up in ISO 3166-1, also where the gazetteer does not hold it; spreadsheets cut leading zeros."""
    light = fold_light(name)
    return _iso_names().get(light.zfill(3) if light.isdecimal() else light, "")


def iso_name(code: str) -> str:
    """Give the short name of a country in ISO 3166-1, else its code."""
    import pycountry  # only for what the gazetteer does not hold

    found = pycountry.countries.get(alpha_2=code)
    return str(getattr(found, "common_name", found.name)) if found else code


@lru_cache(maxsize=1)
def _iso_names() -> dict[str, str]:
    import pycountry

    kept = ("alpha_2", "alpha_3", "numeric", "name", "official_name", "common_name")
    return {
        fold_light(text): country.alpha_2
        for country in pycountry.countries
        for text in (getattr(country, field, "") for field in kept)
        if text
    }


_OF_COUNTRIES = (_named_country, _iso_country, _spelled_country)


def _country_of_area(gazetteer: Gazetteer, name: str) -> str:
    """Take the country of a governorate, unless the name begins that of an area of another: Kurdistan."""
    light = fold_light(name)
    if not light:
        return ""
    named = _areas(gazetteer, (light,), "admin1", [])
    longer = [entry for entry in gazetteer.beginning(light) if entry.kind in ("admin1", "country")]
    codes = {entry.country_code for entry in (*named, *longer)} if named else set()
    return codes.pop() if len(codes) == 1 else ""


def _country_of_part(gazetteer: Gazetteer, name: str) -> str:
    """Take the country of "Northeast Syria", if the gazetteer holds it: Northern Ireland is no part of Ireland."""
    whole = _PART.sub("", name)
    looked_up = (look_up(gazetteer, whole) for look_up in _OF_COUNTRIES) if whole != name else ()
    code = next((code for code in looked_up if gazetteer.country(code)), "")
    shared = any(area.country_code != code for area in _areas(gazetteer, (fold_light(whole),), "admin1", []))
    return "" if shared else code  # Western Kurdistan is not in Iraq


def _asked(written: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((fold_light(written), *keys(cut_kind(written)[0]))))


def _areas(gazetteer: Gazetteer, asked: Iterable[str], kind: str, countries: list[str]) -> list[Entry]:
    found = (entry for entry in gazetteer.named(asked) if entry.kind == kind)
    return [entry for entry in found if not countries or entry.country_code in countries]


def _best(written: str, found: list[Entry]) -> str:
    """Take the area whose name is nearest to what is written; "" where that holds for several."""
    codes = _nearest(written, found)
    return codes[0] if len(codes) == 1 else ""


def _nearest(written: str, found: list[Entry]) -> list[str]:
    apart = [(_distance(written, entry), _code(entry)) for entry in found]
    nearest = min((distance for distance, _ in apart), default=None)
    return sorted({code for distance, code in apart if distance == nearest})


def _distance(written: str, entry: Entry) -> tuple[bool, bool, int]:
    light = fold_light(written)
    return entry.key != light, fold_light(entry.name) not in (light, cut_kind(written)[0]), entry.core


def _code(entry: Entry) -> str:
    return entry.place_id.partition(":")[2]
