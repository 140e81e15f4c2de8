"""What pictures are made of: shapes and words as plain data, in pixels to the right of and below a corner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

# A letter of M (move), L (line), C (cubic curve) or Z (close), and its points as x, y in turn.
Step = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A path of lines and curves, filled by the even-odd rule where it has a fill, drawn along where it has a stroke.

    Colours are CSS colours, "" for none. What is hatched is filled with the map's one hatch in the colour of `fill`.
    """

    path: tuple[Step, ...]
    fill: str = ""
    fill_opacity: float = 1
    is_hatched: bool = False
    stroke: str = ""
    stroke_opacity: float = 1
    stroke_width: float = 0
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text at its baseline; `align` is that of `x`: left, center or right of it.

    With a halo, it is only that: a contour, with the same text written over it by another label. A length is the room
    that was made for it, where something stands right beside it.
    """

    text: str
    x: float
    y: float
    size: float
    weight: int = 400
    italic: bool = False
    align: str = "left"
    spacing: float = 0
    length: float = 0
    colour: str = ""
    halo: str = ""
    halo_width: float = 0
    halo_opacity: float = 1


Part = Shape | Label


def parts(noted: Iterable[dict[str, Any]]) -> tuple[Part, ...]:
    """Make parts of what static/offscreen.js has noted."""
    return tuple(Label(**each) if "text" in each else _shape(**each) for each in noted)


def moved(drawn: Iterable[Part], right: float, down: float) -> list[Part]:
    """Put parts elsewhere."""
    return [_moved(each, right, down) for each in drawn]


def box(x: float, y: float, width: float, height: float, **style: Any) -> Shape:
    """Make a rectangle."""
    right, bottom = x + width, y + height
    return Shape((("M", x, y), ("L", right, y), ("L", right, bottom), ("L", x, bottom), ("Z",)), **style)


def line(x: float, y: float, to_x: float, to_y: float, **style: Any) -> Shape:
    """Make a straight line."""
    return Shape((("M", x, y), ("L", to_x, to_y)), **style)


def _moved(part: Part, right: float, down: float) -> Part:
    if isinstance(part, Label):
        return replace(part, x=part.x + right, y=part.y + down)
    by = (down, right)  # the letter of a step is its number 0
    path = tuple((step[0], *(each + by[at % 2] for at, each in enumerate(step[1:], 1))) for step in part.path)
    return replace(part, path=path)


def _shape(path: list[list[Any]], dashes: Iterable[float] = (), **style: Any) -> Shape:
    return Shape(tuple(map(tuple, path)), dashes=tuple(dashes), **style)
