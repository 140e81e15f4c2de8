"""A colour as shapes, lines and letters of a slide are filled with it."""

from __future__ import annotations

import re

_HEX = re.compile("#([0-9a-fA-F]{6})")
_RGBA = re.compile(r"rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)")


def solid(colour: str, opacity: float = 1) -> str:
    """Write a colour, as CSS has it, and how strong it is."""
    return f"<a:solidFill>{bare(colour, opacity)}</a:solidFill>"


def bare(colour: str, opacity: float = 1) -> str:
    """Write the same for what is no fill."""
    if found := _RGBA.fullmatch(colour):
        colour = f"#{int(found[1]):02x}{int(found[2]):02x}{int(found[3]):02x}"
        opacity *= float(found[4])
    if not _HEX.fullmatch(colour):
        raise ValueError(f"{colour!r} is no colour as the map has them")
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f'<a:srgbClr val="{colour[1:].upper()}">{alpha}</a:srgbClr>'
