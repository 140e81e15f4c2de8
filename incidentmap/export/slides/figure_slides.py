"""The key figures: how many by category and by group as charts, and casualties as ranges, each side for itself."""

from __future__ import annotations

from collections.abc import Iterator

from incidentmap.export.key_figures import KeyFigures
from incidentmap.export.kml_folders import COLOURS
from incidentmap.export.page_look import QUIET
from incidentmap.export.slides.native_charts import Series, add_bars
from incidentmap.export.slides.native_tables import ROW, add_table
from incidentmap.export.slides.slide_frame import FOOT, ROOM, Page, Slides
from incidentmap.export.slides.slide_text import Paragraph
from incidentmap.export.slides.units import MARGIN
from incidentmap.model.vocabulary import Category
from incidentmap.query.who_did_what import CATEGORIES, SUM_COLUMNS, sum_row
from incidentmap.text.counting import counted

TOP, LEFT, GAP = 92, 380, 40
MOST_GROUPS = 10
ROWS = 16  # of a table on one slide
NOBODY = "nobody is said to have done it"
_WIDTHS = (1.0, 1.7, 1.5, 1.6, 1.3, 1.0, 1.1, 1.0, 0.6, 0.8)
_SOURCES = "What each of these rests on stands at the end, source by source."
_RULE = (
    "Figures that rival each other within one incident form a range from the lowest to the highest. Nothing is added "
    "across sides, nor strikes to attacks."
)


def add(slides: Slides, figures: KeyFigures) -> None:
    """Add the slides of the key figures."""
    _counts(slides.add(["Key figures"]), figures)
    rows = [tuple(sum_row(each).values()) for each in figures.casualties]
    parts = [rows[at : at + ROWS] for at in range(0, len(rows), ROWS)] or [[]]
    for number, part in enumerate(parts, start=1):
        of = f" ({number} of {len(parts)})" if len(parts) > 1 else ""
        _casualties(slides.add([f"Casualties, by whose they are{of}"]), part, figures)


def _counts(page: Page, figures: KeyFigures) -> None:
    if not figures.shown:
        _say_nothing(page, "No incident is shown: there is nothing to count.")
        return
    high = FOOT - TOP - 84
    _head(page, MARGIN, LEFT, "Incidents by category")
    there = [each for each in Category if figures.categories.get(each)]
    told = [CATEGORIES[each] for each in there]
    numbers = [figures.categories[each] for each in there]
    series = Series("Incidents", numbers, QUIET)
    colours = {at: COLOURS[each] for at, each in enumerate(there)}
    add_bars(
        page, (MARGIN, TOP + 26, LEFT, min(high, 70 * len(there) + 30)), told, series, _said(told, numbers), colours
    )
    x, wide = MARGIN + LEFT + GAP, ROOM - LEFT - GAP
    _head(page, x, wide, "Incidents by who is said to have done it")
    first = figures.groups[:MOST_GROUPS]
    told = [*(each.name for each in first), *([NOBODY] if figures.nobody_stated else [])]
    numbers = [*(each.incidents for each in first), *([figures.nobody_stated] if figures.nobody_stated else [])]
    bars = Series("Incidents", numbers, "#5D4F7A")
    grey = {len(first): "#8F979E"} if figures.nobody_stated else {}
    add_bars(page, (x, TOP + 26, wide, min(high, 38 * len(told) + 40)), told, bars, _said(told, numbers), grey)
    said = [Paragraph([each], above=0.2, colour=QUIET) for each in remarks(figures)]
    page.text((MARGIN, FOOT - 56, ROOM, 52), said, (13.5, 12, 11), "What the figures say")


def remarks(figures: KeyFigures) -> Iterator[str]:
    """Say what the bars leave out, and how they are to be read."""
    left = len(figures.groups) - MOST_GROUPS
    if left > 0:
        most = counted(figures.groups[MOST_GROUPS].incidents, "incident")
        yield f"Not drawn: {counted(left, 'more group')} with at most {most} each."
    yield (
        "One incident may count with several groups, so these are not to be added up; a denial does not count. "
        f"{_SOURCES}"
    )


def _casualties(page: Page, rows: list[tuple[str, ...]], figures: KeyFigures) -> None:
    if not rows:
        _say_nothing(page, "No source states any casualties of what is shown, nor that there were none.")
        return
    add_table(page, (MARGIN, TOP - 8, ROOM, 0), [SUM_COLUMNS, *rows], _WIDTHS, frozenset({4}))
    remarks = [Paragraph([each], above=0.15, colour=QUIET) for each in _casualty_remarks(figures)]
    page.text((MARGIN, FOOT - 50, ROOM, 46), remarks, (13, 12, 11), "What the figures say")


def _casualty_remarks(figures: KeyFigures) -> Iterator[str]:
    silent = []
    if figures.nation_not_said:
        silent.append(f"{counted(figures.nation_not_said, 'figure')} above none without a nation said")
    if figures.nothing_stated:
        silent.append(f"{counted(figures.nothing_stated, 'incident')} of which no source says anything of casualties")
    yield f"{_RULE} {_SOURCES}"
    if silent:
        said = "; ".join(silent)
        yield f"{said[:1].upper()}{said[1:]}."


def _head(page: Page, x: float, wide: float, said: str) -> None:
    page.text((x, TOP - 4, wide, 26), [Paragraph([said], bold=True)], (18, 16), "Heading")


def _say_nothing(page: Page, said: str) -> None:
    page.text((MARGIN, TOP + 8, ROOM, ROW * 3), [Paragraph([said])], (20,), "Nothing drawn")


def _said(names: list[str], numbers: list[int]) -> str:
    return "; ".join(f"{name}: {number:,}" for name, number in zip(names, numbers, strict=True))
