"""The scripts of an HTML file, run without a browser: what they make of its data can be compared with the program."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import quickjs

from incidentmap.export import one_file
from incidentmap.mapping import assets

STATIC = Path(one_file.__file__).with_name("static")
PURE = ("folding.js", "narrowing.js", "joining.js")  # these touch no page


def ran(script: str, *given: Any) -> Any:
    """Give what a function makes of some values, all of them as JSON."""
    arguments = ", ".join(json.dumps(each) for each in given)
    return json.loads(_engine().eval(f"JSON.stringify(({script})({arguments}))"))


@cache
def _engine() -> quickjs.Context:
    engine = quickjs.Context()
    engine.add_callable("textWidthOf", lambda text, _font: 7 * len(text))
    leaflet = (assets.LEAFLET / "leaflet.js").read_text("utf-8")
    stand_ins = (STATIC / "stand_ins.js").read_text("utf-8")
    for source in (stand_ins, leaflet, assets.bundle().decode("utf-8")):
        engine.eval(source)
    for name in PURE:
        engine.eval((STATIC / "one_file" / name).read_text("utf-8"))
    return engine
