"""Charts of a slide that its program draws and edits, with their numbers in a sheet of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml.ns import qn
from pptx.util import Pt

from incidentmap.export.map_vectors import Box
from incidentmap.export.page_look import INK, PAPER, QUIET
from incidentmap.export.slides.runs import clean
from incidentmap.export.slides.slide_frame import Page
from incidentmap.export.slides.units import FONT, emu
from incidentmap.text.visible import FIRST_STRONG, POP

GRID = "#d9dde0"
_MOST_LABELS = 14  # along an axis


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers by category of the axis under one name; `hatched` as what begins at an open date is drawn."""

    name: str
    numbers: Sequence[int]
    colour: str
    hatched: bool = False


def add_bars(
    page: Page, box: Box, labels: Sequence[str], series: Series, told: str, colours: Mapping[int, str] | None = None
) -> None:
    """Add bars from the left, the first on top, each with its number; `colours` are those of single bars."""
    chart = _chart(page, XL_CHART_TYPE.BAR_CLUSTERED, box, labels, [series], told)
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.has_data_labels = True
    numbers = plot.data_labels
    numbers.show_value, numbers.position = True, XL_LABEL_POSITION.OUTSIDE_END
    numbers.number_format, numbers.number_format_is_linked = "#,##0", False
    _letters(numbers.font, 15)
    for at, colour in (colours or {}).items():
        _paint(plot.series[0].points[at].format, colour)
    chart.category_axis.reverse_order = True
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False


def add_columns(page: Page, box: Box, labels: Sequence[str], series: Sequence[Series], told: str) -> None:
    """Add columns upon one another, in order of time."""
    chart = _chart(page, XL_CHART_TYPE.COLUMN_STACKED, box, labels, series, told)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 25, 100
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _letters(chart.legend.font, 16)
    skipped = -(-len(labels) // _MOST_LABELS)
    axis = chart.category_axis._element
    for name in ("c:tickLblSkip", "c:tickMarkSkip"):
        skip = axis.makeelement(qn(name), {"val": str(skipped)})
        axis.find(qn("c:noMultiLvlLbl")).addprevious(skip)
    value = chart.value_axis
    value.major_gridlines.format.line.color.rgb = _rgb(GRID)
    value.format.line.fill.background()
    highest = max(map(sum, zip(*(each.numbers for each in series), strict=True)), default=0)
    if highest <= 10:
        value.major_unit = 1
    value.minimum_scale = 0


def _chart(page: Page, kind: Any, box: Box, labels: Sequence[str], series: Sequence[Series], told: str) -> Any:
    data: Any = CategoryChartData(number_format="#,##0")
    data.categories = list(map(cell, labels))
    for each in series:
        data.add_series(cell(each.name), each.numbers)
    frame = page.slide.shapes.add_chart(kind, *map(emu, box), data)
    page.pen.name(frame, "Chart", told)
    chart = frame.chart
    chart.has_title = False
    _letters(chart.font, 14)
    for each, plotted in zip(series, chart.plots[0].series, strict=True):
        _paint(plotted.format, each.colour, hatched=each.hatched)
        plotted.invert_if_negative = False
    axis = chart.category_axis
    axis.format.line.color.rgb = _rgb(QUIET)
    axis.major_tick_mark, axis.tick_label_position = XL_TICK_MARK.NONE, XL_TICK_LABEL_POSITION.LOW
    axis.has_major_gridlines = False
    return chart


def cell(text: str) -> str:
    """Isolate a text: beside Arabic it keeps its order, and no sheet takes it for a formula or an address."""
    return f"{FIRST_STRONG}{clean(text)}{POP}"


def _paint(format: Any, colour: str, *, hatched: bool = False) -> None:
    if hatched:
        format.fill.patterned()
        format.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        format.fill.fore_color.rgb, format.fill.back_color.rgb = _rgb(colour), _rgb(PAPER)
        format.line.color.rgb = _rgb(colour)
        return
    format.fill.solid()
    format.fill.fore_color.rgb = _rgb(colour)


def _letters(font: Any, size: float) -> None:
    font.size, font.name = Pt(size * 0.75), FONT
    font.color.rgb = _rgb(INK)


def _rgb(colour: str) -> Any:
    return RGBColor.from_string(colour.removeprefix("#").upper())
