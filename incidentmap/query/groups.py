"""How actors hang together: what choosing one selects.

The tree follows `part_of`. It does not lead from a state's forces down to an armed group, whose acts are not the
state's, nor from an umbrella to its members: choosing an umbrella selects only statements that name it.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from incidentmap.model import Actor, ActorLink
from incidentmap.model.vocabulary import ActorKind, LinkKind
from incidentmap.text.name_search import Found, look_up

Actors = Mapping[str, Actor]
Links = Iterable[ActorLink]

_OF_STATES = (ActorKind.STATE_FORCE, ActorKind.COALITION)


@dataclass(frozen=True, slots=True)
class Member:
    """An actor that shares a name with a chosen one, and in which time; None where a bound is not known."""

    actor_id: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the tree: `path` holds the names from the root down, to search in."""

    depth: int
    actor_id: str
    path: str


def selected(chosen: Iterable[str], actors: Actors, links: Links) -> frozenset[str]:
    """Give the chosen actors and all that are part of them."""
    below = _children(actors, links)
    return frozenset(found for actor_id in chosen for found in _below(actor_id, actors, below))


def known_members(chosen: Iterable[str], actors: Actors, links: Links) -> tuple[Member, ...]:
    """Give the actors one step away along a shared name: an umbrella's members, a group's umbrellas and façades."""
    within = frozenset(chosen)
    return tuple(
        Member(other, _first_day(link.valid_from), _last_day(link.valid_to))
        for link in links
        if _shares_name(link, actors)
        for one, other in ((link.actor, link.parent), (link.parent, link.actor))
        if one in within and other not in within
    )


def tree(actors: Actors, links: Links) -> tuple[Branch, ...]:
    """List every actor once, each below what it is part of; roots by side, then by name."""
    below = _children(actors, links)
    children = {child for family in below.values() for child in family}
    in_order = sorted(actors, key=lambda actor_id: (actors[actor_id].side, actors[actor_id].name.casefold(), actor_id))
    roots = [actor_id for actor_id in in_order if actor_id not in children]
    seen: set[str] = set()
    # All are tried again after the roots, as no root leads into a ring.
    paths = [path for actor_id in (*roots, *in_order) for path in _walk((actor_id,), below, seen)]
    return tuple(Branch(len(path) - 1, path[-1], " › ".join(actors[each].name for each in path)) for path in paths)


def names_of(actor: Actor) -> tuple[str, ...]:
    """Give every name of an actor once: its own, the Arabic one, aliases."""
    return tuple(dict.fromkeys(filter(None, (actor.name, actor.name_ar, *actor.aliases))))


def find(typed: str, actors: Actors, links: Links) -> list[Found]:
    """Look actors up by what was typed, the best first; of those that fit alike, what others are part of is first."""
    depths = {branch.actor_id: branch.depth for branch in tree(actors, links)}
    return look_up(typed, {actor_id: names_of(actors[actor_id]) for actor_id in depths}, depths)


def _below(actor_id: str, actors: Actors, below: Mapping[str, list[str]]) -> Iterator[str]:
    """Give an actor and its descendants; also a coalition does not lead a state down to an armed group."""
    of_state = actor_id in actors and actors[actor_id].kind is ActorKind.STATE_FORCE
    for path in _walk((actor_id,), below, set()):
        if not of_state or actors[path[-1]].kind in _OF_STATES:
            yield path[-1]


def _walk(path: tuple[str, ...], below: Mapping[str, list[str]], seen: set[str]) -> Iterator[tuple[str, ...]]:
    """Go down from the end of a path, to each actor once."""
    if path[-1] not in seen:
        seen.add(path[-1])
        yield path
        for child in below.get(path[-1], ()):
            yield from _walk((*path, child), below, seen)


def _children(actors: Actors, links: Links) -> dict[str, list[str]]:
    below: dict[str, list[str]] = {}
    for link in links:
        if link.link is LinkKind.PART_OF and not _shares_name(link, actors) and not _crosses(link, actors):
            below.setdefault(link.parent, []).append(link.actor)
    for family in below.values():
        family.sort(key=lambda actor_id: (actors[actor_id].name.casefold(), actor_id))
    return below


def _crosses(link: ActorLink, actors: Actors) -> bool:
    return actors[link.parent].kind is ActorKind.STATE_FORCE and actors[link.actor].kind not in _OF_STATES


def _shares_name(link: ActorLink, actors: Actors) -> bool:
    """Tell whether a link is one of names; membership of an umbrella is, however it is entered."""
    return link.link is not LinkKind.PART_OF or actors[link.parent].kind is ActorKind.UMBRELLA


def _first_day(bound: str) -> date | None:
    month = bound if len(bound) != 4 else f"{bound}-01"
    return _day(month if len(month) != 7 else f"{month}-01")


def _last_day(bound: str) -> date | None:
    month = bound if len(bound) != 4 else f"{bound}-12"
    first = _first_day(month)
    if first is None or len(month) != 7:
        return first
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
