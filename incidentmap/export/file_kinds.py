"""The kinds of files that a view is handed out as, each with what writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from incidentmap.errors import FileRefused
from incidentmap.export import acled_rows, csv_table, geojson_features, kml_folders, one_file, pdf, xlsx_book
from incidentmap.export.hand_out import HandOut


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind by its name, the end of its files' names, and what it is to a browser; `write` gives a whole file.

    Of a kind that does not hold everything, `check` raises what `write` would.
    """

    name: str
    suffix: str
    title: str
    use: str
    mime: str
    write: Callable[[HandOut], bytes]
    check: Callable[[HandOut], None] | None = None


def _slides(hand_out: HandOut) -> bytes:
    from incidentmap.export.slides.deck import write  # what makes slides loads when it is needed

    return write(hand_out)


_KINDS = (
    FileKind("csv", ".csv", "CSV", "all fields and sources; can be read back here", "text/csv", csv_table.write),
    FileKind(
        "xlsx", ".xlsx", "XLSX", "the same, with sheets for what was asked, sources and places",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_book.write, xlsx_book.check,
    ),
    FileKind("geojson", ".geojson", "GeoJSON", "for GIS", "application/geo+json", geojson_features.write),
    FileKind("kml", ".kml", "KML", "for globes, over time", "application/vnd.google-earth.kml+xml", kml_folders.write),
    FileKind(
        "acled", ".acled.csv", "ACLED-shaped CSV", "ACLED's columns, and behind them ranges and precision",
        "text/csv", acled_rows.write,
    ),
    FileKind(
        "html", ".html", "HTML", "map, time, cards and search in one file; opens in a browser, without a network",
        "text/html", one_file.write, one_file.check,
    ),
    FileKind("pdf", ".pdf", "PDF", "map, key figures, incidents with words and sources", "application/pdf", pdf.write),
    FileKind(
        "pptx", ".pptx", "Slides", "map, key figures, timeline, 50 incidents, sources; all can be edited",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation", _slides,
    ),
)  # fmt: skip
KINDS = {kind.name: kind for kind in _KINDS}


def kind_of(target: Path, name: str = "") -> FileKind:
    """Give the kind that is asked for by name, or else by the end of a file's name; raise `FileRefused`."""
    if name:
        return KINDS[name]
    fitting = [kind for kind in _KINDS if target.name.casefold().endswith(kind.suffix)]
    if fitting:
        return max(fitting, key=lambda kind: len(kind.suffix))
    ends = ", ".join(kind.suffix for kind in _KINDS)
    raise FileRefused(f"{target}: its name tells no kind of file; let it end in one of {ends}")
