"""Names learned from records: what people chose for the words of confirmed incidents, where they all agree."""

from __future__ import annotations

from collections.abc import Iterable

from incidentmap.desk.aliases import alias_from, name_in, save_aliases
from incidentmap.errors import InvalidRecord
from incidentmap.geocode import Placed
from incidentmap.geocode.alias_index import PlaceAlias
from incidentmap.model import Place, Placement, Record, is_derived
from incidentmap.model.vocabulary import BY_A_PERSON, AliasOrigin, PlaceRelation
from incidentmap.store import Store, placement_queries, reading


def learn_from_records(store: Store, by: str, why: str) -> int:
    """Learn what people chose in confirmed records, as one edit; give the number of names that were new."""
    found = aliases_to_learn(store)
    if found:
        save_aliases(store, found, by, why)
    return len(found)


def aliases_to_learn(store: Store) -> list[PlaceAlias]:
    """Give the names that confirmed records would teach: not known yet, and one place wherever they are used."""
    with store.reading() as connection:
        known = {alias.alias_id for alias, _ in reading.learned_names(connection)}
        records = reading.records(connection, placement_queries.decided(connection))
        ids = {each.placement.place_id for each in records.values() if each.placement}
        places = {place_id: reading.place(connection, place_id) for place_id in ids}
    by_alias: dict[str, list[PlaceAlias]] = {}
    for each in _aliases_of(records.values(), places):
        by_alias.setdefault(each.alias.alias_id, []).append(each)
    agreed = (each for named, each in by_alias.items() if named not in known)
    return [each[0] for each in agreed if len({one.alias.place_id for one in each}) == 1]


def _aliases_of(records: Iterable[Record], places: dict[str | None, Place | None]) -> Iterable[PlaceAlias]:
    for record in records:
        placement = record.placement
        place = places[placement.place_id] if placement else None
        if placement is None or placement.method not in BY_A_PERSON or not _stands_at(record, placement, place):
            continue
        try:
            placed = Placed(placement, place)
            yield alias_from(record.incident, placed, name_in(record.incident), AliasOrigin.RECORD)
        except InvalidRecord:  # no words, or no point
            continue


def _stands_at(record: Record, placement: Placement, place: Place | None) -> bool:
    """Tell whether the words name the place itself: a spot 7 km off a base is not what the base's name means."""
    at = record.incident.place_relation in (None, PlaceRelation.AT)
    return at and not placement.anchor_id and not is_derived(place)
