"""A question to the geocoder, and what it finds."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import NamedTuple

from incidentmap.geocode.context import Context
from incidentmap.geocode.gazetteer import Gazetteer
from incidentmap.geocode.learned import NOTHING_LEARNED, Learned, Taught
from incidentmap.geocode.resolve import Answer, resolve
from incidentmap.geocode.spots import Spot
from incidentmap.geocode.words import Mention
from incidentmap.model import Candidate, Place
from incidentmap.model.vocabulary import PlaceRelation

UNREADABLE = "these words could not be read; write the place in other words"
_LOG = logging.getLogger(__name__)


class Finding(NamedTuple):
    """The spot, or the reason why there is none; what else the words may mean, best first.

    Where it `fell_back`, the spot is only the area stated around the words, and the reason says why.
    """

    spot: Spot | None
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    ambiguous: bool = False
    reason: str = ""
    fell_back: bool = False


def readable(read: Callable[[], Finding], text: str) -> Finding:
    """Read one description; a fault of ours in it costs the place of one incident, and no other's."""
    try:
        return read()
    except Exception:  # whatever it is: a table of thousands, or a page, must not end at one row
        _LOG.exception("cannot read the place %r", text)
        return Finding(None, reason=UNREADABLE)


class Words(NamedTuple):
    """A question: the words, what is known around them, and how the event stands to the place, if somebody said."""

    text: str
    gazetteer: Gazetteer
    context: Context = Context()
    relation: PlaceRelation | None = None
    learned: Learned = NOTHING_LEARNED

    def resolve(self, mention: Mention) -> Answer | None:
        """Look one name up, among the learned ones first."""
        taught = self.learned.named(mention.name, self.context.country, self.context.admin1)
        return _as_taught(taught) if taught else resolve(mention.name, self.gazetteer, self.context)

    def place(self, place_id: str) -> Place | None:
        """Return a place of the gazetteer or of what was learned."""
        return self.gazetteer.place(place_id) or self.learned.place(place_id)


def _as_taught(taught: Sequence[Taught]) -> Answer:
    """Answer with what was taught; several places of one name are reported, as with those of the gazetteer."""
    listed = tuple(Candidate(each.place.place_id, each.place.name, 1.0) for each in taught)
    return Answer(taught[0].place, 1.0, listed, ambiguous=len(taught) > 1, kind_differs=False, taught=taught[0].alias)
