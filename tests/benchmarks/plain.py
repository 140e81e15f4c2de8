"""The plain way: scratch apps as they are mostly written, but with Leaflet from this machine, to be fair."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd

from incidentmap.index import Index
from incidentmap.mapping.assets import label_points
from incidentmap.query import IncidentFilter, apply, table
from incidentmap.settings import PROJECT

# Folium's popups call jQuery for one thing: to make an element of a string. This does it, and no more.
_JQUERY = """
window.$ = (html) => {
  const box = document.createElement("template");
  box.innerHTML = html.trim();
  return [box.content.firstElementChild];
};
"""
_SERVER = """
from incidentmap.mapping import assets
from streamlit.starlette import App
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

JQUERY = {jquery!r}
ROUTES = [
    Mount("/plain/leaflet", StaticFiles(directory=assets.LEAFLET)),
    Route("/plain/jquery.js", lambda _request: Response(JQUERY, media_type="text/javascript")),
]
app = App({script!r}, routes=ROUTES)
"""
_TOP = """
import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium


class LocalMap(folium.Map):
    default_js = [("leaflet", "/plain/leaflet/leaflet.js"), ("jquery", "/plain/jquery.js")]
    default_css = [("leaflet_css", "/plain/leaflet/leaflet.css")]


st.set_page_config(layout="wide")
themap = LocalMap([34.2, 41.5], zoom_start=6, tiles=None)
"""
_EMPTY = "st_folium(themap, height=600, use_container_width=True, returned_objects=[])\n"
_MARKERS = """
@st.cache_data
def read():
    return pd.read_csv("incidents.csv", parse_dates=["date"])


rows = read()
with st.sidebar:
    days = st.date_input("Dates", (rows.date.min(), rows.date.max()), key="dates")
    chosen = st.pills("Category", ["strike", "attack", "other"], selection_mode="multi", key="categories")
if len(days) == 2:
    rows = rows[rows.date.between(pd.Timestamp(days[0]), pd.Timestamp(days[1]))]
if chosen:
    rows = rows[rows.category.isin(chosen)]
for row in rows.itertuples():
    folium.Marker(
        [row.latitude, row.longitude],
        popup=folium.Popup(f"{row.date:%Y-%m-%d}: {row.summary}", max_width=300),
        tooltip=row.place,
    ).add_to(themap)
"""


def write_markers(folder: Path, index: Index) -> Path:
    """Write an app that draws a marker for each incident."""
    markers = _app(folder / "markers", _TOP + _MARKERS + _EMPTY)
    _table(index).to_csv(markers / "incidents.csv", index=False)
    return markers


def write_empty(folder: Path) -> Path:
    """Write an app with an empty map."""
    return _app(folder / "empty", _TOP + _EMPTY)


def _app(folder: Path, script: str) -> Path:
    shutil.copytree(PROJECT / ".streamlit", folder / ".streamlit")
    (folder / "page.py").write_text(script, "utf-8")
    (folder / "app.py").write_text(_SERVER.format(jquery=_JQUERY, script=str(folder / "page.py")), "utf-8")
    return folder


def _table(index: Index) -> pd.DataFrame:
    """Put what has no point where its area is labelled, so that both ways draw the same incidents."""
    shown = table(index, apply(index, IncidentFilter()).rows)
    shown = shown[shown["where_prec"] > 0]
    area = shown["place_id"].astype("str").str.partition(":")[2]
    codes = set(area)
    labels = {code: point for code, point in label_points().items() if code in codes}
    return pd.DataFrame(
        {
            "date": shown["date_latest"],
            "category": shown["category"],
            "latitude": shown["latitude"].fillna(area.map({code: at[0] for code, at in labels.items()})),
            "longitude": shown["longitude"].fillna(area.map({code: at[1] for code, at in labels.items()})),
            "place": shown["place_name"],
            "summary": shown["summary"],
        }
    ).dropna(subset=["latitude"])
