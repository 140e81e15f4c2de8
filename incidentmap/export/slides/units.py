"""Lengths on a slide: a unit is a pixel of a page 1,280 wide, as pictures of the map have it."""

from __future__ import annotations

EMU = 9_525  # of PowerPoint in a unit
WIDTH, HEIGHT = 1_280, 720  # of a slide
MARGIN = 24
FONT = "Arial"  # every machine has it, or one with its widths; it has Arabic letters


def emu(units: float) -> int:
    """Give a length as PowerPoint counts it."""
    return round(units * EMU)


def hundredths(units: float) -> int:
    """Give the size of letters in hundredths of a point."""
    return round(units * 75)
