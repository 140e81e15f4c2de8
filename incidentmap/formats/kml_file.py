"""KML 2.2, written: folders of placemarks with time spans. It refers to nothing outside itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

import shapely
from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
_END = "</Document>\n</kml>\n"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # in XML; a sign is put in their place
_KEPT = {"\r": "&#13;"}  # else read as a line feed

Data = Mapping[str, str]


class Placemark(NamedTuple):
    """What a placemark says; `description` is HTML. An open `begin` is a span that has only an end."""

    name: str
    description: Markup
    begin: date | None
    end: date
    style: str
    data: Data
    geometry: BaseGeometry | None = None


class Folder(NamedTuple):
    """Placemarks under one name."""

    name: str
    placemarks: Sequence[Placemark]


def to_kml(name: str, description: Markup, data: Data, colours: Mapping[str, str], folders: Iterable[Folder]) -> bytes:
    """Write a document in UTF-8; `colours` are the styles by name, each #rrggbb."""
    parts = [_HEAD, _tag("name", name), _tag("description", description), *map(_style, colours.items()), _data(data)]
    for folder in folders:
        parts += ["<Folder>\n", _tag("name", folder.name), *map(_placemark, folder.placemarks), "</Folder>\n"]
    return "".join([*parts, _END]).encode()


def _placemark(placemark: Placemark) -> str:
    parts = [
        _tag("name", placemark.name),
        _tag("description", placemark.description),
        _span(placemark.begin, placemark.end),
        _tag("styleUrl", f"#{placemark.style}"),
        _data(placemark.data),
        _geometry(placemark.geometry) if placemark.geometry is not None else "",
    ]
    return f"<Placemark>\n{''.join(parts)}</Placemark>\n"


def _tag(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>\n"


def _text(text: str) -> str:
    """Write a text; a `Markup` is a text here as well, which whoever shows it reads as HTML."""
    return escape(_UNWRITABLE.sub("�", str(text)), _KEPT)


def _data(data: Data) -> str:
    held = "".join(f"<Data name={quoteattr(name)}><value>{_text(text)}</value></Data>\n" for name, text in data.items())
    return f"<ExtendedData>\n{held}</ExtendedData>\n"


def _span(begin: date | None, end: date) -> str:
    first = f"<begin>{begin.isoformat()}</begin>" if begin else ""
    return f"<TimeSpan>{first}<end>{end.isoformat()}</end></TimeSpan>\n"


def _style(style: tuple[str, str]) -> str:
    name, colour = style
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    line, area = f"ff{blue}{green}{red}", f"40{blue}{green}{red}"  # opacity first, then the colours backwards
    return (
        f"<Style id={quoteattr(name)}><IconStyle><color>{line}</color></IconStyle>"
        f"<LineStyle><color>{line}</color><width>2</width></LineStyle><PolyStyle><color>{area}</color></PolyStyle>"
        "</Style>\n"
    )


def _geometry(geometry: BaseGeometry) -> str:
    if geometry.geom_type == "Point":
        return f"<Point><coordinates>{_coordinates(geometry)}</coordinates></Point>\n"
    polygons = list(map(_polygon, shapely.get_parts(geometry)))
    return polygons[0] if len(polygons) == 1 else f"<MultiGeometry>\n{''.join(polygons)}</MultiGeometry>\n"


def _polygon(polygon: BaseGeometry) -> str:
    return f"<Polygon>{''.join(_rings(polygon))}</Polygon>\n"


def _rings(polygon: BaseGeometry) -> Iterator[str]:
    yield f"<outerBoundaryIs>{_ring(polygon.exterior)}</outerBoundaryIs>"
    yield from (f"<innerBoundaryIs>{_ring(each)}</innerBoundaryIs>" for each in polygon.interiors)


def _ring(ring: BaseGeometry) -> str:
    return f"<LinearRing><coordinates>{_coordinates(ring)}</coordinates></LinearRing>"


def _coordinates(geometry: BaseGeometry) -> str:
    return " ".join(f"{east!r},{north!r}" for east, north in shapely.get_coordinates(geometry).tolist())
