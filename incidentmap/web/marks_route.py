"""The symbols of a window of the map, where they are too many to be sent with the page.

It speaks the grammar of the link, `snapshot` included, and `window=zoom,south,west,north,east` in degrees.
"""

from __future__ import annotations

from math import isfinite

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from incidentmap.errors import IncidentMapError
from incidentmap.gazetteer.shared_gazetteer import gazetteer_of
from incidentmap.index import Index
from incidentmap.mapping import row, symbols_of, thin
from incidentmap.query import Window, from_query, marks
from incidentmap.query.shared_index import SNAPSHOT, UnknownSnapshot, keeper_of, old_state_of, view_of
from incidentmap.settings import Settings

_NEVER_KEPT = {"Cache-Control": "no-store"}  # what somebody may see is nobody else's


def marks_of_window(request: Request) -> Response:
    """Answer with the rows of `mapping.layers.row`; a window that is none gets 400, trouble with the records 503."""
    window = _window(request.query_params.get("window", ""))
    if window is None:
        return JSONResponse({"error": "window is zoom,south,west,north,east"}, 400, _NEVER_KEPT)
    try:
        settings = Settings.from_environment()
        index, gazetteer = _index(settings, request.query_params.get(SNAPSHOT, "")), gazetteer_of(settings)
    except UnknownSnapshot as unknown:
        return JSONResponse({"error": f"no snapshot {unknown} is kept here"}, 404, _NEVER_KEPT)
    except IncidentMapError as trouble:
        return JSONResponse({"error": str(trouble)}, 503, _NEVER_KEPT)
    filter, _ = from_query(dict(request.query_params), index, others=request.query_params.keys())
    shown = symbols_of(marks(view_of(index, filter), window).marks, gazetteer)
    return JSONResponse([row(symbol) for symbol in thin([each for each in shown if each.stands_at])], 200, _NEVER_KEPT)


def _index(settings: Settings, snapshot_id: str) -> Index:
    return old_state_of(settings, snapshot_id).index if snapshot_id else keeper_of(settings).current()


def _window(said: str) -> Window | None:
    try:
        zoom, *bounds = (float(each) for each in said.split(","))
        south, west, north, east = bounds
    except ValueError:
        return None
    if not all(map(isfinite, (zoom, *bounds))) or not (0 <= zoom <= 30 and south <= north and west <= east):
        return None
    return Window(int(zoom), south, west, north, east)
