"""The legend of a picture: the categories, and what the forms of the marks mean."""

from __future__ import annotations

from dataclasses import dataclass

from incidentmap.export import flowing, map_fonts
from incidentmap.export.drawn_parts import Label, Part, moved, parts
from incidentmap.export.offscreen import noted_legend
from incidentmap.export.page_look import INK
from incidentmap.mapping.mark_forms import FORMS
from incidentmap.model import words
from incidentmap.model.vocabulary import Category

SIZE = 14.5
ROW, GAP, BESIDE = 33.0, 20.0, 7.0  # a row's height, from one sample to the next, from a sample to its words
CELLS = {"double rim": "several places"}


@dataclass(frozen=True, slots=True)
class Legend:
    """What is drawn, and how high it is."""

    parts: tuple[Part, ...]
    height: float


def legend(room: float, *, with_cells: bool) -> Legend:
    """Set samples of all marks with their words into rows of some width; cells only where some are drawn."""
    said = {category.value: (words.CATEGORY[category], "") for category in Category}
    said |= {form: ("", meaning) for form, meaning in (FORMS | (CELLS if with_cells else {})).items()}
    samples = noted_legend()
    wide = [samples[key]["width"] + BESIDE + _width(*text) for key, text in said.items()]
    drawn: list[Part] = []
    places = flowing.rows(wide, room, GAP)
    for (key, (name, meaning)), (left, row) in zip(said.items(), places, strict=True):
        middle = ROW * (row + 0.5)
        half = samples[key]["width"] / 2
        drawn += moved(parts(samples[key]["parts"]), left + half, middle)
        drawn.append(_words(name, meaning, left + 2 * half + BESIDE, middle))
    return Legend(tuple(drawn), ROW * (places[-1][1] + 1))


def _words(name: str, meaning: str, left: float, middle: float) -> Label:
    return Label(name or meaning, left, middle + SIZE * 0.34, SIZE, 700 if name else 400, colour=INK)


def _width(name: str, meaning: str) -> float:
    return map_fonts.width(name or meaning, SIZE, 700 if name else 400)
