from __future__ import annotations

from datetime import date

import pytest

from incidentmap.model import Casualties, Placement, words
from incidentmap.model import vocabulary as v


@pytest.mark.parametrize(
    ("stated", "figures", "said"),
    [
        (v.Stated.NONE, (0, 0, 0), "none"),
        (v.Stated.UNSPECIFIED, (None, None, None), "some, number not stated"),
        (v.Stated.NUMBER, (2, 2, 2), "2"),
        (v.Stated.NUMBER, (2, None, 5), "2–5"),
        (v.Stated.NUMBER, (2, 3, 5), "2–5, best 3"),
        (v.Stated.NUMBER, (62, None, None), "at least 62"),
        (v.Stated.NUMBER, (None, None, 5), "up to 5"),
        (v.Stated.NUMBER, (None, 4, None), "4"),
    ],
)
def test_figures(stated: v.Stated, figures: tuple[int | None, ...], said: str) -> None:
    assert words.figure(Casualties("X", v.Measure.KILLED, v.CasualtiesOf.TARGETS, stated, *figures)) == said


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ([(3, 3, 3), (5, 6, 8)], "3–8"),
        ([(3, 3, 3), (5, None, None)], "at least 3"),
        ([(None, None, 4), (2, 2, 2)], "up to 4"),
        ([(None, 4, None), (None, 4, None)], "4"),
        ([(None, 5, 7), (3, 3, 3)], "up to 7"),
        ([(3, 5, None), (4, 4, 4)], "at least 3"),
    ],
)
def test_rival_figures_span_and_are_not_added(figures: list[tuple[int | None, ...]], said: str) -> None:
    made = [Casualties("X", v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, *each) for each in figures]
    assert words.spread(made) == said


def test_none_a_number_and_casualties_without_one_stay_apart_in_a_span() -> None:
    some = Casualties("X", v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.UNSPECIFIED)
    none = Casualties("X", v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NONE, 0, 0, 0)
    three = Casualties("X", v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, 3, 3, 3)
    assert words.spread([some, some]) == "some, number not stated"
    assert words.spread([none, none]) == "none"
    assert words.spread([none, some]) == "none, or some, number not stated"
    assert words.spread([none, three]) == "0–3"
    assert words.spread([three, some]) == "3, or some, number not stated"


@pytest.mark.parametrize(
    ("stated", "figures", "said"),
    [
        (v.Stated.NONE, (0, 0, 0), "no Americans"),
        (v.Stated.UNSPECIFIED, (None, None, None), "some Americans, number not stated"),
        (v.Stated.NUMBER, (1, 1, 1), "1 American"),
        (v.Stated.NUMBER, (3, 3, 3), "3 Americans"),
        (v.Stated.NUMBER, (1, None, 5), "1–5 Americans"),
        (v.Stated.NUMBER, (2, 3, 5), "2–5 Americans, best 3"),
    ],
)
def test_whose_nation_is_named_where_it_is_said(stated: v.Stated, figures: tuple[int | None, ...], said: str) -> None:
    made = Casualties("X", v.Measure.KILLED, v.CasualtiesOf.TARGETS, stated, *figures, nationality="US")
    assert words.figure(made) == said


def test_figures_of_different_nations_are_no_rivals() -> None:
    def killed(number: int, nationality: str = "") -> Casualties:
        given = (v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, number, number, number)
        return Casualties("X", *given, nationality=nationality)

    assert words.spreads([killed(25), killed(47)]) == "25–47"
    assert words.spreads([killed(2, "US"), killed(4, "US"), killed(1, "CH")]) == "2–4 Americans; 1 Swiss"
    assert words.spreads([killed(25), killed(2, "US"), killed(47)]) == "2 Americans; 25–47, nation not said"


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        (None, date(2023, 11, 22), "on or before 22 Nov 2023"),
        (date(2023, 11, 8), date(2023, 11, 8), "8 Nov 2023"),
        (date(2023, 11, 6), date(2023, 11, 12), "6–12 Nov 2023"),
        (date(2023, 12, 30), date(2024, 1, 2), "30 Dec 2023 – 2 Jan 2024"),
    ],
)
def test_dates(earliest: date | None, latest: date, said: str) -> None:
    assert words.dates(earliest, latest) == said


def test_the_two_halves_of_the_admiralty_code_stay_apart() -> None:
    said = words.admiralty(v.Reliability.F, v.Credibility.PROBABLY_TRUE)
    assert said == "source F: reliability cannot be judged; information 2: probably true"
    assert words.admiralty(None, None) == ""


@pytest.mark.parametrize(
    ("placement", "said"),
    [
        (Placement("X", None, None, reason="no such place"), "not placed: no such place"),
        (Placement("X", "country:IQ", v.WherePrec.COUNTRY, geocoder="g"), "no point is drawn (country only); g"),
        (Placement("X", "p", v.WherePrec.EXACT, 1.0, 2.0, 2.5, geocoder="g"), "within 2.5 km (exact site); g"),
        (Placement("X", "p", v.WherePrec.EXACT, 1.0, 2.0, geocoder="g"), "how near is not known (exact site); g"),
        (
            Placement("X", "p", v.WherePrec.DISTRICT, 1.0, 2.0, 40.0, geocoder="g", reason="unknown", fell_back=True),
            "within 40 km (district), only the area stated around the words; g",
        ),
        (
            Placement("X", "p", v.WherePrec.EXACT, 1.0, 2.0, 2.0, geocoder="g", decided_by="Ann"),
            "within 2 km (exact site); chosen by Ann",
        ),
    ],
)
def test_where_it_was_put(placement: Placement, said: str) -> None:
    assert words.placed(placement) == said
