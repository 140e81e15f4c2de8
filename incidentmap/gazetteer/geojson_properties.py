"""What the properties of a boundary tell, in the manners of OCHA, geoBoundaries, GADM, Natural Earth and OpenStreetMap.

Keys are in lower case, values are text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from incidentmap.gazetteer.context import context_of
from incidentmap.gazetteer.user_places import ExistingPlaces, Refused

Properties = Mapping[str, str]

_NAMES = (
    r"name(?:_[a-z]{2,3})?|shapename|admin%s?name(?:_[a-z]{2})?|(?:var|nl_)?name_%s"
    r"|adm%s_(?:[a-z]{2}\d?|ref|name|alt\w*)"
)
_COUNTRY = ("adm0_pcode", "iso_a2", "shapegroup", "adm0_a3", "gid_0", "country_code", "country", "adm0_en", "name_0")
_GOVERNORATE = ("adm1_en", "adm1_pcode", "name_1", "adm1_ar", "adm1_ref")
_OSM_LEVELS = {"4": 1, "5": 2, "6": 2}
_ISO = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9_.:@+/-]+")
_LONGEST_CODE = 60


def level_of(properties: Properties) -> int:
    """Tell whether it is a governorate (1) or a district (2); raise `Refused` for anything else."""
    kind = re.fullmatch(r"ADM(\d)", properties.get("shapetype", "").upper())
    marked = [
        n
        for n in range(1, 6)
        if any(key.format(n) in properties for key in ("adm{}_pcode", "adm{}_en", "gid_{}", "name_{}"))
    ]
    level = int(kind[1]) if kind else max(marked, default=_OSM_LEVELS.get(properties.get("admin_level", ""), 0))
    level = level or int(bool(iso_of(properties)))
    if level == 0:
        raise Refused(
            "properties", ", ".join(properties), "tell no level: ADM1_PCODE, ADM2_PCODE, shapeType or admin_level"
        )
    if level > 2:
        raise Refused(
            "properties", ", ".join(properties), f"are of level {level}; governorates and districts are taken"
        )
    return level


def names_of(properties: Properties, level: int) -> list[str]:
    """List the names of the area itself, in every language, once; raise `Refused` if there is none."""
    pattern = re.compile(_NAMES % ((level,) * 3))
    names = list(dict.fromkeys(value for key, value in properties.items() if value and pattern.fullmatch(key)))
    if not names:
        raise Refused("properties", ", ".join(properties), "hold no name")
    return names


def iso_of(properties: Properties) -> str:
    """Give the ISO 3166-2 code, "" where none is told."""
    given = (properties.get(key, "") for key in ("shapeiso", "iso_3166_2", "iso3166-2"))
    return next((code for code in given if _ISO.fullmatch(code)), "")


def code_of(properties: Properties, level: int, around: str) -> tuple[str, bool]:
    """Give a code for the area, and whether it is one that people write; raise `Refused` if none can be made.

    A name alone makes one with the code of what is `around`: districts of one name stand in several governorates.
    """
    public = (iso_of(properties) if level == 1 else "") or properties.get(f"adm{level}_pcode", "")
    given = public or properties.get(f"gid_{level}") or properties.get("shapeid") or _named(properties, level, around)
    code = _NOT_IN_AN_ID.sub("-", given).strip("-")[:_LONGEST_CODE]
    if not code[:1].isalnum():
        raise Refused("code", given, "cannot be made an id; give the feature a code such as ADM1_PCODE")
    return code, bool(public)


def _named(properties: Properties, level: int, around: str) -> str:
    name = names_of(properties, level)[0]
    return f"{around}:{name}" if _NOT_IN_AN_ID.sub("", name).strip("-") else name


def within(properties: Properties, existing: ExistingPlaces, inside: tuple[float, float]) -> tuple[str, str]:
    """Tell country and governorate (codes): as the properties name them, else as drawn around a point of the area."""
    gazetteer = existing.gazetteer
    drawn = gazetteer.admin1(existing.admin1_at(*inside))
    codes = (context_of(gazetteer, properties[key]).country for key in _COUNTRY if properties.get(key))
    country = next(filter(gazetteer.country, (*codes, iso_of(properties)[:2])), "") or (
        drawn.country_code if drawn else ""
    )
    if not country:
        raise Refused(
            "country", properties.get("adm0_pcode", ""), "is not told (ADM0_PCODE, shapeGroup, iso_a2) and not drawn"
        )
    stated = (context_of(gazetteer, country, properties[key]).admin1 for key in _GOVERNORATE if properties.get(key))
    governorate = next(filter(gazetteer.admin1, stated), "")
    return country, governorate or (drawn.admin1 if drawn and drawn.country_code == country else "")
