"""A small map of one question: the places that come into it, drawn as the big map would; a click chooses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from incidentmap.mapping import Symbol, base_map, category_groups, label_of
from incidentmap.model import Incident, Placement
from incidentmap.model import vocabulary as v
from incidentmap.ui.shared import session

HEIGHT = 300
_RETURNED = ["last_clicked", "last_object_clicked", "last_active_drawing"]
_KM = 111  # of one degree of latitude
_ZOOMS = ((20, 8), (60, 7), (160, 6), (350, 5), (700, 4), (1_500, 3))  # up to so many km about the middle


def show(
    key: str,
    symbols: Sequence[Symbol],
    on_point: Callable[[str], None] | None = None,
    selected: str | None = None,
    on_mark: Callable[[str], None] | None = None,
    height: int = HEIGHT,
) -> None:
    """Draw symbols, come as near as all are seen, and hand over a click.

    `on_mark` is told the place of a mark, `on_point` any other point, as one would write it.
    """

    def clicked() -> None:
        found = st.session_state.get(key) or {}
        point = found.get("last_clicked")
        if on_mark and (named := _marked(found)):
            on_mark(named)
        elif on_point and point:
            on_point(f"{point['lat']:.5f}, {point['lng']:.5f}")

    st_folium(
        base_map("page", street_tiles=False),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=_RETURNED if on_mark else ["last_clicked"] if on_point else [],
        feature_group_to_add=category_groups(symbols, selected),
        center=_middle(symbols),
        zoom=_zoom(symbols),
        on_change=clicked,
    )


def symbol(placement: Placement, incident: Incident, name: str = "") -> Symbol:
    """Make the symbol of one incident where a placement puts it, drawn as the big map would."""
    place_id, where_prec = placement.place_id or "", placement.where_prec or v.WherePrec.COUNTRY
    label = label_of(session.gazetteer(), place_id, where_prec)
    return Symbol(
        place_id=place_id,
        place_name=name,
        category=incident.category,
        count=1,
        incident_ids=(incident.incident_id,),
        where_prec=where_prec,
        latitude=placement.latitude,
        longitude=placement.longitude,
        radius_km=placement.uncertainty_km or 0.0,
        hollow=incident.outcome is v.Outcome.INTERCEPTED,
        label_latitude=label.latitude,
        label_longitude=label.longitude,
        outlines=label.outlines,
    )


def _marked(found: Mapping[str, Any]) -> str:
    """Give the place of the mark that was clicked, "" where the click was beside all marks.

    Our script sends a click on a mark at once, without its point; the component sends both points a little later.
    """
    point = found.get("last_clicked")
    said = (found.get("last_active_drawing") or {}).get("properties") or {}
    return str(said.get("place_id") or "") if point is None or point == found.get("last_object_clicked") else ""


def _middle(symbols: Sequence[Symbol]) -> tuple[float, float] | None:
    (south, north), (west, east) = _span(symbols)
    return ((south + north) / 2, (west + east) / 2) if symbols else None


def _zoom(symbols: Sequence[Symbol]) -> int | None:
    """Come as near as every place, and the radius of each, can still be seen whole."""
    if not symbols:
        return None
    (south, north), (west, east) = _span(symbols)
    radius = max(each.radius_km or 1.0 for each in symbols) + _KM * max(north - south, (east - west) / 2) / 2
    return next((zoom for most, zoom in _ZOOMS if radius <= most), 2)


def _span(symbols: Sequence[Symbol]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Give the southern and northern, the western and eastern end of what is drawn."""
    points = [each.stands_at for each in symbols if each.stands_at] or [(0.0, 0.0)]
    latitudes, longitudes = zip(*points, strict=True)
    return (min(latitudes), max(latitudes)), (min(longitudes), max(longitudes))
