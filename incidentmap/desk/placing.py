"""Where a person decides: which incidents wait for it, what a decision would move, and the decision itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from incidentmap.desk.aliases import learned, save_aliases
from incidentmap.desk.editing import Change, save
from incidentmap.gazetteer.geodesy import distance_km
from incidentmap.geocode import Gazetteer, OfflineGeocoder, Placed, at_place
from incidentmap.geocode.alias_index import PlaceAlias
from incidentmap.geocode.candidates import NEAR_EQUAL
from incidentmap.geocode.description import mentions
from incidentmap.model import Alias, Candidate, Incident, Place, Placement, Record
from incidentmap.model.vocabulary import PlacementMethod, PlaceRelation
from incidentmap.store import Store, placement_queries, reading
from incidentmap.text.folding import fold_light


class Moved(NamedTuple):
    """An incident that a learned name would put elsewhere."""

    before: Record
    after: Record
    place: Place | None


class Waiting(NamedTuple):
    """The ids of incidents that wait for a person, the newest first.

    They have no place; or they may as well be elsewhere; or nobody could read their words, so that they stand on no
    more than the country, governorate or district that is stated around them.
    """

    unplaced: list[str]
    ambiguous: list[str]
    around: list[str]


def waiting(store: Store, gazetteer: Gazetteer) -> Waiting:
    """Find the incidents that wait for a person."""
    found = Waiting([], [], [])
    with store.reading() as connection:
        for incident_id, placement in placement_queries.open_placements(connection):
            if placement is None or placement.place_id is None:
                found.unplaced.append(incident_id)
            elif rivals(placement, gazetteer):
                found.ambiguous.append(incident_id)
            elif placement.fell_back:
                found.around.append(incident_id)
    return found


def rivals(placement: Placement, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Give the candidates that fit nearly as well as the place taken, and are not what it was derived from."""
    if placement.place_id is None or placement.method is PlacementMethod.SEVERAL:  # that holds all of them
        return placement.alternatives if placement.place_id is None else ()
    least, one_of = (placement.score or 0.0) - NEAR_EQUAL, placement.method is PlacementMethod.ONE_OF
    return tuple(
        each
        for each in placement.alternatives
        if each.score > least
        and not _is_country(each, gazetteer)
        and each.place_id != placement.anchor_id
        and (one_of or each.score > (placement.score or 0.0) or _is_apart(each, placement, gazetteer))
    )


def moved_by(store: Store, alias_entry: PlaceAlias, gazetteer: Gazetteer, but: str = "") -> list[Moved]:
    """Give what a learned name would put elsewhere among the incidents with these words, save `but` one.

    What a person put somewhere stays there.
    """
    with store.reading() as connection:
        ids = _with_words(placement_queries.wordings(connection, alias_entry.alias.country), alias_entry.alias)
        records = reading.records(connection, [each for each in ids if each != but])
    geocoder = OfflineGeocoder(gazetteer, learned(store, alias_entry))
    answers = ((record, geocoder.place(record.incident)) for record in records.values())
    return [
        Moved(record, replace(record, placement=placed.placement), placed.place)
        for record, placed in answers
        if _position(record.placement) != _position(placed.placement)
    ]


def meaning(incident: Incident, there: Place, placed: Placed, gazetteer: Gazetteer) -> Placed:
    """Give what the words mean, where an incident was `placed` by the place `there`.

    Where the record says how the event stands to the place, the words mean the place itself.
    """
    if incident.place_relation in (None, PlaceRelation.AT):
        return placed
    return at_place(replace(incident, place_relation=None, place_text=""), there, (), gazetteer)


def decide(
    store: Store,
    record: Record,
    placed: Placed,
    by: str,
    why: str,
    alias_entry: PlaceAlias | None = None,
    others: Sequence[Moved] = (),
) -> int:
    """Put an incident where a person says and, if wanted, learn its words and move the others, all as one edit."""
    changes: list[Change] = [(record, replace(record, placement=placed.placement))]
    changes += [(each.before, each.after) for each in others]
    places = [each for each in (placed.place, *(one.place for one in others)) if each]
    if alias_entry is None:
        return save(store, changes, by, why, places)
    return save_aliases(store, [alias_entry], by, why, changes, places)


def _with_words(wordings: dict[tuple[str, str, str], list[str]], alias: Alias) -> Iterable[str]:
    asked = fold_light(alias.text)
    for (site, text, admin1), ids in wordings.items():
        names = {site, text, *(mention.name for mention in mentions(text))}
        if (not alias.admin1 or admin1 in ("", alias.admin1)) and asked in map(fold_light, names):
            yield from ids


def _position(placement: Placement | None) -> tuple[object, ...]:
    return (placement.place_id, placement.where_prec) if placement else ()


def _is_country(candidate: Candidate, gazetteer: Gazetteer) -> bool:
    """Tell whether a candidate is a country, which holds what lies in it, and rivals none of it."""
    there = gazetteer.place(candidate.place_id)
    return there is not None and there.kind == "country"


def _is_apart(candidate: Candidate, placement: Placement, gazetteer: Gazetteer) -> bool:
    """Tell whether a candidate lies outside the circle that is drawn; what lies in it is drawn already."""
    there = gazetteer.place(candidate.place_id)
    if there is None or None in (there.latitude, there.longitude, placement.latitude, placement.longitude):
        return False
    apart = distance_km(there.latitude, there.longitude, placement.latitude, placement.longitude)  # type: ignore[arg-type]
    return apart > max(placement.uncertainty_km or 0.0, there.radius_km)
