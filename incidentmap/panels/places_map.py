"""A small map of one question: the places that come into it, drawn as the big map would; a click chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit_folium import st_folium

from incidentmap.mapping import Symbol, base_map, category_groups
from incidentmap.model import Incident, Placement
from incidentmap.model import vocabulary as v
from incidentmap.panels.map_panel import theme

HEIGHT = 300


def show(
    key: str,
    symbols: Sequence[Symbol],
    look_at: Symbol | None,
    on_point: Callable[[str], None] | None = None,
) -> None:
    """Draw symbols, come near to one, and hand over a click as a point, as one would write it."""

    def clicked() -> None:
        found = (st.session_state.get(key) or {}).get("last_clicked")
        if found and on_point:
            on_point(f"{found['lat']:.5f}, {found['lng']:.5f}")

    st_folium(
        base_map(theme(), street_tiles=False),
        key=key,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["last_clicked"] if on_point else [],
        feature_group_to_add=category_groups(symbols, look_at.place_id if look_at and len(symbols) > 1 else None),
        center=look_at.stands_at if look_at else None,
        zoom=_zoom(look_at),
        on_change=clicked,
    )


def symbol(placement: Placement, incident: Incident, name: str = "") -> Symbol:
    """Make the symbol of one incident where a placement puts it."""
    return Symbol(
        place_id=placement.place_id or "",
        place_name=name,
        category=incident.category,
        count=1,
        incident_ids=(incident.incident_id,),
        where_prec=placement.where_prec or v.WherePrec.COUNTRY,
        latitude=placement.latitude,
        longitude=placement.longitude,
        radius_km=placement.uncertainty_km or 0.0,
        hollow=incident.outcome is v.Outcome.INTERCEPTED,
    )


def _zoom(look_at: Symbol | None) -> int | None:
    """Come as near as the radius can still be seen whole."""
    if look_at is None or look_at.stands_at is None:
        return None
    radius = look_at.radius_km or 1.0
    return 8 if radius <= 20 else 7 if radius <= 60 else 6
