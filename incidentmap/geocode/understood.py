"""What of a description an answer rests on: the names that mean it, those that hold it, and how they were read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from incidentmap.gazetteer.consistency import contradiction_of
from incidentmap.gazetteer.context import Context
from incidentmap.gazetteer.geodesy import Circle
from incidentmap.gazetteer.kind_words import cut_kind
from incidentmap.geocode.border_lines import sides_named
from incidentmap.geocode.candidates import NEAR_EQUAL, WEAK, Match
from incidentmap.geocode.containment import REACH_KM, inside
from incidentmap.geocode.context_words import is_context
from incidentmap.geocode.description import Mention, mentions, without_case_ending
from incidentmap.geocode.enumeration import members
from incidentmap.geocode.joined_names import as_between, parts_joined
from incidentmap.geocode.name_spans import Span, Word, is_used, left_over, words_of
from incidentmap.geocode.place_query import GeocodeResult, PlaceQuery
from incidentmap.geocode.ranking import apart_km
from incidentmap.geocode.wording import as_read
from incidentmap.model import Place
from incidentmap.text.folding import fold, fold_light


class Understood(NamedTuple):
    """The names that nothing was made of, and those that were read as something else than they say."""

    unused: tuple[Span, ...] = ()
    read_as: tuple[tuple[Mention, Match], ...] = ()


def understood(query: PlaceQuery, result: GeocodeResult) -> Understood:
    """Tell what of the words an answer rests on."""
    text = as_read(query.text)
    if result.taken and _is_all(result.taken[0], text):
        return Understood((), _as_told(query, *result.taken))
    there, words = _answered(query, result), words_of(text)
    used, read_as = _used(query, result, words, there)
    left = (span for span in left_over(text, words, used) if not _is_read(query, span, there))
    return Understood(tuple(left), tuple(read_as))


def _is_all(mention: Mention, text: str) -> bool:
    """Tell whether a text has no more to tell than one name: "12 km west of Ramadi"."""
    others = {*fold_light(text).split()} - {*fold_light(mention.name).split()}
    return all(word.isdecimal() or is_context(word) for word in others)


def _answered(query: PlaceQuery, result: GeocodeResult) -> dict[str, Place | None]:
    """Give by id the place of the answer, what it was derived from and, of a choice, all that is to choose from."""
    named = [other.place_id for other in result.candidates if result.score - other.score < NEAR_EQUAL]
    found: dict[str, Place | None] = {place_id: query.place(place_id) for place_id in named}
    if result.footprint:
        found[result.footprint.anchor_id] = None
        found[result.footprint.place.place_id] = result.footprint.place
    return found


def _used(
    query: PlaceQuery, result: GeocodeResult, words: list[Word], there: dict[str, Place | None]
) -> tuple[set[str], list[tuple[Mention, Match]]]:
    used: set[str] = set()
    read_as: list[tuple[Mention, Match]] = []
    for mention, answer in _meant(query, result, there):
        used |= set(fold_light(mention.name).split())
        read_as += _as_told(query, mention, answer)
        if _is_covered(words, used):
            return used, read_as
    return used | {word for name in sides_named(query) for word in fold_light(name).split()}, read_as


def _is_covered(words: list[Word], used: set[str]) -> bool:
    return not any(word.tells and not is_used(word, used) for word in words)


def _meant(query: PlaceQuery, result: GeocodeResult, there: dict[str, Place | None]) -> Iterator[tuple[Mention, Match]]:
    """Give the names that the answer rests on, with what they mean; what says no more than one before is left out."""
    said: set[str] = set()
    if result.taken:
        yield result.taken
        said |= set(fold_light(result.taken[0].name).split())
    for mention in _readings(query):
        named = set(fold_light(mention.name).split())
        if not named <= said and (answer := _rests_on(query, mention, there)):
            said |= named
            yield mention, answer


def _is_read(query: PlaceQuery, span: Span, there: dict[str, Place | None]) -> bool:
    """Tell whether what is left over means the answer after all: an aside with a digit, "(T4)"."""
    place = next(filter(None, there.values()), None)
    wider = query._replace(context=Context(place.country_code)) if place else query
    return any(_rests_on(wider, Mention(name), there) for name in dict.fromkeys((span.name, span.core)))


def _readings(query: PlaceQuery) -> Iterator[Mention]:
    """Give every name that the words may hold, the likeliest first."""
    text = as_read(query.text)
    yield from mentions(query.text)
    yield Mention(text)
    between = as_between(query)
    inner, outer = members(between.text if between else query.text)
    yield from (mention for options in inner for mention in options)
    yield from outer
    yield from map(Mention, parts_joined(text))


def _rests_on(query: PlaceQuery, mention: Mention, there: dict[str, Place | None]) -> Match | None:
    """Return what a name means, if that is the answer, or holds it."""
    places = [place for place in there.values() if place]
    answer = None if mention.held else query.resolve(mention)
    if answer and (_is_meant(answer, there) or _is_around(query, answer, places)):
        return answer
    answer = inside(query, mention, places) if answer or mention.held else None
    return answer if answer and _is_meant(answer, there) else None


def _is_meant(answer: Match, there: dict[str, Place | None]) -> bool:
    return answer.place.place_id in there or any(other.place_id in there for other in answer.candidates)


def _is_around(query: PlaceQuery, answer: Match, places: Sequence[Place]) -> bool:
    named = (query.place(other.place_id) for other in answer.candidates if other.score >= WEAK)
    return any(_holds(query, holder, place) for holder in named if holder for place in places)


def _holds(query: PlaceQuery, holder: Place, place: Place) -> bool:
    """Tell whether what is said around a place may hold it; a sea belongs to no country."""
    if "sea" in (holder.kind, place.kind):
        return holder.kind == "country" or apart_km(holder, place) <= holder.radius_km + place.radius_km + REACH_KM
    if place.kind == "point":
        return _fits_point(query, holder, place)
    if holder.country_code != place.country_code or holder.kind == "country":
        return holder.country_code == place.country_code
    if place.kind == "country":
        return False
    if holder.kind == "admin1" or (holder.kind == "admin2" and place.admin1):
        same = holder.admin1 == place.admin1
        return same and (holder.kind == "admin1" or _is_near(holder, place))
    return place.kind != "admin1" and _is_near(holder, place)


def _is_near(holder: Place, place: Place) -> bool:
    return apart_km(holder, place) <= holder.radius_km + REACH_KM


def _fits_point(query: PlaceQuery, holder: Place, point: Place) -> bool:
    """Tell whether a name beside coordinates may mean the same: what lies near them, or the area around them."""
    if holder.kind not in ("country", "admin1") or point.latitude is None or point.longitude is None:
        return apart_km(holder, point) <= holder.radius_km + point.radius_km + REACH_KM
    within = Context(holder.country_code, holder.admin1)
    return not contradiction_of(Circle(point.latitude, point.longitude, point.radius_km), within, query.gazetteer)


def _is_called(place: Place, name: str) -> bool:
    """Tell whether a place has a name, but for its kind: where another district is stated only likeness finds it."""
    return fold(cut_kind(name)[0]) in {fold(cut_kind(each)[0]) for each in (place.name, place.name_ar, *place.aliases)}


def _as_told(query: PlaceQuery, mention: Mention, answer: Match) -> tuple[tuple[Mention, Match], ...]:
    """Give what is to be told of a name: that it is only much like the place's, also without a Kurdish ending."""
    if not (answer.kind_differs or (answer.alike and not _is_called(answer.place, mention.name))):
        return ()
    bare = without_case_ending(mention)
    exact = query.resolve(bare[0]) if bare else None
    said_so = exact is not None and exact.place == answer.place and not exact.alike
    return () if said_so else ((mention, answer),)
