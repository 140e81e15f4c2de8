"""What an answer is told with: each name it does not rest on, each that was only much like it, and what it leaves open.

An answer without a word of this kind has read all names of the description, and each as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from incidentmap.geocode.candidates import Match
from incidentmap.geocode.chain_result import WIDE
from incidentmap.geocode.description import is_urban, without_quarter
from incidentmap.geocode.joined_names import parts_joined
from incidentmap.geocode.known_elsewhere import Elsewhere, alike_elsewhere, holders_of, known_elsewhere
from incidentmap.geocode.name_spans import Span
from incidentmap.geocode.offsets import distance_in
from incidentmap.geocode.place_query import GeocodeResult, PlaceQuery
from incidentmap.geocode.understood import understood
from incidentmap.geocode.wording import LONGEST_READ, as_read, signed_distance
from incidentmap.model import Candidate, Place
from incidentmap.model.vocabulary import PlacementMethod
from incidentmap.text.positions import off_globe

DOUBTED = 0.5  # the score of an answer that the words contradict, or that only holds what they name
_WITH_DISTANCE = (PlacementMethod.DIRECTION, PlacementMethod.NEAR, PlacementMethod.ONE_OF, PlacementMethod.SEVERAL)
_TOLD = 5  # names; a reason is read by a person


def with_reasons(query: PlaceQuery, result: GeocodeResult) -> GeocodeResult:
    """Say what of the words an answer leaves out, or reads as something else; doubt one that they contradict.

    A governorate, country or sea that only holds the name that is meant is what a person has to look at.
    """
    result = _noted(result, _written_oddly(query.text, result))
    if result.footprint is None and not result.ambiguous:
        return result
    unused, read_as = understood(query, result)
    result = _noted(result, (read_as_told(mention.name, answer) for mention, answer in read_as))
    country = result.footprint.place.country_code if result.footprint else query.context.country
    looked_up = dict(found for span in unused for found in _known(span, query, "" if span.small else country))
    told = {span: found for span, found in looked_up.items() if found or span.alone or not span.small}
    return _told(query, result, told) if told else result


def _known(span: Span, query: PlaceQuery, country: str) -> list[tuple[Span, Elsewhere | None]]:
    """Look a name up elsewhere; of "Yarmouk quarter" it is Yarmouk that may be known, of "Hama-Idlib" both."""
    core = "" if is_urban(span.name) else span.core  # "Rashid Street" is no Rashid
    for name in dict.fromkeys(filter(None, (span.name, without_quarter(span.name), core))):
        if found := known_elsewhere(name, query, country):
            return [(span._replace(name=name), found)]
    both = [(span._replace(name=part), known_elsewhere(part, query, country)) for part in parts_joined(span.core)]
    return both if both and all(found for _, found in both) else [(span, None)]


def _told(query: PlaceQuery, result: GeocodeResult, names: dict[Span, Elsewhere | None]) -> GeocodeResult:
    there = result.footprint.place if result.footprint else None
    sentences = tuple(sentences_of({span.name: found for span, found in names.items()}, query, there))
    doubted = any(found and found.is_area for found in names.values())
    if doubted:
        result = result._replace(score=min(result.score, DOUBTED))
    if _only_holds(result) and any(found or not span.small for span, found in names.items()):
        return _fallen_back(query, result, names, sentences)
    ruled_out = [_halved(other) for found in names.values() if found for other in found.candidates]
    return _noted(result._replace(candidates=_joined(result.candidates, ruled_out)), sentences)


def _fallen_back(
    query: PlaceQuery, result: GeocodeResult, names: dict[Span, Elsewhere | None], sentences: tuple[str, ...]
) -> GeocodeResult:
    method = result.footprint.method if result.footprint else ""
    reason = "; ".join((*sentences, f"this is only the {method} that the words name"))
    meant = [other for found in names.values() if found for other in found.candidates]
    return result._replace(
        score=min(result.score, DOUBTED),
        candidates=_joined((), meant) or _alike(query, result, names),
        reason="; ".join(filter(None, (result.reason, reason))),
        fell_back=True,
    )


def sentences_of(names: dict[str, Elsewhere | None], query: PlaceQuery, there: Place | None) -> Iterator[str]:
    """Say of each name that it is not known, or where, if not `there`, where the answer is."""
    unknown = [name for name, found in names.items() if found is None]
    if unknown:
        more = f" and {len(unknown) - _TOLD} names more" if len(unknown) > _TOLD else ""
        yield f"the gazetteer does not know {' or '.join(f'“{name}”' for name in unknown[:_TOLD])}{more}"
    known = [(name, found) for name, found in names.items() if found]
    yield from (_elsewhere(name, found, query, there) for name, found in known[:_TOLD])


def _elsewhere(name: str, found: Elsewhere, query: PlaceQuery, there: Place | None) -> str:
    country = there.country_code if there else query.context.country
    if found.places[0].kind == "country":
        meant, stated = query.gazetteer.country(country), query.context.country == country
        said = f"{meant.name}, which {'is stated' if stated else 'the rest means'}" if meant else "the position"
        return f"“{name}” contradicts {said}"
    holders = holders_of(found.places, query, country)
    if there and there.kind == "country" and all(each.country_code == country for each in found.places):
        return f"“{name}” is known, in {holders}, but not used"
    return f"“{name}” is known, but lies elsewhere: in {holders}"


def read_as_told(name: str, answer: Match) -> str:
    """Say of a name that it was not found as it is written, but one much like it, or of another kind; "" if it was."""
    if answer.alike:
        return f"“{name}” is read as {answer.place.name}, which is only spelled much like it"
    if answer.kind_differs:
        return f"of “{name}” only {answer.place.name} is known, which is another kind of place"
    return ""


def _written_oddly(text: str, result: GeocodeResult) -> Iterator[str]:
    if len(text) > LONGEST_READ:
        yield f"only the first {LONGEST_READ} characters are read"
    if distance := signed_distance(text):
        yield f"the sign before “{distance}” is read as a dash: a distance has no minus"
    if result.footprint is None and (pair := off_globe(text)):
        yield f"“{pair}” is no position: latitude goes from -90 to 90, longitude from -180 to 180"
    distance = distance_in(as_read(text)) if result.footprint and result.footprint.method not in _WITH_DISTANCE else ""
    if distance:
        yield f"“{distance}” is not used"


def _only_holds(result: GeocodeResult) -> bool:
    footprint = result.footprint
    if footprint is None or result.ambiguous or footprint.where_prec not in WIDE:
        return False
    return footprint.method is not PlacementMethod.SEVERAL  # the names are known, and lie far apart


def _alike(query: PlaceQuery, result: GeocodeResult, names: dict[Span, Elsewhere | None]) -> tuple[Candidate, ...]:
    there = result.footprint.place if result.footprint else None
    context = query.context._replace(country=there.country_code if there else "", admin2="")
    found = (alike_elsewhere(span.name, query._replace(context=context)) for span in names)
    return next(filter(None, found), ()) if context.country else ()


def _halved(candidate: Candidate) -> Candidate:
    """Halve the score of what the words rule out: it rivals no answer."""
    return replace(candidate, score=round(candidate.score / 2, 3))


def _joined(candidates: tuple[Candidate, ...], others: Iterable[Candidate]) -> tuple[Candidate, ...]:
    listed: dict[str, Candidate] = {}
    for each in (*candidates, *others):
        listed.setdefault(each.place_id, each)
    return tuple(sorted(listed.values(), key=lambda each: -each.score))


def _noted(result: GeocodeResult, sentences: Iterable[str]) -> GeocodeResult:
    return result._replace(note="; ".join(dict.fromkeys(filter(None, (result.note, *sentences)))))
