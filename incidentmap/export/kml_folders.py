"""A hand-out as KML: what is known to a point in one folder, areas in one of their own, what has neither in a third."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from incidentmap.export.hand_out import HandOut, Row
from incidentmap.export.row_facts import Facts, facts, figure_titles
from incidentmap.export.row_geometry import Drawn, DrawnAs, drawn
from incidentmap.formats.kml_file import Folder, Placemark, to_kml
from incidentmap.model import record_words, words
from incidentmap.model.vocabulary import Category
from incidentmap.query.filters.base import isolated

COLOURS = {Category.STRIKE: "#0072B2", Category.ATTACK: "#D55E00", Category.OTHER: "#666666"}
_AREAS = "Somewhere inside: the outline of a district or governorate, or a ring at sea"
FOLDERS = {
    DrawnAs.POINT: "Known to a site, or near it",
    DrawnAs.OUTLINE: _AREAS,
    DrawnAs.RING: _AREAS,
    DrawnAs.NOTHING: "Without a point: only a wider area is known, or no place",
}
_TOLD = {  # in the balloon of a placemark, by the name of the fact
    "when": "When",
    "where": "Where",
    "place_text": "Place, as written",
    "summary": "Summary",
    "who_did_it": "Who did it",
    "directed_against": "Directed against",
}
_KNOWN_FROM = {"excerpts": "Words", "sources": "Sources"}
_CELLS = Markup("<tr><th>{}</th><td><bdi>{}</bdi></td></tr>")


def write(hand_out: HandOut) -> bytes:
    """Write the file."""
    folders: dict[str, list[Placemark]] = {name: [] for name in FOLDERS.values()}
    for row in hand_out.rows():
        where = drawn(row, hand_out.gazetteer)
        folders[FOLDERS[where.kind]].append(_placemark(row, where, facts(row, where, hand_out.names)))
    about = {title: str(said) for title, said in hand_out.provenance.lines()}
    return to_kml(
        name=f"Incidents: {hand_out.provenance.asked}",
        description=_table(about),
        data=about,
        colours={category.value: colour for category, colour in COLOURS.items()},
        folders=[Folder(name, placemarks) for name, placemarks in folders.items()],
    )


def _placemark(row: Row, where: Drawn, said: Facts) -> Placemark:
    held = row.record.incident
    place = row.place.name if row.place else held.place_text
    name = " · ".join(filter(None, (said["when"], words.CATEGORY[held.category], isolated(place))))
    return Placemark(
        name=name,
        description=_table(_balloon(said)),
        begin=held.date_earliest,
        end=held.date_latest,
        style=held.category.value,
        data={fact: _text(value) for fact, value in said.items() if value is not None},
        geometry=where.geometry,
    )


def _balloon(said: Facts) -> dict[str, str]:
    """Choose what is read at a click; figures that no source states are left out."""
    figures = {fact: title for fact, title in figure_titles().items() if said[fact] != record_words.NOT_STATED}
    return {title: _text(said[fact]) for fact, title in (_TOLD | figures | _KNOWN_FROM).items() if said[fact]}


def _text(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value)


def _table(rows: dict[str, str]) -> Markup:
    """Write rows as HTML: what is in them stays text, and Arabic turns nothing beside it."""
    return Markup("<table>{}</table>").format(Markup("").join(_CELLS.format(*each) for each in rows.items()))
