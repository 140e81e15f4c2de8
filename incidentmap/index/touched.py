"""What edits touched, from what their revisions are listed under."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# Nouns that nothing in the read model is made of; what they relate is listed beside them.
_ELSEWHERE = frozenset({"aggregate", "alias", "response", "same_event", "story"})
_SETS = {"incident": "incidents", "article": "articles", "place": "places"}
_PEOPLE = frozenset({"actor", "actor_link"})


@dataclass(frozen=True)
class Touched:
    """The incidents, articles and places that edits named, and whether they named an actor or a link of one."""

    incidents: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    actors: bool = False


def touched_by(subjects: Iterable[str | None]) -> Touched | None:
    """Sort the keys of nouns by kind; None where one does not say what it touched, as an import does not."""
    names: dict[str, set[str]] = {kind: set() for kind in _SETS}
    actors = False
    for subject in subjects:
        kind, _, name = (subject or "").partition(":")
        if kind in _SETS:
            names[kind].add(name)
        elif kind in _PEOPLE:
            actors = True
        elif kind not in _ELSEWHERE:
            return None
    sets = {_SETS[kind]: frozenset(each) for kind, each in names.items()}
    return Touched(**sets, actors=actors)
