"""Files that somebody brings to the gazetteer, and what was refused of them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from incidentmap.gazetteer.add_file import Added, add
from incidentmap.gazetteer.extend import OWN
from incidentmap.settings import GEODATA

BASE = GEODATA / "gazetteer.sqlite"


VILLAGE = (
    "123456789\tTall Xyzzy\tTall Xyzzy\tTell Xyzzy,تل زيزي,xyzzy\t33.45\t43.2\tP\tPPL\tIQ\t\t01\t98718\t\t\t900\t\t50\t"
    "Asia/Baghdad\t2020-01-01"
)


def changed(line: str, **columns: str) -> str:
    cells = line.split("\t")
    for column, value in columns.items():
        cells[int(column[1:])] = value
    return "\t".join(cells)


def bring(
    tmp_path: Path, name: str, content: str | bytes, source: str = "GeoNames", licence: str = "CC BY 4.0"
) -> Added:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return add(file, BASE, tmp_path / "home" / OWN, source, licence)


def reasons(added: Added) -> list[tuple[str, str, str]]:
    assert added.report is not None
    with added.report.open(encoding="utf-8", newline="") as file:
        return [(row["line"], row["field"], row["reason"]) for row in csv.DictReader(file)]


def square(west: float, south: float, size: float, **properties: Any) -> dict[str, Any]:
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def collection(*features: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


ANBAR = square(41.5, 32.5, 1.5, ADM1_EN="Al-Anbar", ADM1_PCODE="IQG01", ADM0_PCODE="IQ")
