"""From the marks that are selected to the symbols that are drawn."""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan

from incidentmap.mapping.assets import label_points
from incidentmap.mapping.symbols import Symbol
from incidentmap.model.vocabulary import Category, WherePrec
from incidentmap.query import Mark


def symbols_of(marks: Iterable[Mark]) -> list[Symbol]:
    """Make a symbol of each mark; counts on areas get the label position of theirs."""
    return [_symbol(mark) for mark in marks]


def _symbol(mark: Mark) -> Symbol:
    """A mark without a point stands where its area is labelled."""
    point = (None, None) if mark.on_area else (mark.latitude, mark.longitude)
    area = mark.place_id.partition(":")[2] if mark.on_area else ""
    label = label_points().get(area, (None, None))
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
        label_latitude=label[0],
        label_longitude=label[1],
    )
