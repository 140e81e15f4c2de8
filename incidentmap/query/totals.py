"""What does not add up among totals, as each counter printed them. Nothing is ever added across counters.

A range contradicts another only where they have no figure in common: "at least 50" and 60 agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Literal

from incidentmap.model import Aggregate, words
from incidentmap.model.vocabulary import Category

Measure = Literal["total", "killed", "injured"]
MEASURES: tuple[Measure, ...] = ("total", "killed", "injured")
EVENTS = {Category.STRIKE: "strikes", Category.ATTACK: "attacks", Category.OTHER: "other events"}
_FEWEST_PARTS = 2  # a single country may be all that is stated of a total over several


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures that do not fit: of one total, of an earlier and a later one of one counter, or of two counters."""

    kind: Literal["parts", "shrinks", "differ"]
    measure: Measure
    totals: tuple[Aggregate, ...]


def findings(totals: Iterable[Aggregate]) -> tuple[Finding, ...]:
    """Find all that does not add up: within totals first, then along one counter's, then between counters."""
    ordered = sorted(totals, key=lambda each: (each.as_of, each.aggregate_id))
    return (*_parts(ordered), *_shrinking(ordered), *_differing(ordered))


def sentence(finding: Finding, safe: Callable[[str], str] = str) -> str:
    """Say a finding with its figures and their sources; `safe` makes names from records safe to show."""
    return _SAID[finding.kind](finding, safe)


def parts_sum(total: Aggregate) -> int:
    """Add up the countries of one total."""
    return sum(count for _, count in total.by_country)


def bounds(total: Aggregate, measure: Measure) -> tuple[int | None, int | None]:
    """Give the lowest and the highest figure of a measure; None is not stated."""
    return getattr(total, f"{measure}_low"), getattr(total, f"{measure}_high")


def _parts(ordered: Iterable[Aggregate]) -> Iterator[Finding]:
    for total in ordered:
        low, high = bounds(total, "total")
        outside = (low is not None and parts_sum(total) < low) or (high is not None and parts_sum(total) > high)
        if len(total.by_country) >= _FEWEST_PARTS and outside:
            yield Finding("parts", "total", (total,))


def _shrinking(ordered: Sequence[Aggregate]) -> Iterator[Finding]:
    """Compare each total of a series with the highest of earlier days: a running total cannot shrink."""
    series = sorted(ordered, key=_series)
    for measure in MEASURES:
        for _, group in groupby(series, _series):
            yield from _shrinking_in(list(group), measure)


def _shrinking_in(series: Sequence[Aggregate], measure: Measure) -> Iterator[Finding]:
    for later in series:
        above = [each for each in series if each.as_of < later.as_of and _below(later, each, measure)]
        if above:
            highest = max(above, key=lambda each: bounds(each, measure)[0] or 0)
            yield Finding("shrinks", measure, (highest, later))


def _differing(ordered: Sequence[Aggregate]) -> Iterator[Finding]:
    """Compare the totals of one day, category and period, two by two."""
    for _, group in groupby(sorted(ordered, key=_day), _day):
        for one, other in combinations(group, 2):
            apart = _below(one, other, "total") or _below(other, one, "total")
            if apart and _may_be_of_the_same(one, other):
                yield Finding("differ", "total", (one, other))


def _below(one: Aggregate, other: Aggregate, measure: Measure) -> bool:
    """Tell whether even the highest figure of one is below the lowest of the other; both must be stated."""
    (_, high), (low, _) = bounds(one, measure), bounds(other, measure)
    return high is not None and low is not None and high < low


def _series(total: Aggregate) -> tuple[str, ...]:
    """Name what a running total runs over; two of unknown start are taken to start alike."""
    scope = (total.attackers, total.targets, total.places)
    return (total.counter, total.category, str(total.period_start), *("\n".join(sorted(names)) for names in scope))


def _day(total: Aggregate) -> tuple[str, ...]:
    return (total.as_of.isoformat(), total.category, str(total.period_start))


def _may_be_of_the_same(one: Aggregate, other: Aggregate) -> bool:
    """Tell whether both may count the same: whom and where is the same, or one of them does not say."""
    pairs = ((one.attackers, other.attackers), (one.targets, other.targets), (one.places, other.places))
    return all(not mine or not theirs or set(mine) == set(theirs) for mine, theirs in pairs)


def _say_parts(finding: Finding, safe: Callable[[str], str]) -> str:
    (total,) = finding.totals
    said = words.span_of(*bounds(total, "total"))
    return f"{_who(total, safe)}: its countries come to {parts_sum(total)}, it says {said}."


def _say_shrinking(finding: Finding, safe: Callable[[str], str]) -> str:
    earlier, later = finding.totals
    before, now = (words.span_of(*bounds(each, finding.measure)) for each in finding.totals)
    what = EVENTS[later.category] if finding.measure == "total" else finding.measure
    return (
        f"{_who(later, safe)}: {now} {what} {_since(later)}, fewer than the {before} it printed "
        f"as of {words.day(earlier.as_of)} ({_source(earlier, safe)})."
    )


def _say_differing(finding: Finding, safe: Callable[[str], str]) -> str:
    first = finding.totals[0]
    said = ", ".join(
        f"{safe(each.counter)} says {words.span_of(*bounds(each, 'total'))} ({_source(each, safe)})"
        for each in finding.totals
    )
    return f"As of {words.day(first.as_of)}, of {EVENTS[first.category]} {_since(first)}: {said}. They differ."


_SAID = {"parts": _say_parts, "shrinks": _say_shrinking, "differ": _say_differing}


def _who(total: Aggregate, safe: Callable[[str], str]) -> str:
    return f"{safe(total.counter)}, as of {words.day(total.as_of)} ({_source(total, safe)})"


def _since(total: Aggregate) -> str:
    return f"since {words.day(total.period_start)}" if total.period_start else "(since when is not stated)"


def _source(total: Aggregate, safe: Callable[[str], str]) -> str:
    named = total.publisher or total.title or total.url
    return safe(named) if named else "source not stated"
