"""Tables of a slide: plain, with a rule below each row, as many rows to a slide as it holds."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from incidentmap.export.map_vectors import Box
from incidentmap.export.page_look import INK, QUIET
from incidentmap.export.slides.native_charts import GRID
from incidentmap.export.slides.runs import run
from incidentmap.export.slides.slide_frame import Page
from incidentmap.export.slides.solid_fill import solid
from incidentmap.export.slides.units import emu

SIZE, HEAD, ROW = 14.0, 12.0, 30.0  # of letters, of those in the head, and the height of a row
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the style without one, as PowerPoint numbers it
_SPACES = nsdecls("a", "r")


def add_table(
    page: Page, box: Box, rows: Sequence[Sequence[str]], widths: Sequence[float], bold: frozenset[int] = frozenset()
) -> None:
    """Add a table, its first row the head; `widths` are parts of the whole, `bold` the columns that stand out."""
    x, y, wide, _ = box
    frame = page.slide.shapes.add_table(len(rows), len(widths), *map(emu, (x, y, wide, ROW * len(rows))))
    page.pen.name(frame, "Table", f"A table of {len(rows) - 1} rows")
    table = frame.table
    properties = table._tbl.tblPr
    properties.find(qn("a:tableStyleId")).text = _PLAIN
    properties.set("bandRow", "0")
    for column, part in zip(table.columns, widths, strict=True):
        column.width = emu(wide * part / sum(widths))
    for at, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        row.height = emu(ROW)
        for number, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            _write(cell._tc, text, is_head=at == 0, bold=number in bold)


def _write(cell: object, text: str, *, is_head: bool, bold: bool) -> None:
    size, colour = (HEAD, QUIET) if is_head else (SIZE, INK)
    words = run(text, size, bold=bold or is_head, colour=colour) if text else ""
    written = parse_xml(f'<a:p {_SPACES}><a:pPr algn="l" rtl="0"/>{words}</a:p>')
    body = cell.txBody  # type: ignore[attr-defined]
    for each in body.p_lst:
        body.remove(each)
    body.append(written)
    properties = cell.get_or_add_tcPr()  # type: ignore[attr-defined]
    for side in ("marL", "marR"):
        properties.set(side, str(emu(6)))
    for side in ("marT", "marB"):
        properties.set(side, str(emu(4)))
    properties.set("anchor", "b" if is_head else "ctr")
    rule = solid(QUIET if is_head else GRID)
    properties.append(parse_xml(f'<a:lnB {_SPACES} w="{emu(1.5 if is_head else 1)}">{rule}</a:lnB>'))
    properties.append(parse_xml(f"<a:noFill {_SPACES}/>"))
