"""The button *Picture of this map*: what is shown as SVG or PNG, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from incidentmap.mapping.basemap import THEATRE, ZOOM
from incidentmap.query import View
from incidentmap.ui.shared import session
from incidentmap.ui.shared.sidebar import names

if TYPE_CHECKING:
    from incidentmap.export.map_sheet import MapSheet

SIZES = {"Slide, 1920 × 1080": (1920, 1080), "A4 landscape": (3508, 2480), "A4 portrait": (2480, 3508)}
WINDOWS = {"All that is shown": None, "As the map opens": (*THEATRE, float(ZOOM))}


def show(view: View) -> None:
    """Offer the picture in both formats."""
    with st.popover("Picture of this map", icon=":material/image:", key="picture"):
        st.caption("With title, date, marking, counts, legend and scale; says what is not on it.")
        size = st.selectbox("Size", list(SIZES), key="picture_size")
        window = st.radio("Part of the world", list(WINDOWS), key="picture_window", horizontal=True)
        with_relief = st.toggle("Relief", value=True, key="picture_relief")
        page = _page(view, SIZES[size], WINDOWS[window])
        _download(
            "SVG", "image/svg+xml", lambda: svg_of(page(), with_relief=with_relief), "text and lines can be edited"
        )
        _download("PNG", "image/png", lambda: png_of(page(), with_relief=with_relief), "for a slide or a page")


def _download(kind: str, mime: str, made: Callable[[], str | bytes], purpose: str) -> None:
    st.download_button(
        f"{kind}: {purpose}",
        made,
        file_name=f"map-{date.today().isoformat()}.{kind.lower()}",
        mime=mime,
        key=f"picture_{kind.lower()}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _page(view: View, pixels: tuple[int, int], at: tuple[float, float, float] | None) -> Callable[[], MapSheet]:
    """Give what draws the page; what it needs of the session is taken now, as the click has none."""
    gazetteer, named, today = session.gazetteer(), names(view.index), date.today()

    def page() -> MapSheet:
        from incidentmap.export.map_sheet import map_sheet  # the engine and the painter load when they are needed

        return map_sheet(view, gazetteer, named, pixels, today, at)

    return page


def svg_of(page: MapSheet, *, with_relief: bool) -> str:
    """Write the page as SVG."""
    from incidentmap.export.map_svg import svg

    return svg(page, with_relief=with_relief)


def png_of(page: MapSheet, *, with_relief: bool) -> bytes:
    """Paint the page as PNG."""
    from incidentmap.export.map_png import png

    return png(page, with_relief=with_relief)
