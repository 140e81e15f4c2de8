"""A hand-out as XLSX: the table of incidents, which is read back here, then what was asked, sources and places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incidentmap.export.hand_out import HandOut
from incidentmap.formats.incident_csv import check_fits_xlsx, to_xlsx
from incidentmap.formats.xlsx_cells import Value

ASKED, SOURCES, PLACES = "What was asked", "Sources", "Places"  # the sheets after that of the incidents
_SOURCE = (
    "Incident", "Title", "Publisher", "Address", "Published on", "Source, A to F", "Information, 1 to 6", "Article held"
)  # fmt: skip
_PLACE = ("Place", "Name", "From", "Licence")
_Cells = Iterator[Sequence[Value]]


def write(hand_out: HandOut) -> bytes:
    """Write the file; raise `TableTooLarge` for more than a sheet holds."""
    others = ((ASKED, _asked(hand_out)), (SOURCES, _sources(hand_out)), (PLACES, _places(hand_out)))
    return to_xlsx(hand_out.records(), hand_out.names, others)


def check(hand_out: HandOut) -> None:
    """Raise `TableTooLarge` for more than a sheet holds, without writing one."""
    check_fits_xlsx(hand_out.records(), hand_out.names)


def _asked(hand_out: HandOut) -> _Cells:
    yield ("What", "Said")
    yield from hand_out.provenance.lines()


def _sources(hand_out: HandOut) -> _Cells:
    yield _SOURCE
    for record in hand_out.records():
        for each in record.citations:
            yield (
                record.incident_id,
                each.title,
                each.publisher,
                each.url,
                each.date,
                each.source_reliability.value if each.source_reliability else None,
                int(each.information_credibility) if each.information_credibility else None,
                each.article_id,
            )


def _places(hand_out: HandOut) -> _Cells:
    """Name the places that points and outlines come from, each once, with their licences."""
    yield _PLACE
    places = {row.place.place_id: row.place for row in hand_out.rows() if row.place}
    for place_id, place in sorted(places.items()):
        yield (place_id, place.name, place.source, place.licence)
