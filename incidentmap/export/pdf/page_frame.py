"""What stands on every page: the marking, the filter in words, how much is shown, as of when, and the hash."""

from __future__ import annotations

from typing import Any

from incidentmap.export import flowing
from incidentmap.export.map_head import tlp_colour
from incidentmap.export.provenance import NOT_MARKED, Provenance
from incidentmap.model import words
from incidentmap.text.visible import visible

ROOM, SIZE, LINES = 370.0, 8.0, 3  # of the filter, in points
_OPEN, _CLOSE = "\u2066\u2067\u2068", "\u2069"


def frame(said: Provenance) -> dict[str, Any]:
    """Give it as plain words; a filter that is longer than its lines is whole on the first page."""
    return {
        "marking": marking(said.marking),
        "asked": asked_lines(visible(said.asked)),
        "shown": f"{said.shown} shown",
        "as_of": as_of(said),
        "hash": said.sha256,
    }


def marking(said: str) -> dict[str, str]:
    """Part a marking in words into the label, its colour, and what stands beside it; one that is not has no label."""
    if said == NOT_MARKED:
        return {"label": "", "colour": "", "beside": "", "said": said.capitalize()}
    label, _, beside = said.partition("; ")
    return {"label": label, "colour": tlp_colour(label), "beside": beside, "said": said}


def as_of(said: Provenance) -> str:
    """Write the moment as one reads it."""
    return f"{words.day(said.as_of.date())}, {said.as_of:%H:%M:%S} UTC"


def asked_lines(asked: str) -> list[str]:
    """Set the filter into lines, each whole in itself: what it isolates, it ends."""
    lines = flowing.lines(asked[:1].upper() + asked[1:], ROOM, SIZE)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1][:-26]} … (whole on the first page)"]
    return [_closed(lines, at) for at in range(len(lines))]


def _closed(lines: list[str], at: int) -> str:
    """Begin what an earlier line left open anew, and end what this one leaves open."""
    still = _left_open("".join(lines[:at]))
    line = "".join(still) + lines[at]
    return line + _CLOSE * len(_left_open(line))


def _left_open(text: str) -> list[str]:
    waiting: list[str] = []
    for sign in text:
        if sign in _OPEN:
            waiting.append(sign)
        elif sign == _CLOSE and waiting:
            waiting.pop()
    return waiting
