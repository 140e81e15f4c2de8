"""The outlines of governorates and districts, those that somebody added too, for the browser to keep.

It is asked with `v`, the version of the gazetteer, and an `id` for each place.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from incidentmap.errors import IncidentMapError
from incidentmap.gazetteer.shared_gazetteer import gazetteer_of
from incidentmap.mapping.areas import answer
from incidentmap.settings import Settings

_MOST = 200  # places
_KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
_NEVER_KEPT = {"Cache-Control": "no-store"}


def outlines_of_areas(request: Request) -> Response:
    """Answer as `mapping.areas.answer` says; too many places get 400, trouble with the gazetteer 503."""
    place_ids = request.query_params.getlist("id")
    if len(place_ids) > _MOST:
        return JSONResponse({"error": f"ask for at most {_MOST} areas at once"}, 400, _NEVER_KEPT)
    try:
        gazetteer = gazetteer_of(Settings.from_environment())
    except IncidentMapError as trouble:
        return JSONResponse({"error": str(trouble)}, 503, _NEVER_KEPT)
    lasting = request.query_params.get("v") == gazetteer.version
    return JSONResponse(answer(gazetteer, place_ids), 200, _KEPT if lasting else _NEVER_KEPT)
