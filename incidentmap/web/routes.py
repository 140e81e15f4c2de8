"""Our own files on our own routes, so that the map needs no network; and the word of a browser that it has painted.

The routes do not follow ``server.baseUrlPath``: a proxy must pass /assets on.
"""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from incidentmap.mapping import assets, painted
from incidentmap.mapping.areas import AREAS
from incidentmap.mapping.assets import MARKS
from incidentmap.web.areas_route import outlines_of_areas
from incidentmap.web.marks_route import marks_of_window

_A_YEAR = {"Cache-Control": "public, max-age=31536000, immutable"}


class LastingFiles(StaticFiles):
    """Static files whose addresses carry their version, so the browser may keep them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Add the long caching to what is found."""
        response = await super().get_response(path, scope)
        if response.status_code == 200 and scope["query_string"]:
            response.headers.update(_A_YEAR)
        return response


def routes() -> list[BaseRoute]:
    """Give the routes to hand to the server."""
    return [
        Mount("/assets/leaflet", LastingFiles(directory=assets.LEAFLET)),
        Route("/assets/incidentmap/map.js", _bundle),
        Mount("/assets/incidentmap", LastingFiles(directory=assets.STATIC)),
        *(_lasting(f"/assets/{path.name}", path) for path in (assets.OUTLINES, assets.DETAIL)),
        *(_lasting(f"/assets/relief/{path.name}", path) for path in assets.RELIEF.values()),
        Route(MARKS, marks_of_window),
        Route(AREAS, outlines_of_areas),
        Route("/assets/painted", _painted, methods=["POST"]),
    ]


def _lasting(address: str, path: Path) -> Route:
    return Route(address, lambda _request: FileResponse(path, headers=_A_YEAR))


def _bundle(request: Request) -> Response:
    kept = _A_YEAR if request.query_params else None
    return Response(assets.bundle(), media_type="text/javascript", headers=kept)


async def _painted(_request: Request) -> Response:
    painted.hear()
    return Response(status_code=204)
