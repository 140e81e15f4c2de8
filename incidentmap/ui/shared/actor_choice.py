"""Groups to choose from, wherever a page asks for them: in the order of their tree, found by every name they have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from incidentmap.model import Actor, ActorLink
from incidentmap.query import tree
from incidentmap.query.groups import find, names_of
from incidentmap.ui.shared.markup import visible
from incidentmap.ui.shared.named_choice import EM_SPACE, Choices, Entry


def choices(actors: Mapping[str, Actor], links: Iterable[ActorLink], blank: Mapping[Any, str] | None = None) -> Choices:
    """Give all groups, each below what it is part of; `blank` are options that stand for none, with their lines."""
    known = tuple(links)
    entries = [_entry(actors[branch.actor_id], branch.depth) for branch in tree(actors, known)]
    return Choices(entries, partial(find, actors=actors, links=known), "group", blank or {})


def _entry(actor: Actor, depth: int) -> Entry:
    """Write a group below what it is part of (em spaces, as HTML folds others), with its Arabic name beside it."""
    before = f"{EM_SPACE * depth}{'└ ' if depth else ''}"
    behind = f" · \u2068{visible(actor.name_ar)}\u2069" if actor.name_ar else ""
    others = [name for name in names_of(actor) if name != actor.name]
    return Entry(actor.actor_id, actor.name, before, behind, others)
