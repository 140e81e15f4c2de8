"""The shade of the ground beneath a picture of the map: the part of it that the window shows, as one JPEG."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from incidentmap.export.map_vectors import MapVectors
from incidentmap.mapping import assets

FINENESS = 1.5  # pixels of the picture for one unit of the map, where the relief has them
QUALITY = 84


@dataclass(frozen=True, slots=True)
class ReliefPicture:
    """A JPEG and where it lies on the map: x, y, width, height."""

    jpeg: bytes
    box: tuple[float, float, float, float]


def relief_picture(drawn: MapVectors) -> ReliefPicture | None:
    """Cut the relief to the window, on the colour of the land; None where the window has none.

    JPEG, which every program reads, knows no transparency: whoever draws it has to clip it to the land.
    """
    if drawn.relief is None:
        return None
    with Image.open(assets.RELIEF["light"]) as whole:
        x, y, width, height = drawn.relief.box
        across, down = whole.width / width, whole.height / height
        left, top = max(0, int(-x * across)), max(0, int(-y * down))
        right = min(whole.width, int((drawn.window.width - x) * across) + 1)
        bottom = min(whole.height, int((drawn.window.height - y) * down) + 1)
        if right <= left or bottom <= top:
            return None
        cut = whole.crop((left, top, right, bottom))
    where = (x + left / across, y + top / down, (right - left) / across, (bottom - top) / down)
    return ReliefPicture(_jpeg(cut, _land(drawn), (where[2], where[3])), where)


def _land(drawn: MapVectors) -> str:
    return next((each.fill for each in drawn.land if hasattr(each, "fill")), drawn.background)


def _jpeg(cut: Image.Image, land: str, units: tuple[float, float]) -> bytes:
    ground = Image.new("RGBA", cut.size, land)
    ground.alpha_composite(cut.convert("RGBA"))
    finest = (round(units[0] * FINENESS), round(units[1] * FINENESS))
    if finest[0] < cut.width:
        ground = ground.resize((max(finest[0], 1), max(finest[1], 1)), Image.Resampling.LANCZOS)
    file = BytesIO()
    ground.convert("RGB").save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()
