"""Names learned for places: saved and removed, each an edit that can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from incidentmap.desk.editing import Change, save, save_within
from incidentmap.errors import InvalidRecord
from incidentmap.geocode import Placed
from incidentmap.geocode.alias_index import AliasIndex, PlaceAlias
from incidentmap.geocode.description import mentions
from incidentmap.model import Alias, Incident, Place, key_of
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, reading
from incidentmap.text.folding import fold_light

LONGEST = 400  # characters; what is longer is a story and no name


def learned(store: Store, also: PlaceAlias | None = None) -> AliasIndex:
    """Give the names learned so far, for the geocoder to look up first; `also` stands for one not kept yet."""
    with store.reading() as connection:
        kept = [PlaceAlias(*each) for each in reading.learned_names(connection)]
    if also is None:
        return AliasIndex(kept)
    return AliasIndex([*(each for each in kept if each.alias.alias_id != also.alias.alias_id), also])


def alias_id_of(text: str, country: str, admin1: str) -> str:
    """Name an alias after its words and where they are bound to: they mean one place there at a time."""
    bound = "|".join((fold_light(text), country, admin1))
    return f"alias-{sha256(bound.encode()).hexdigest()[:16]}"


def name_in(incident: Incident) -> str:
    """Give the words for the place by which the geocoder would look an incident up.

    Where the record says how the event stands to the place, they are those for the place alone: Mosul, not near Mosul.
    """
    said = list(mentions(incident.place_text))
    if incident.place_relation not in (None, v.PlaceRelation.AT):
        said = [each for each in said if each.relation and not each.outer][-1:] or said
    return incident.site.strip() or (said[0].name if said else incident.place_text.strip())


def alias_from(
    incident: Incident, placed: Placed, text: str, origin: v.AliasOrigin = v.AliasOrigin.ANALYST
) -> PlaceAlias:
    """Make the alias that a placement teaches: these words mean that place.

    They are bound to the country and the governorate of the incident, where it states them. Raise `InvalidRecord` for
    what is no name, or a place without a point.
    """
    place, where_prec, words = placed.place, placed.placement.where_prec, text.strip()
    there = (incident.country, incident.admin1)
    if not fold_light(words) or len(words) > LONGEST:
        problem = f"is no name; give words of letters or digits, at most {LONGEST} characters"
        raise InvalidRecord("alias", "text", words[:40], problem, kind=Alias)
    if place is None or where_prec is None or place.latitude is None:
        raise InvalidRecord(
            "alias", "place", place.name if place else "", "has no point; words can only mean one that has"
        )
    named = alias_id_of(words, *there)
    return PlaceAlias(Alias(named, words, place.place_id, where_prec, *there, origin, incident.incident_id), place)


def save_aliases(
    store: Store,
    aliases: Sequence[PlaceAlias],
    by: str,
    why: str,
    changes: Sequence[Change] = (),
    places: Iterable[Place] = (),
) -> int:
    """Keep learned names, and the changes that go with them, as one edit; give its number.

    Words that meant another place there before mean this one from now on.
    """
    with store.writing() as writer:
        known = {each.alias: reading.subject(writer.connection, key_of(each.alias)) for each in aliases}
        alias_changes = [(before, alias) for alias, before in known.items()]
        return save_within(writer, [*changes, *alias_changes], by, why, [*places, *(each.place for each in aliases)])


def remove_alias(store: Store, alias: Alias, by: str, why: str) -> int:
    """Forget a learned name; what was placed by it stays where it is."""
    return save(store, [(alias, None)], by, why)
