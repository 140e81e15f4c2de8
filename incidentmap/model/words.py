"""The vocabulary in words: what a screen or a printed page says for codes, dates and figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, TypeGuard

from incidentmap.model import nations
from incidentmap.model import vocabulary as v
from incidentmap.model.incident import Incident
from incidentmap.model.place import Placement
from incidentmap.model.sourcing import Attribution, Casualties

CATEGORY = {v.Category.STRIKE: "Strike", v.Category.ATTACK: "Attack", v.Category.OTHER: "Other"}

WHERE_PREC = {
    v.WherePrec.EXACT: "exact site",
    v.WherePrec.NEAR: "near a named place, or a town",
    v.WherePrec.DISTRICT: "district",
    v.WherePrec.GOVERNORATE: "governorate",
    v.WherePrec.VAGUE_AREA: "larger or vague area",
    v.WherePrec.COUNTRY: "country only",
    v.WherePrec.SEA_OR_AIR: "sea or airspace",
}

METHOD = {
    v.PlacementMethod.SITE: "a site of the list",
    v.PlacementMethod.TOWN: "a town",
    v.PlacementMethod.DISTRICT: "a district",
    v.PlacementMethod.GOVERNORATE: "a governorate",
    v.PlacementMethod.COUNTRY: "a country",
    v.PlacementMethod.SEA: "a sea",
    v.PlacementMethod.COORDINATES: "the coordinates in the words",
    v.PlacementMethod.ALIAS: "a name learned here",
    v.PlacementMethod.NEAR: "near the place named",
    v.PlacementMethod.AREA: "the area about the place named",
    v.PlacementMethod.DIRECTION: "off the place named, in the direction said",
    v.PlacementMethod.PART: "the part of an area that is named",
    v.PlacementMethod.SEVERAL: "the area that holds all places named",
    v.PlacementMethod.ONE_OF: "the area that holds all places the words may mean",
    v.PlacementMethod.CHOSEN: "chosen by a person among what the words may mean",
    v.PlacementMethod.POINT: "a point that a person gave",
}

PLACE_RELATION = {
    v.PlaceRelation.AT: "at it",
    v.PlaceRelation.NEAR: "near it",
    v.PlaceRelation.AREA: "in the area around it",
    v.PlaceRelation.DISTRICT: "in its district",
    v.PlaceRelation.DIRECTION: "off it, in a direction",
    v.PlaceRelation.SEVERAL: "at several places",
}

OF = {
    v.CasualtiesOf.ATTACKERS: "of the attacking side",
    v.CasualtiesOf.TARGETS: "of the side that was hit",
    v.CasualtiesOf.CIVILIANS: "civilians",
    v.CasualtiesOf.PARTNERS: "partner forces",
    v.CasualtiesOf.UNKNOWN: "side not told apart",
    v.CasualtiesOf.ALL: "all sides in one figure",
}

MEASURE = {
    v.Measure.KILLED: "killed",
    v.Measure.INJURED: "injured",
    v.Measure.TBI: "traumatic brain injury",
}

BASIS = {
    v.AttributionBasis.CLAIMED: "claimed by itself",
    v.AttributionBasis.OFFICIAL: "said by a government or its forces",
    v.AttributionBasis.ASSESSED: "assessed by a monitor or service",
    v.AttributionBasis.REPORTED: "reported by media",
    v.AttributionBasis.INFERRED: "inferred; nobody said it",
}

RELIABILITY = {
    v.Reliability.A: "completely reliable",
    v.Reliability.B: "usually reliable",
    v.Reliability.C: "fairly reliable",
    v.Reliability.D: "not usually reliable",
    v.Reliability.E: "unreliable",
    v.Reliability.F: "reliability cannot be judged",
}

CREDIBILITY = {
    v.Credibility.CONFIRMED: "confirmed by other sources",
    v.Credibility.PROBABLY_TRUE: "probably true",
    v.Credibility.POSSIBLY_TRUE: "possibly true",
    v.Credibility.DOUBTFUL: "doubtful",
    v.Credibility.IMPROBABLE: "improbable",
    v.Credibility.CANNOT_BE_JUDGED: "truth cannot be judged",
}


STATUS = {v.Status.DRAFT: "in review"}

WEAPON_CLASS = {v.WeaponClass.IED: "IED", v.WeaponClass.MORTAR_ARTILLERY: "mortar or artillery"}

_PLAIN = {"draft": "In review", "ied": "IED", "tlp": "TLP", "mortar_artillery": "Mortar or artillery"}
_WORDS: dict[type[Enum], Mapping[Any, str]] = {
    v.WherePrec: WHERE_PREC,
    v.PlacementMethod: METHOD,
    v.CasualtiesOf: OF,
    v.PlaceRelation: PLACE_RELATION,
    v.Measure: MEASURE,
    v.AttributionBasis: BASIS,
    v.Reliability: RELIABILITY,
    v.Credibility: CREDIBILITY,
    v.Status: STATUS,
    v.WeaponClass: WEAPON_CLASS,
}


def plain(code: str) -> str:
    """Write a code as a person would: partly_intercepted becomes Partly intercepted."""
    return _PLAIN.get(code) or code.replace("_", " ").capitalize()


def of_member(member: Enum) -> str:
    """Say a member of an enumeration within a sentence: partly intercepted, near a named place, or a town."""
    return _WORDS.get(type(member), {}).get(member) or str(member.value).replace("_", " ")


def of_code(kind: type[Enum], code: object) -> str:
    """Say a code of an enumeration; one that it does not have stays as it is."""
    try:
        return of_member(kind(code))
    except ValueError:
        return str(code)


def day(value: date) -> str:
    """Write a date without the doubt over what comes first: 8 Nov 2023."""
    return f"{value.day} {value:%b %Y}"


def month(value: date) -> str:
    """Write the month of a date: Nov 2023."""
    return f"{value:%b} {value.year}"


def dates(earliest: date | None, latest: date) -> str:
    """Write a range of days; an open start is "on or before"."""
    if earliest is None:
        return f"on or before {day(latest)}"
    if earliest == latest:
        return day(latest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{day(latest)}"
    return f"{day(earliest)} – {day(latest)}"


def when(incident: Incident) -> str:
    """Write when an incident happened, as well as that is known."""
    return dates(incident.date_earliest, incident.date_latest)


def span_of(low: int | None, high: int | None) -> str:
    """Write a range of figures; one open end is "at least" or "up to"."""
    if low is None and high is None:
        return "number not stated"
    if high is None:
        return f"at least {low}"
    if low is None:
        return f"up to {high}"
    return str(low) if low == high else f"{low}–{high}"


def figure(casualties: Casualties) -> str:
    """Write one figure: none, a number, a range, or casualties without a number; 3 Americans where that is said."""
    if casualties.stated is not v.Stated.NUMBER:
        return _with_nation(_WITHOUT_NUMBER[casualties.stated], casualties.nationality)
    best, (low, high) = casualties.best, casualties.bounds
    said = _with_nation(span_of(low, high), casualties.nationality, high if low == high else None)
    return said if best is None or best == low == high else f"{said}, best {best}"


_WITHOUT_NUMBER = {v.Stated.NONE: "none", v.Stated.UNSPECIFIED: "some, number not stated"}
_OF_NATION = {"none": "no {}", "some, number not stated": "some {}, number not stated"}


def _with_nation(span: str, code: str, number: int | None = None) -> str:
    """Name whose nation they were, where that is said; `number` is theirs where it is one."""
    return _OF_NATION.get(span, f"{span} {{}}").format(nations.of_people(code, number)) if code else span


def side_and_figure(casualties: Casualties) -> str:
    """Write one figure with what it counts: killed, civilians: 3–5."""
    return f"{MEASURE[casualties.measure]}, {OF[casualties.of]}: {figure(casualties)}"


def statement(said: Attribution, who: str) -> str:
    """Write one statement in short: who, and how that is known."""
    denied = "denied: not " if said.stance is v.Stance.DENIES else ""
    return f"{denied}{who}, {plain(said.basis).lower()}"


def spread(figures: Sequence[Casualties]) -> str:
    """Write the span of rival figures for one measure, side and nation, lowest to highest; they are never added.

    None, a number and casualties without a number stay apart, as they do in each figure.
    """
    stated = [each for each in figures if each.stated is not v.Stated.UNSPECIFIED]
    if not stated:
        return figure(figures[0])
    nation = figures[0].nationality
    or_some = ", or some, number not stated" if len(stated) < len(figures) else ""
    if all(each.stated is v.Stated.NONE for each in stated):
        return _with_nation("none", nation) + or_some
    low, high = range_of(each.bounds for each in stated)
    return _with_nation(span_of(low, high), nation, high if low == high else None) + or_some


def spreads(figures: Sequence[Casualties]) -> str:
    """Write figures of one measure and side: rivals as a span, and each nation for itself, as they are no rivals."""
    codes = sorted({each.nationality for each in figures}, key=lambda code: (code == "", nations.people(code)))
    said = {code: spread([each for each in figures if each.nationality == code]) for code in codes}
    if len(said) > 1 and "" in said:
        said[""] = f"{said['']}, {nations.NOT_SAID}"
    return "; ".join(said.values())


def range_of(bounds: Iterable[tuple[int | None, int | None]]) -> tuple[int | None, int | None]:
    """Give the range that holds each of several; an end that is open in one is open in all."""
    lows, highs = zip(*bounds, strict=True)
    return (None if None in lows else min(filter(_given, lows))), (
        None if None in highs else max(filter(_given, highs))
    )


def _given(number: int | None) -> TypeGuard[int]:
    return number is not None


def admiralty(reliability: v.Reliability | None, credibility: v.Credibility | None) -> str:
    """Write both halves of the Admiralty code apart, with their meaning; "" where neither is graded."""
    source = f"source {reliability.value}: {RELIABILITY[reliability]}" if reliability else ""
    information = f"information {credibility.value}: {CREDIBILITY[credibility]}" if credibility else ""
    return "; ".join(filter(None, (source, information)))


def placed(placement: Placement) -> str:
    """Say how well an incident was placed and how that is known; the name of the place stands before it."""
    if placement.where_prec is None:
        return f"not placed: {placement.reason}"
    if placement.latitude is None:
        extent = "no point is drawn"
    elif placement.uncertainty_km is None:
        extent = "how near is not known"
    else:
        extent = f"within {placement.uncertainty_km:g} km"
    extent = f"{extent} ({WHERE_PREC[placement.where_prec]})"
    extent += ", only the area stated around the words" if placement.fell_back else ""
    return f"{extent}; {f'chosen by {placement.decided_by}' if placement.decided_by else placement.geocoder}"
