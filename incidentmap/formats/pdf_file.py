"""PDF by typst: pages of ours, filled with plain data. What comes from data is strings to them, never markup.

1. The pages, the data and the pictures are files in memory: nothing else can be read, and no package is looked for.
2. A process of its own sets them (pdf_setter.py): who stops the one stops the other, and its memory goes with it, of
   which typst keeps much for what it may be asked next.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from incidentmap.errors import FileNotMade

_SETTER = Path(__file__).with_name("pdf_setter.py")


def to_pdf(
    template: Path, data: Mapping[str, Any], pictures: Mapping[str, str], fonts: Path, at: datetime,
    *, with_system_fonts: bool = False,
) -> bytes:  # fmt: skip
    """Write the pages of a template, made `at` a moment; it reads `data.json` and the `pictures`, SVG by name.

    The same data of the same moment give the same bytes, in letters of the folder `fonts`, unless the system's fonts
    are asked to step in. Raise `FileNotMade` for pages that cannot be set, with what typst says of them.
    """
    asked = {
        "files": {"main.typ": template.read_text("utf-8"), "data.json": json.dumps(data), **pictures},
        "fonts": str(fonts),
        "with_system_fonts": with_system_fonts,
        "at": round(at.timestamp()),
    }
    setter = [sys.executable, "-I", str(_SETTER)]
    done = subprocess.run(setter, input=json.dumps(asked).encode(), capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.decode(errors="replace")[-2_000:]
        raise FileNotMade(f"The pages of the PDF cannot be set; hand out another kind of file, such as HTML ({said})")
    return done.stdout
