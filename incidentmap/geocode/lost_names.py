"""Names that nobody knows beside an area that holds them: the area is the answer, and a person decides."""

from __future__ import annotations

from incidentmap.geocode.border_lines import is_border
from incidentmap.geocode.chain_result import WIDE
from incidentmap.geocode.description import is_written_as_name, mentions
from incidentmap.geocode.place_query import GeocodeResult, PlaceQuery
from incidentmap.model.vocabulary import PlacementMethod


def with_lost_name(query: PlaceQuery, result: GeocodeResult) -> GeocodeResult:
    """Say of a governorate, country or sea that it only holds the place named, which is not known."""
    footprint = result.footprint
    if footprint is None or result.ambiguous or footprint.where_prec not in WIDE:
        return result
    if footprint.method is PlacementMethod.SEVERAL:  # the names are known, and lie far apart
        return result
    name = _lost_name(query)
    if not name:
        return result
    reason = f"the gazetteer does not know “{name}”; this is only the {footprint.method} that the words name"
    return result._replace(reason="; ".join(filter(None, (result.reason, reason))), fell_back=True)


def _lost_name(query: PlaceQuery) -> str:
    """Give the narrowest name of the words, if none of the narrow ones is known; "" where one is, or none is a name.

    What is written all in small letters describes ("an undisclosed location"), and names nothing.
    """
    found = mentions(query.text)
    wide = [mention.name for mention in found if mention.outer or mention.part]
    inner = [mention for mention in found if not (mention.outer or mention.part)]
    if not wide or any(query.resolve(mention) for mention in inner):
        return ""
    names = [name for mention in inner if is_written_as_name(name := mention.name) and not is_border(query, name)]
    return min((name for name in names if not any(each in name for each in wide)), key=len, default="")
