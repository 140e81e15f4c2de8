"""A hand-out as PDF: map and key figures of all that is shown on the first page, then the incidents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from incidentmap.export import map_fonts
from incidentmap.export.drawn_parts import Part, Shape, parts
from incidentmap.export.hand_out import HandOut
from incidentmap.export.key_figures import key_figures
from incidentmap.export.map_sheet import MapSheet, map_figure
from incidentmap.export.map_svg import svg
from incidentmap.export.map_words import ranges_kept
from incidentmap.export.offscreen import noted_legend
from incidentmap.export.page_look import INK, PAPER, QUIET, RULE
from incidentmap.export.pdf.figure_tables import fill, tables
from incidentmap.export.pdf.incident_entries import URL, breakable, entries
from incidentmap.export.pdf.page_frame import as_of, frame
from incidentmap.export.svg_elements import element, number
from incidentmap.formats.pdf_file import to_pdf
from incidentmap.model import words
from incidentmap.model.vocabulary import Category
from incidentmap.text.counting import counted
from incidentmap.text.visible import visible

TEMPLATE = Path(__file__).resolve().parent / "pages.typ"
MAP_WIDTH, MAP_HEIGHT = 510.0, 610.0  # units, on 118 mm: letters have the size that they have on A4 landscape
TITLES = ((90, 17), (200, 14), (600, 11))  # points of a title up to so many letters
SMALLEST_TITLE, TITLE_ROOM = 9, 28.0
FONTS = ("Source Sans 3", "Noto Sans Arabic")


def write(hand_out: HandOut) -> bytes:
    """Write the file; the same records of the same moment give the same bytes, wherever our fonts are enough."""
    said, tell = hand_out.provenance, hand_out.tell
    tell("drawing the map …")
    drawn = map_figure(hand_out.view, hand_out.gazetteer, MAP_WIDTH, MAP_HEIGHT)
    data = _kept(_data(hand_out, drawn)) | {"link": f"?{said.link}"}
    tell(f"setting {counted(len(data['incidents']['cards']), 'incident')} into pages …")
    pictures = {"map.svg": svg(drawn), **dict(_symbols())}
    covered = all(map(map_fonts.is_covered, (pictures["map.svg"], *_texts(data))))
    return to_pdf(TEMPLATE, data, pictures, map_fonts.FOLDER, said.as_of, with_system_fonts=not covered)


def _data(hand_out: HandOut, drawn: MapSheet) -> dict[str, Any]:
    said = hand_out.provenance
    title = visible(f"{said.asked[:1].upper()}{said.asked[1:]}")
    return {
        "title": breakable(title, TITLE_ROOM),
        "title_size": next((size for letters, size in TITLES if len(title) <= letters), SMALLEST_TITLE),
        "details": "   ·   ".join((f"{said.shown} shown", f"As of {as_of(said)}", _data_until(hand_out))),
        "colours": (INK, QUIET, RULE, PAPER),
        "fonts": FONTS,
        "frame": frame(said),
        "map_words": f"Map. {drawn.description}",
        **tables(key_figures(hand_out.view, said.as_of.date()), said.counts.may_be_same),
        "incidents": entries(hand_out),
        "about": [(name, breakable(visible(str(told)))) for name, told in said.lines()],
    }


def _data_until(hand_out: HandOut) -> str:
    until = hand_out.provenance.data_until
    return f"Data until {words.day(until)}" if until else "No data"


def _kept(value: Any) -> Any:
    """Keep every range of numbers in its order, wherever it stands but in an address."""
    if isinstance(value, dict):
        return {key: each if key == URL else _kept(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_kept(each) for each in value]
    return ranges_kept(value) if isinstance(value, str) else value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value


def _symbols() -> Iterator[tuple[str, str]]:
    """Draw the symbol of each category as a picture of its own, also hollow."""
    for category in Category:
        sample = noted_legend()[category.value]
        filled = [each for each in parts(sample["parts"]) if isinstance(each, Shape) and each.fill]
        hollow = [replace(each, fill=PAPER, stroke=fill(category), stroke_width=4) for each in filled]
        yield f"{category.value}.svg", _picture(filled, sample["width"])
        yield f"{category.value}-hollow.svg", _picture(hollow, sample["width"])


def _picture(drawn: list[Shape], width: float) -> str:
    low, size = number(-width / 2), number(width)
    shapes: list[Part] = [*drawn]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="{low} {low} {size} {size}">'
        f"{''.join(map(element, shapes))}</svg>"
    )
