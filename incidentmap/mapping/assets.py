"""Our own files for the browser, and the addresses under which it finds them: they carry a version, and last."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from incidentmap.errors import ReferenceFileUnavailable
from incidentmap.settings import GEODATA

# Its files are found, and it is not imported: as a namespace package of the old kind it would want setuptools.
LEAFLET = Path(str(distribution("XStatic-Leaflet").locate_file("xstatic/pkg/leaflet/data")))
STATIC = Path(__file__).resolve().parent / "static"
OUTLINES = GEODATA / "outlines.json"
DETAIL = GEODATA / "detail.json"
RELIEF = {theme: GEODATA / f"relief-{theme}.webp" for theme in ("light", "dark")}
RELIEF_BOUNDS = (5.0, 20.0, 48.0, 75.0)  # south, west, north, east, as geodata/relief.py cuts it
MARKS = "/assets/marks"  # where the browser asks for the symbols of other windows
ATTRIBUTION = "Natural Earth · GeoNames CC BY 4.0 · NOAA"

# In the order in which the browser must load them.
SCRIPTS = (
    "theme.js",
    "glyphs.js",
    "layout.js",
    "name_styles.js",
    "names.js",
    "detail.js",
    "outlines.js",
    "areas.js",
    "marks.js",
    "windows.js",
    "framing.js",
    "symbols.js",
    "look.js",
    "circles.js",
    "gestures.js",
    "frame.js",
)
STYLES = ("incidentmap.css",)


def bundle() -> bytes:
    """Join our scripts; each stays as it is, so the first one's "use strict" holds for all."""
    return b"\n".join(_content(STATIC / name) for name in SCRIPTS)


def script_links() -> list[tuple[str, str]]:
    """Name and address of each script of the base map, in loading order.

    Ours come as one: st_folium asks for a script only when it has the one before, and each of them waits its turn.
    """
    leaflet_js = f"/assets/leaflet/leaflet.js?v={version_of(LEAFLET / 'leaflet.js')}"
    return [("leaflet", leaflet_js), ("incidentmap", f"/assets/incidentmap/map.js?v={static_version()}")]


def style_links() -> list[tuple[str, str]]:
    """Name and address of each style sheet of the base map."""
    ours = [(name, f"/assets/incidentmap/{name}?v={static_version()}") for name in STYLES]
    return [("leaflet_css", f"/assets/leaflet/leaflet.css?v={version_of(LEAFLET / 'leaflet.css')}"), *ours]


def outlines_link() -> str:
    """The address of the outlines, which changes when they do."""
    return f"/assets/outlines.json?v={version_of(OUTLINES)}"


def detail_link() -> str:
    """The address of the rivers, lakes and further names."""
    return f"/assets/detail.json?v={version_of(DETAIL)}"


def relief_link(theme: str) -> str:
    """The address of the relief for a theme."""
    return f"/assets/relief/{RELIEF[theme].name}?v={version_of(RELIEF[theme])}"


@cache
def version_of(*paths: Path) -> str:
    """A short hash of the files' content, taken once per process."""
    return hashlib.sha256(b"".join(map(_content, paths))).hexdigest()[:12]


def static_version() -> str:
    """One version for all of our scripts and styles: they belong together."""
    return version_of(*(STATIC / name for name in SCRIPTS + STYLES))


@cache
def label_points() -> dict[str, tuple[float, float]]:
    """Latitude and longitude for a count on a whole area, by ISO 3166 code of the country or first-level area."""
    labels = json.loads(_content(OUTLINES))["labels"]
    return {one["code"]: (one["at"][1], one["at"][0]) for one in labels if one["kind"] in ("country", "admin1")}


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise ReferenceFileUnavailable(f"{path.name}: cannot be read ({trouble.strerror}); put the file back") from None
