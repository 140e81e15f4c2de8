"""By group: the statements that name a chosen actor, what is part of it and, with the switch on, a known member."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from incidentmap.index import Index
from incidentmap.query.days import window
from incidentmap.query.filters.base import NOT_STATED, Facts, Names, Several, Widget, is_one_of, listed, marked
from incidentmap.query.filters.dates import may_lie_in
from incidentmap.query.groups import known_members, selected
from incidentmap.query.link_reader import Said
from incidentmap.query.role import ROLES, Role

if TYPE_CHECKING:
    from incidentmap.query.filter import IncidentFilter


class Actors(Several):
    """`actors` and `members`; the role is a filter of its own, so that what it refuses is charged to it."""

    key = "actors"
    widget = Widget("groups", "Groups")
    fields = ("actors", "members")
    label = "group"
    kind = "a group of these records"

    def options(self, index: Index) -> Sequence[str]:
        """List all actors."""
        return [*index.actors, NOT_STATED]

    def parameters(self) -> tuple[str, ...]:
        """Name the switch as well."""
        return ("actors", "members")

    def read(self, said: Said, index: Index) -> dict[str, Any]:
        """Read the actors and the switch."""
        return super().read(said, index) | {"members": said.one("members", {"1": True}, False, "1 or left out")}

    def write(self, chosen: IncidentFilter) -> dict[str, str]:
        """Write the actors and the switch."""
        return super().write(chosen) | ({"members": "1"} if chosen.members else {})

    def facts(self, index: Index, chosen: IncidentFilter) -> Facts:
        """Say in which role a chosen actor is named, if in any."""
        return {f"actors_{role}": mask for role, mask in roles_of(index, chosen).items()}

    def passes(self, facts: Facts, chosen: IncidentFilter) -> np.ndarray:
        """Refuse only what no role could save."""
        found: np.ndarray = facts[f"actors_{Role.EITHER}"] | facts[f"actors_{chosen.role}"]
        return found

    def sentence(self, chosen: IncidentFilter, names: Names) -> str:
        """Say the groups, the switch and the role."""
        if not chosen.actors:
            return ""
        members = " and known members" if chosen.members else ""
        named = listed(self.say(actor, names) for actor in chosen.actors)
        return f"{self.label}: {named}{members} ({ROLES[chosen.role]})"


def did_it(index: Index) -> np.ndarray:
    """Tell which statements say who did it; the others say who was hit."""
    return is_one_of(index.statements.role, (Role.DID_IT,))


def roles_of(index: Index, chosen: IncidentFilter) -> dict[Role, np.ndarray]:
    """Tell of each incident whether a chosen actor did it, was hit, or either; also whether nobody is stated."""
    incidents, rows = len(index.incidents), index.statements.row
    did, named = did_it(index), names_chosen(index, chosen.actors, chosen.members)
    found = _either(marked(rows[named & did], incidents), marked(rows[named & ~did], incidents))
    if NOT_STATED in chosen.actors:
        nobody = _either(~marked(rows[did], incidents), ~marked(rows[~did], incidents))
        nobody[Role.EITHER] = nobody[Role.DID_IT] & nobody[Role.WAS_HIT]
        found = {role: mask | nobody[role] for role, mask in found.items()}
    return found


def _either(did: np.ndarray, hit: np.ndarray) -> dict[Role, np.ndarray]:
    return {Role.DID_IT: did, Role.WAS_HIT: hit, Role.EITHER: did | hit}


@lru_cache(maxsize=1)  # actors and basis ask the same, one after the other
def names_chosen(index: Index, actors: tuple[str, ...], members: bool) -> np.ndarray:
    """Tell which statements name a chosen actor or, with `members`, a known member in its time."""
    chosen = selected(actors, index.actors, index.links)
    known = known_members(chosen, index.actors, index.links) if members else ()
    who = index.statements.actor
    named = is_one_of(who, tuple(chosen - {NOT_STATED}))
    of_members = np.flatnonzero(is_one_of(who, tuple(member.actor_id for member in known)))
    whose, rows = who.codes[of_members], index.statements.row[of_members]
    first, last = (ends[rows] for ends in window(index))
    for member in known:
        if member.actor_id in who.values:
            in_time = may_lie_in((first, last), member.since, member.until)
            named[of_members[in_time & (whose == who.values.index(member.actor_id))]] = True
    return named
