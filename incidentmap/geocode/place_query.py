"""A question to the geocoder, and what it finds."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import NamedTuple

from incidentmap.gazetteer.context import Context
from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.geocode.alias_index import NO_ALIASES, AliasIndex, PlaceAlias
from incidentmap.geocode.candidates import Match, resolve
from incidentmap.geocode.description import Mention
from incidentmap.geocode.footprints import Footprint
from incidentmap.model import Candidate, Place
from incidentmap.model.vocabulary import PlaceRelation

UNREADABLE = "these words could not be read; write the place in other words"
_LOG = logging.getLogger(__name__)


class GeocodeResult(NamedTuple):
    """The footprint, or the reason why there is none; what else the words may mean, best first.

    Where it `fell_back`, the footprint is only the area stated around the words, or named in them, and the reason says
    why. `note` says what else was not used, or read otherwise than it is written, of the words and of what is stated.
    `taken` is the one name that decided, if one did, and what it means.
    """

    footprint: Footprint | None
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    ambiguous: bool = False
    reason: str = ""
    fell_back: bool = False
    note: str = ""
    taken: tuple[Mention, Match] | None = None

    @property
    def told(self) -> str:
        """Give all that is told with the answer, or instead of one; "" where all was read as it is written."""
        return "; ".join(filter(None, (self.reason, self.note)))


def readable(read: Callable[[], GeocodeResult], text: str) -> GeocodeResult:
    """Read one description; a fault of ours in it costs the place of one incident, and no other's."""
    try:
        return read()
    except Exception:  # whatever it is: a table of thousands, or a page, must not end at one row
        _LOG.exception("cannot read the place %r", text)
        return GeocodeResult(None, reason=UNREADABLE)


class PlaceQuery(NamedTuple):
    """A question: the words, what is known around them, and how the event stands to the place, if somebody said."""

    text: str
    gazetteer: Gazetteer
    context: Context = Context()
    relation: PlaceRelation | None = None
    aliases: AliasIndex = NO_ALIASES

    def resolve(self, mention: Mention) -> Match | None:
        """Look one name up, among the learned ones first."""
        if self.aliases:
            entries = self.aliases.named(mention.name, self.context.country, self.context.admin1)
            if entries:
                return _as_aliases(entries)
        return resolve(mention.name, self.gazetteer, self.context)

    def place(self, place_id: str) -> Place | None:
        """Return a place of the gazetteer or of what was learned."""
        return self.gazetteer.place(place_id) or self.aliases.place(place_id)


def _as_aliases(entries: Sequence[PlaceAlias]) -> Match:
    """Answer with the names learned here; several places of one name are reported, as with those of the gazetteer."""
    listed = tuple(Candidate(each.place.place_id, each.place.name, 1.0) for each in entries)
    return Match(entries[0].place, 1.0, listed, ambiguous=len(entries) > 1, kind_differs=False, alias=entries[0].alias)
