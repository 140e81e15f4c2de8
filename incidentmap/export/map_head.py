"""The head of a picture: the filter in words, the date of the data, how much is shown, and the marking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incidentmap.export import flowing, map_fonts
from incidentmap.export.drawn_parts import Label, Part, box
from incidentmap.export.page_look import INK, MARGIN, QUIET

# The colours of the Traffic Light Protocol on black, as on the screen.
TLP_COLOURS = {"RED": "#ff2b2b", "AMBER": "#ffc000", "GREEN": "#33ff00", "CLEAR": "#ffffff"}
SIZES, LINES, LEADING = (27.0, 21.0, 17.0, 14.0), 2, 1.2  # a title of more lines than two is set smaller
DETAILS, TLP, TOP = 16.0, 17.0, 12.0


def tlp_colour(label: str) -> str:
    """Give the colour of a label such as TLP:AMBER+STRICT."""
    return TLP_COLOURS[label.removeprefix("TLP:").partition("+")[0]]


@dataclass(frozen=True, slots=True)
class Head:
    """What is drawn, and how high it is."""

    parts: tuple[Part, ...]
    height: float


def head(title: str, details: Sequence[str], marking: tuple[str, str], width: float, most: float) -> Head:
    """Set the head of a page, at most so high; the marking stands in its upper right corner, and nothing beside it."""
    marked = list(_marking(*marking, width - MARGIN))
    room = min((each.x for each in marked if isinstance(each, Label)), default=width) - 2 * MARGIN
    lines, size = _title(title, room, most - TOP - DETAILS * 1.5)
    first = TOP + size
    below = first + (len(lines) - 1) * size * LEADING + DETAILS * 1.5
    said = Label("   ·   ".join(filter(None, details)), MARGIN, below, DETAILS, colour=QUIET)
    titles = [Label(text, MARGIN, first + at * size * LEADING, size, 700, colour=INK) for at, text in enumerate(lines)]
    return Head((*titles, said, *marked), below + 13)


def _title(title: str, room: float, most: float) -> tuple[list[str], float]:
    """Break the title into lines, smaller the longer it is; what is still too long ends in dots, whole in the file."""
    for size in SIZES:
        lines = flowing.lines(title, room, size, 700)
        if len(lines) <= LINES and len(lines) * size * LEADING <= most:
            return lines, size
    fit = max(int(most / (SIZES[-1] * LEADING)), 1)
    kept = lines[:fit]
    return ([*kept[:-1], f"{kept[-1][:-1]} …"] if len(lines) > fit else kept), SIZES[-1]


def _marking(label: str, beside: str, right: float) -> Iterator[Part]:
    """Write the label as the protocol does, its colour on black, and what is to be said below it."""
    if label:
        colour = tlp_colour(label)
        wide = map_fonts.width(label, TLP, 700) + 20
        yield box(right - wide, 16, wide, TLP * 1.5, fill="#000000")
        yield Label(label, right - wide + 10, 16 + TLP * 1.1, TLP, 700, colour=colour)
    if beside:
        yield Label(beside, right - map_fonts.width(beside, DETAILS), 59 if label else 34, DETAILS, colour=QUIET)
