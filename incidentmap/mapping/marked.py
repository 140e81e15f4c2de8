"""From the marks that are selected to the symbols that are drawn, and where a place has its label and its outline."""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan
from typing import NamedTuple

from incidentmap.gazetteer import Gazetteer
from incidentmap.mapping.areas import outlined
from incidentmap.mapping.assets import label_points
from incidentmap.mapping.symbols import Symbol
from incidentmap.model.vocabulary import WITHOUT_POINT, Category, WherePrec
from incidentmap.query import Mark


class Label(NamedTuple):
    """Where the counts of an area stand, in degrees, and its outline, if one is known."""

    latitude: float | None = None
    longitude: float | None = None
    outlines: tuple[str, ...] = ()


def symbols_of(marks: Iterable[Mark], gazetteer: Gazetteer) -> list[Symbol]:
    """Make a symbol of each mark, with the label position of its area and the outline of a governorate or district."""
    return [_symbol(mark, label_of(gazetteer, mark.place_id, mark.where_prec)) for mark in marks]


def label_of(gazetteer: Gazetteer, place_id: str, where_prec: int) -> Label:
    """Give the label of a place that is drawn as a count on a country or area, or as an outline; else a blank one."""
    if where_prec in WITHOUT_POINT:
        return Label(*label_points().get(place_id.partition(":")[2], (None, None)))
    found = outlined(gazetteer, place_id, where_prec)
    return Label(found.latitude, found.longitude, (found.reference,)) if found else Label()


def _symbol(mark: Mark, label: Label) -> Symbol:
    point = (None, None) if mark.on_area else (mark.latitude, mark.longitude)
    return Symbol(
        place_id=mark.place_id,
        place_name=mark.place_name,
        category=Category(mark.category),
        count=mark.count,
        incident_ids=mark.incident_ids,
        where_prec=WherePrec(mark.where_prec),
        latitude=point[0],
        longitude=point[1],
        radius_km=None if isnan(mark.uncertainty_km) else round(mark.uncertainty_km, 3),
        hollow=mark.all_intercepted,
        label_latitude=label.latitude,
        label_longitude=label.longitude,
        outlines=label.outlines,
    )
