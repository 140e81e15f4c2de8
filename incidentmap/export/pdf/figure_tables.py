"""The key figures as tables of words: nothing is added up that `key_figures` keeps apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from incidentmap.export.key_figures import KeyFigures, OverTime
from incidentmap.export.offscreen import noted_legend
from incidentmap.model import nations, words
from incidentmap.model.vocabulary import CasualtiesOf, Category, Measure
from incidentmap.query.casualty_sums import Sum
from incidentmap.query.casualty_tallies import ANY
from incidentmap.query.filters.nationality import silent
from incidentmap.query.who_did_what import CATEGORIES, range_in_words
from incidentmap.text.counting import counted
from incidentmap.text.visible import visible

MOST_GROUPS = 9  # lines
NUMBERED = 14  # bars that have room for a number above each
LABELS = 8  # that have room below the bars
_RULE = (
    "Small: how many incidents give a number, say that there were some without one, or that there were none; the "
    "others of the category say nothing of it. Figures that rival each other within one incident form a range. "
    "Nothing is added across sides, measures or categories."
)
Side = tuple[Category, CasualtiesOf, str]
Sums = dict[Measure, Sum]


def tables(found: KeyFigures, may_be_same: int) -> dict[str, Any]:
    """Give all of them as plain data for pages.typ."""
    return {
        "categories": [[each.value, CATEGORIES[each], count] for each, count in found.categories.items()],
        "most_of_category": max(found.categories.values()),
        "category_notes": [f"{may_be_same:,} of them may be the same event as another."] if may_be_same else [],
        "groups": [["", visible(each.name), each.incidents] for each in found.groups[:MOST_GROUPS]],
        "most_of_group": max((each.incidents for each in found.groups), default=0),
        "group_notes": list(_group_notes(found)),
        "time": _time(found.over_time),
        "casualties": _casualties(found),
    }


def _group_notes(found: KeyFigures) -> Iterator[str]:
    if not found.shown:
        yield "Nothing is shown."
    if more := found.groups[MOST_GROUPS:]:
        yield f"… and {counted(len(more), 'group')} with at most {more[0].incidents:,} each."
    if found.nobody_stated:
        yield f"{counted(found.nobody_stated, 'incident')}: nobody is said to have done it."
    if found.groups:
        yield "One that several are said to have done counts with each."


def _time(found: OverTime) -> dict[str, Any]:
    there = [each for each in Category if any(period.incidents[each] for period in found.periods)]
    counts = {each: [period.incidents[each] for period in found.periods] for each in there}
    return {
        "title": f"By {found.unit}",
        "labels": _labels(found),
        "rows": [[each.value, counts[each]] for each in there],
        "most": max((max(each) for each in counts.values()), default=0),
        "numbered": len(found.periods) <= NUMBERED,
        "fills": {each.value: fill(each) for each in there},
        "notes": list(_time_notes(found)),
    }


def fill(category: Category) -> str:
    """Give the colour of a category on the map."""
    colour: str = next(part["fill"] for part in noted_legend()[category.value]["parts"] if part.get("fill"))
    return colour


def _labels(found: OverTime) -> list[str]:
    """Name every period, or as many as have room."""
    step = -(-len(found.periods) // LABELS) or 1
    form = "%b %y" if found.unit == "month" else "%Y"
    return [f"{each.start:{form}}" if at % step == 0 else "" for at, each in enumerate(found.periods)]


def _time_notes(found: OverTime) -> Iterator[str]:
    if not found.periods:
        yield "Nothing is shown."
    for count, where in ((found.earlier, "earlier"), (found.later, "later")):
        if count:
            yield f"{counted(count, 'incident')} {'lies' if count == 1 else 'lie'} {where}."
    if found.open_start:
        yield f"{counted(found.open_start, 'incident')} known only to be on or before a day, counted at that day."


def _casualties(found: KeyFigures) -> dict[str, Any]:
    by_side: dict[Side, Sums] = {}
    for each in found.casualties:
        by_side.setdefault((each.category, each.of, each.nationality), {})[each.measure] = each
    for (category, of, nation), sums in by_side.items():
        if nation == ANY:  # of one nation alone there is no sum apart: it is that of this nation
            for other in (each for side, each in by_side.items() if side[:2] == (category, of)):
                sums |= other | sums
    measures = [each for each in Measure if any(each in sums for sums in by_side.values())]
    return {
        "measures": [words.MEASURE[each].capitalize() for each in measures],
        "categories": [
            [each.value, CATEGORIES[each], found.categories[each], _rows(each, by_side, measures)]
            for each in Category
            if any(side[0] is each for side in by_side)
        ],
        "notes": list(_casualty_notes(found)),
    }


def _rows(category: Category, by_side: dict[Side, Sums], measures: list[Measure]) -> list[Any]:
    return [
        [_whose(side, by_side), [_cell(sums.get(measure)) for measure in measures]]
        for side, sums in by_side.items()
        if side[0] is category
    ]


def _whose(side: Side, all_sides: dict[Side, Any]) -> str:
    """Name the side, and the nation where there are several or one is said."""
    category, of, nation = side
    several = sum(each[:2] == (category, of) for each in all_sides) > 1
    said = "whatever nation" if nation == ANY else nations.people(nation)
    return f"{words.OF[of]}, {said}" if several or nation else words.OF[of]


def _cell(found: Sum | None) -> tuple[str, str]:
    """Give the range, and how many incidents say what; "" where none says anything."""
    if found is None:
        return "not stated", ""
    kinds = ((found.number, "with a number"), (found.some, "some"), (found.none, "none"))
    return range_in_words(found), ", ".join(f"{number:,} {what}" for number, what in kinds if number)


def _casualty_notes(found: KeyFigures) -> Iterator[str]:
    if not found.casualties:
        yield "No source states any of what is shown, nor that there were none."
    elif found.nothing_stated:
        of_all = f"Of {found.nothing_stated:,} of {counted(found.shown, 'incident')}"
        yield f"{of_all} no source states any casualties, nor that there were none."
    if said := silent(found.nation_not_said):
        yield said
    if found.casualties:
        yield _RULE
