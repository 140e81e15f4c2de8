"""What places are called where several may be meant: with what each is, and where it lies if that does not tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from incidentmap.gazetteer import place_labels
from incidentmap.gazetteer.kind_words import cut_kind
from incidentmap.model import DERIVED, Candidate, Place
from incidentmap.ui.shared import form_widgets, session
from incidentmap.ui.shared.markup import label

Named = tuple[str, Place | None]  # a name, and the place that it is one of


def where_lies(place: Place | None) -> str:
    """Say what a place is and in which governorate and country it lies."""
    return place_labels.where_lies(place, session.gazetteer().place) if place else ""


def told_apart(named: Sequence[Named]) -> list[str]:
    """Write places for a list to choose from, in their order, so that no two read alike: “Erbil, town”."""
    short = [_with_kind(*each) for each in named]
    used = Counter(short)
    told = [
        said if used[said] == 1 else _with(name, where_lies(place))
        for said, (name, place) in zip(short, named, strict=True)
    ]
    return list(form_widgets.distinct(range(len(told)), told.__getitem__).values())


def theatre_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Put what lies in the countries of the records before what lies elsewhere; else the order stays."""
    countries = set(session.index().incidents.country.values)

    def elsewhere(candidate: Candidate) -> bool:
        place = session.known_place(candidate.place_id)
        return place is not None and place.country_code not in countries

    return sorted(candidates, key=elsewhere)


def _with_kind(name: str, place: Place | None) -> str:
    """Add what a place is, unless its name says so."""
    says_no_kind = place is not None and place.kind not in (DERIVED, "point") and cut_kind(name)[1] is None
    return _with(name, place_labels.kind_of(place) if place and says_no_kind else "")


def _with(name: str, more: str) -> str:
    return ", ".join(filter(None, (label(name), more)))
