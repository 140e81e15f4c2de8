"""From words to places: query -> candidates -> footprint -> placement; services asked online stand apart."""

from incidentmap.gazetteer import Context, Gazetteer, context_of
from incidentmap.geocode.alias_index import NO_ALIASES, AliasIndex, PlaceAlias
from incidentmap.geocode.coordinates import point_in, read_point
from incidentmap.geocode.find import find
from incidentmap.geocode.footprints import Footprint
from incidentmap.geocode.geocoder import OfflineGeocoder
from incidentmap.geocode.manual_placement import POINT_PRECISIONS, at_place, at_point
from incidentmap.geocode.place_query import UNREADABLE, GeocodeResult, PlaceQuery
from incidentmap.geocode.placement import Placed, or_around, place, query_of, result_of

__all__ = [
    "NO_ALIASES",
    "POINT_PRECISIONS",
    "UNREADABLE",
    "AliasIndex",
    "Context",
    "Footprint",
    "Gazetteer",
    "GeocodeResult",
    "OfflineGeocoder",
    "PlaceAlias",
    "PlaceQuery",
    "Placed",
    "at_place",
    "at_point",
    "context_of",
    "find",
    "or_around",
    "place",
    "point_in",
    "query_of",
    "read_point",
    "result_of",
]
