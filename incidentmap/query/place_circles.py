"""The circles around places by which a filter chooses."""

from __future__ import annotations

from incidentmap.gazetteer.geodesy import Circle
from incidentmap.query.apply import View
from incidentmap.query.place_selection import point_of, wanted


def circles(view: View) -> list[Circle]:
    """Give the circles around places by which the filter chooses."""
    codes = filter(None, map(wanted, view.filter.places))
    points = [(point_of(view.index, each.place_id), each.km) for each in codes if each.km]
    return [Circle(*point, km) for point, km in points if point and km]
