"""From the words for a place to the footprint they mean, within what the record says of country and governorate."""

from __future__ import annotations

from incidentmap.gazetteer.consistency import contradiction_of
from incidentmap.gazetteer.geodesy import Circle
from incidentmap.geocode import footprints
from incidentmap.geocode.alternatives import find_either
from incidentmap.geocode.border_lines import find_border
from incidentmap.geocode.containment import holders, inside, narrowest
from incidentmap.geocode.coordinates import COORDINATES, Written, point_in
from incidentmap.geocode.description import Mention, mentions
from incidentmap.geocode.enumeration import is_between
from incidentmap.geocode.joined_names import as_between, half_between, town_and_quarter
from incidentmap.geocode.known_elsewhere import Elsewhere, alike_elsewhere, known_elsewhere
from incidentmap.geocode.name_spans import names_but
from incidentmap.geocode.place_query import GeocodeResult, PlaceQuery, readable
from incidentmap.geocode.relation import ambiguous_result, footprint_at, matched
from incidentmap.geocode.several_places import find_known_part, find_several, joins_places, unknown_beside
from incidentmap.geocode.telling import sentences_of, with_reasons
from incidentmap.model.vocabulary import PlaceRelation
from incidentmap.text.entities import unescaped

LONGEST = 2_000  # characters; the longest descriptions of others have some hundreds
_UNKNOWN = "the gazetteer knows no place of these words"
_ALIKE = "what is listed is only spelled much like them"
_OTHERS = "some that are listed are only spelled much like it"


def find(query: PlaceQuery) -> GeocodeResult:
    """Try the names of the words, the inner before the outer; the first one known decides."""
    if (length := len(query.text)) > LONGEST:
        return GeocodeResult(None, reason=f"{length:,} characters are no name of a place; write the place alone")
    return readable(lambda: _told(query), query.text)


def _told(query: PlaceQuery) -> GeocodeResult:
    query = query._replace(text=unescaped(query.text))
    if point := point_in(query.text):
        return with_reasons(query._replace(text=point.rest), _written(query, point))
    return with_reasons(query, _find(query))


def _find(query: PlaceQuery) -> GeocodeResult:
    if border := find_border(query):
        return border
    found = _by_name(query)
    return found if found.footprint or found.note else found._replace(note=unknown_beside(query))


def _by_name(query: PlaceQuery) -> GeocodeResult:
    query = as_between(query) or query
    several = query.relation is PlaceRelation.SEVERAL or is_between(query.text) or joins_places(query)
    if several and (together := find_several(query, None)):
        return together
    found = mentions(query.text)
    if either := find_either(query):
        return either
    around = holders(query, found)
    for mention in (*_whole(query.text), *found):
        answer = query.resolve(mention) if mention.outer else inside(query, mention, around)
        if answer:
            mention, answer = (mention, answer) if mention.outer else narrowest(query, mention, answer, found)
            return ambiguous_result(query, answer, mention) if answer.ambiguous else matched(query, mention, answer)
    return town_and_quarter(query) or find_known_part(query) or _half_way(query) or _suggested(query)


def _half_way(query: PlaceQuery) -> GeocodeResult | None:
    half = half_between(query)
    found = find_known_part(half) if half else None
    return found._replace(note=unknown_beside(half)) if half and found else None


def _suggested(query: PlaceQuery) -> GeocodeResult:
    """Say that nothing was found there, where else these names are known, or what is only spelled much like them."""
    names = list(dict.fromkeys(mention.name for mention in (*_whole(query.text), *mentions(query.text))))
    country = query.context.country if query.context.admin1 else ""  # without one, all of it was looked through
    known = {name: found for name in names if (found := known_elsewhere(name, query, country))}
    told = {**dict.fromkeys(names_but(query.text, known) if known else ()), **_shortest(known)}
    reason = "; ".join(sentences_of(told, query, None)) or _UNKNOWN
    first = next((found.candidates for found in known.values()), ())
    alike = next((listed for name in names if (listed := alike_elsewhere(name, query))), ())
    others = tuple(each for each in alike if each.place_id not in {one.place_id for one in first})
    more = f"; {_OTHERS if first else _ALIKE}" if others else ""
    return GeocodeResult(None, candidates=first + others, reason=f"{reason}{more}")


def _shortest(known: dict[str, Elsewhere]) -> dict[str, Elsewhere]:
    """Tell each place once, by its shortest name: "Mosul", not "near Mosul" as well."""
    by_place = {
        found.places[0].place_id: (name, found) for name, found in sorted(known.items(), key=_length, reverse=True)
    }
    return dict(by_place.values())


def _length(named: tuple[str, Elsewhere]) -> int:
    return len(named[0])


def _whole(text: str) -> list[Mention]:
    """Take a description with a comma as one name first: "Red Sea, north" is one."""
    return [Mention(text)] if "," in text or "،" in text else []


def _written(query: PlaceQuery, point: Written) -> GeocodeResult:
    """Take coordinates that stand in the words, unless they contradict the country or governorate stated."""
    within, circle = query.context, Circle(*point[:3])
    said = f"{point.latitude}, {point.longitude}"
    if contradiction := contradiction_of(circle, within, query.gazetteer):
        return GeocodeResult(None, reason=f"{said} {contradiction}")
    if point_in(point.rest):
        return GeocodeResult(None, reason="more than one point is written; give one")
    place = footprints.point("", circle, within.country, within.admin1, "coordinates in the words")
    mention = next((each for each in mentions(point.rest) if each.relation and each.name == COORDINATES), None)
    footprint = footprint_at(query, place, mention) if mention else footprints.of_point(place)
    return GeocodeResult(
        footprint, 1.0 if footprint else 0.0, reason="" if footprint else f"{said} is too coarse for a point"
    )
