"""Build `detail.json`: rivers, lakes, and the towns and bases that the map names as one comes nearer.

    python geodata/detail.py [--cache .cache/geodata]

1. Rivers and lakes: Natural Earth's, through mapeo-offline-map, cut to the window of the outlines.
2. Names: see names.py. Those of the first view are in `outlines.json`; the browser fetches this file later.
"""

from __future__ import annotations

import argparse
import json
import tarfile
import tomllib
from pathlib import Path
from typing import Any

import names
import outlines
import shapely
import sources
from shapely.geometry import shape

HERE = Path(__file__).resolve().parent
SMALLEST_LAKE = 0.004  # square degrees, about 40 km²


def layer(cache: Path, name: str) -> list[dict[str, Any]]:
    """The features of one layer of the package."""
    with tarfile.open(sources.tarball(cache, sources.WATERS)) as tar:
        features: list[dict[str, Any]] = json.load(tar.extractfile(f"package/dist/{name}.json"))["features"]  # type: ignore[arg-type]
        return features


def rivers(cache: Path) -> list[list[Any]]:
    """Each as the zoom at which it shows, its width, and its line; as Natural Earth tells the two."""
    found = []
    for feature in layer(cache, "rivers"):
        told = feature["properties"]
        for line in shapely.get_parts(shape(feature["geometry"]).intersection(outlines.WINDOW)):
            if line.geom_type == "LineString" and not line.is_empty:
                found.append([told["min_zoom"], told["strokeweig"], *outlines.pack(list(line.coords))])
    return sorted(found)


def lakes(cache: Path) -> tuple[list[list[int]], list[dict[str, Any]]]:
    """The rings of the lakes, and a label for each that has a name."""
    rings, labels = [], []
    for feature in layer(cache, "lakes"):
        area = shape(feature["geometry"]).intersection(outlines.WINDOW)
        if area.area > SMALLEST_LAKE:
            rings += [outlines.pack(ring) for ring in outlines.rings(area)]
            if name := feature["properties"]["name"]:
                labels.append(lake_label(name, area))
    return sorted(rings), labels


def lake_label(name: str, area: Any) -> dict[str, Any]:
    """A lake is named once it is large enough to be looked at; its name may be longer than it is wide."""
    at, radius = outlines.label_point(area)
    zoom = 7 if radius > 0.15 else 8 if radius > 0.08 else 9
    return {"kind": "lake", "code": "", "name": names.plain(name), "at": at, "zoom": zoom}


def build(cache: Path) -> dict[str, Any]:
    """The content of the file, as described above."""
    words = tomllib.loads((HERE / "outlines_labels.toml").read_text(encoding="utf-8"))
    first = json.loads((HERE / "outlines.json").read_text(encoding="utf-8"))["labels"]
    rings, named = lakes(cache)
    streams = [{"kind": "river", "code": "", **river} for river in words["rivers"]]
    labels = named + streams + names.once_each(first + named, names.bases(words) + names.towns(words))
    return {"scale": outlines.SCALE, "rivers": rivers(cache), "lakes": rings, "labels": [row(one) for one in labels]}


def row(label: dict[str, Any]) -> list[Any]:
    """A label as the browser unpacks it: kind, name, longitude, latitude, first zoom."""
    return [label["kind"], label["name"], *label["at"], label["zoom"]]


def main() -> None:
    """Write `detail.json` beside this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, default=HERE.parent / ".cache" / "geodata")
    text = json.dumps(build(parser.parse_args().cache), ensure_ascii=False, separators=(",", ":"))
    (HERE / "detail.json").write_text(text + "\n", encoding="utf-8")
    print(f"detail.json: {len(text.encode()) / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
