"""The timeline of the screen as a chart: what is shown by time and category, each incident once, at its latest date."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from incidentmap.export.kml_folders import COLOURS
from incidentmap.export.page_look import QUIET
from incidentmap.export.slides.native_charts import Series, add_columns
from incidentmap.export.slides.slide_frame import FOOT, ROOM, Slides
from incidentmap.export.slides.slide_text import Paragraph
from incidentmap.export.slides.units import MARGIN
from incidentmap.model import words
from incidentmap.model.vocabulary import Category
from incidentmap.query import Folded, Timeline, bin_starts, timeline
from incidentmap.query.days import day_of
from incidentmap.query.who_did_what import CATEGORIES
from incidentmap.text.counting import counted

TOP, WORDS = 84, 52


def add(slides: Slides) -> None:
    """Add it; without incidents, say so in its place."""
    hand_out = slides.hand_out
    page = slides.add(["Over time"])
    if not hand_out.view.counts.shown:
        nothing = Paragraph(["No incident is shown: there is no timeline to draw."])
        page.text((MARGIN, TOP + 16, ROOM, 60), [nothing], (20,), "Nothing drawn")
        return
    found = timeline(hand_out.view, hand_out.provenance.as_of.date())
    starts = _starts(found)
    series = list(_series(found, starts))
    if series:
        labels = [_label(start, found.unit) for start in starts]
        box = (MARGIN, TOP, ROOM, FOOT - TOP - WORDS - 8)
        add_columns(page, box, labels, series, f"{hand_out.provenance.shown} by {found.unit}")
    said = [Paragraph([each], above=0.15, colour=QUIET) for each in _remarks(found, is_drawn=bool(series))]
    page.text((MARGIN, FOOT - WORDS, ROOM, WORDS - 4), said, (15, 13, 12), "What the timeline says")


def _starts(found: Timeline) -> np.ndarray:
    """Give the first day of every bin on the axis, also of those that hold nothing."""
    return np.unique(bin_starts(np.arange(found.start, found.end, dtype="datetime64[D]"), found.unit))


def _series(found: Timeline, starts: np.ndarray) -> Iterator[Series]:
    bins = found.bins
    days = bins["start"].to_numpy().astype("datetime64[D]")
    for category in Category:
        for is_open in (False, True):
            mine = ((bins["category"] == category.value) & (bins["open_start"] == is_open)).to_numpy()
            mine = mine & (days >= found.start) & (days < found.end)
            if not mine.any():
                continue
            numbers = np.zeros(len(starts), int)
            numbers[np.searchsorted(starts, days[mine])] = bins["count"].to_numpy()[mine]
            name = CATEGORIES[category] + (", beginning not known" if is_open else "")
            yield Series(name, numbers.tolist(), COLOURS[category], hatched=is_open)


def _label(start: np.datetime64, unit: str) -> str:
    day = day_of(int(start.astype(np.int64)))
    if unit == "year":
        return str(day.year)
    return words.month(day) if unit == "month" else words.day(day)


def _remarks(found: Timeline, *, is_drawn: bool) -> Iterator[str]:
    if is_drawn:
        weeks = ", from Monday to Sunday" if found.unit == "week" else ""
        first, last = (day_of(int(each.astype(np.int64))) for each in (found.start, found.end - 1))
        yield f"By {found.unit}{weeks}, {words.dates(first, last)}, each incident once, at its latest date."
    for where, folded in (("Earlier", found.earlier), ("Later", found.later)):
        if folded:
            yield _folded(where, folded)


def _folded(where: str, folded: Folded) -> str:
    days = words.dates(folded.first, folded.last)
    return f"{where} than this, and not drawn: {counted(folded.count, 'incident')}, {days}."
