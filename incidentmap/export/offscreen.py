"""The screen's own scripts, run without a browser: pictures take their symbols, order, names and colours from them.

Nothing is drawn twice over in two languages: Leaflet and our scripts run as they are in a small engine, with stand-ins
for what they look for in a browser (static/stand_ins.js), and what they draw is noted (static/offscreen.js).
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import quickjs

from incidentmap.export import map_fonts
from incidentmap.mapping import assets

_STATIC = Path(__file__).resolve().parent / "static"
_FONT = re.compile(r"(italic )?(\d+) ([\d.]+)px")


def noted_map(asked: dict[str, Any]) -> dict[str, Any]:
    """Give what the screen would draw; see `noteMap` in static/offscreen.js for what is asked and answered."""
    base = "outlines: JSON.parse(outlines()), detail: JSON.parse(detail())"
    return _noted(f"noteMap({{...JSON.parse(asked()), {base}}})", asked)


@cache
def noted_legend() -> dict[str, Any]:
    """Give what the screen draws for each category and form, in the middle of nowhere; see `noteLegend`."""
    return _noted("noteLegend()", None)


def _noted(script: str, asked: Any) -> dict[str, Any]:
    """Load and run everything anew, which takes 20 ms: an engine must not be shared by threads."""
    engine = quickjs.Context()
    engine.add_callable("textWidthOf", _text_width)
    engine.add_callable("asked", lambda: json.dumps(asked))
    engine.add_callable("outlines", lambda: assets.OUTLINES.read_text("utf-8"))
    engine.add_callable("detail", lambda: assets.DETAIL.read_text("utf-8"))
    for source in _sources():
        engine.eval(source)
    noted: dict[str, Any] = json.loads(engine.eval(f"JSON.stringify({script})"))
    return noted


def _sources() -> list[str]:
    leaflet = (assets.LEAFLET / "leaflet.js").read_text("utf-8")
    ours = assets.bundle().decode("utf-8")
    return [(_STATIC / "stand_ins.js").read_text("utf-8"), leaflet, ours, (_STATIC / "offscreen.js").read_text("utf-8")]


def _text_width(text: str, font: str) -> float:
    found = _FONT.match(font)
    if found is None:
        raise ValueError(f"{font!r} is not a font as the scripts write it")
    slant, weight, size = found.groups()
    return map_fonts.width(text, float(size), int(weight), is_italic=bool(slant))
