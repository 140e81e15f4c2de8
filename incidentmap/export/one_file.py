"""A hand-out as one HTML file, which opens from disk and asks for nothing: the map, the time, the cards, the search.

1. Leaflet and the screen's own scripts are in it as they are, so that the map is laid out and drawn as on the screen.
2. What they ask a server for is in it as data: the base map, the outlines of areas, the rows (`file_rows`).
3. The scripts of static/one_file/ narrow the rows by category, days and words, and show the cards.
4. What it says of itself stands in the page, and needs no script to be read.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any

from incidentmap.errors import TableTooLarge
from incidentmap.export.file_body import body, title
from incidentmap.export.file_frame import most_of
from incidentmap.export.file_rows import Plain, outlines, plain_rows
from incidentmap.export.hand_out import HandOut
from incidentmap.formats.html_file import to_html
from incidentmap.mapping import assets
from incidentmap.mapping.basemap import NEAREST, THEATRE, ZOOM
from incidentmap.query.place_circles import circles

MOST = 20_000  # incidents: a browser opens no more of them from one file in a few seconds
SCRIPTS = ("folding.js", "narrowing.js", "joining.js", "cards.js", "time_bar.js", "file_map.js", "page.js")
_STATIC = Path(__file__).resolve().parent / "static" / "one_file"
_PICTURE = re.compile(r"url\((?!data:)[^)]*\)")  # Leaflet's style sheet names icons that nothing here shows


def write(hand_out: HandOut) -> bytes:
    """Write the file; raise `TableTooLarge` for more incidents than a browser opens from one file."""
    check(hand_out)
    said = hand_out.provenance
    rows, places = plain_rows(hand_out)
    return to_html(
        title=f"Incidents: {title(said)}",
        body=body(said, sorted({place["from"] for place in places if place["from"]})),
        styles=[_PICTURE.sub("none", _text(assets.LEAFLET / "leaflet.css")), *map(_text, _styles())],
        data=_data(hand_out, rows, places),
        scripts=[
            _text(assets.LEAFLET / "leaflet.js"),
            assets.bundle().decode(),
            *(_text(_STATIC / each) for each in SCRIPTS),
        ],
    )


def check(hand_out: HandOut) -> None:
    """Raise `TableTooLarge` for more incidents than a browser opens from one file, without writing one."""
    if (shown := hand_out.provenance.counts.shown) > MOST:
        raise TableTooLarge(
            f"{shown:,} incidents are too many for one HTML file, which holds {MOST:,}; narrow the filters"
        )


def _styles() -> list[Path]:
    return [*(assets.STATIC / name for name in assets.STYLES), _STATIC / "page.css"]


def _data(hand_out: HandOut, rows: list[Plain], places: list[Plain]) -> dict[str, Any]:
    """Give what the scripts read, by the id of its element; the base map comes as the screen gets it."""
    points, around = [row["at"] for row in rows if row["at"]], circles(hand_out.view)
    return _base_map() | {
        "hand-out": {
            "about": dict(hand_out.provenance.lines()),
            "map": {
                "center": THEATRE,
                "zoom": ZOOM,
                "nearest": NEAREST,
                "relief": list(assets.RELIEF),
                "bounds": assets.RELIEF_BOUNDS,
                "attribution": assets.ATTRIBUTION,
                "most": most_of(points, around),
            },
            "circles": around,
            "places": places,
            "outlines": outlines(places, hand_out.gazetteer),
            "incidents": rows,
        },
    }


@cache
def _base_map() -> dict[str, Any]:
    """Give land, borders, waters, names and relief."""
    relief = {f"relief-{theme}": b64encode(path.read_bytes()).decode() for theme, path in assets.RELIEF.items()}
    return {"outlines": json.loads(_text(assets.OUTLINES)), "detail": json.loads(_text(assets.DETAIL)), **relief}


def _text(path: Path) -> str:
    return path.read_text("utf-8")
