"""Places: folded names, the gazetteer, the offline geocoder, and how an incident is placed."""

from incidentmap.geocode.chosen import POINT_PRECISIONS, at_place, at_point
from incidentmap.geocode.context import Context, context_of
from incidentmap.geocode.coordinates import point_in, read_point
from incidentmap.geocode.doubts import doubt
from incidentmap.geocode.find import find
from incidentmap.geocode.gazetteer import Gazetteer
from incidentmap.geocode.learned import NOTHING_LEARNED, Learned, Taught
from incidentmap.geocode.names import fold_light
from incidentmap.geocode.offline import OfflineGeocoder
from incidentmap.geocode.placement import Placed, finding_of, or_around, place, words_of
from incidentmap.geocode.question import UNREADABLE, Finding, Words
from incidentmap.geocode.spots import Spot

__all__ = [
    "NOTHING_LEARNED",
    "POINT_PRECISIONS",
    "UNREADABLE",
    "Context",
    "Finding",
    "Gazetteer",
    "Learned",
    "OfflineGeocoder",
    "Placed",
    "Spot",
    "Taught",
    "Words",
    "at_place",
    "at_point",
    "context_of",
    "doubt",
    "find",
    "finding_of",
    "fold_light",
    "or_around",
    "place",
    "point_in",
    "read_point",
    "words_of",
]
