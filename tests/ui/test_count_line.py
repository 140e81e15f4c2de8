"""The line above the map says which filter took how many, without a mouse to hover with."""

from __future__ import annotations

from incidentmap.query import Counts, Events, Excluded
from incidentmap.ui.shared import count_line

TWO = (Excluded("countries", 40, 30), Excluded("actors", 12, 2))


def test_each_filter_is_named_with_what_it_takes() -> None:
    assert count_line.reasons(()) == ""
    assert count_line.reasons(TWO[:1]) == "Excluded by country 40."
    assert (
        count_line.reasons(TWO)
        == "Excluded by country 40, groups 12. Lifted alone would bring back: country 30, groups 2."
    )


def test_the_reasons_stand_in_the_line_behind_its_sum() -> None:
    line = str(count_line.line(Counts(152, 0, TWO, 90, 6, 4, Events(0, 0, 0))))
    assert line.index("<b>152</b> incidents") < line.index("Excluded by")
    assert "title=" not in line
