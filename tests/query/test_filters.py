"""Single filters on records made for them, and the index they work on."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from incidentmap.model import Article, Casualties, Citation, Placement, SameEvent, article_id_of
from incidentmap.model import vocabulary as v
from incidentmap.query import FILTERS, NOT_STATED, IncidentFilter, Kind, apply, in_words, latest_day, marks, table
from incidentmap.query.kinds import kinds_of
from tests.query import world
from tests.query.world import ARTICLE, Case, World, index_of, one, shown_in

ON_OR_BEFORE = {"date_earliest": None, "time_precision": v.TimePrecision.ON_OR_BEFORE}


def shown(index, **fields):
    return set(shown_in(apply(index, IncidentFilter(**fields))))


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (None, None, {"day", "month", "open"}),
        (date(2023, 11, 8), date(2023, 11, 8), {"day", "month"}),
        (date(2023, 11, 9), None, {"month", "open"}),
        (None, date(2023, 10, 31), set()),
        (None, date(2023, 11, 1), {"month"}),
        (date(2023, 11, 30), None, {"month", "open"}),
        (date(2023, 12, 1), date(2023, 12, 24), set()),
        (None, date(2023, 12, 25), {"day", "month", "open"}),
    ],
)
def test_a_range_keeps_what_may_lie_in_it(empty_store, start, end, found):
    month = {"date_earliest": date(2023, 11, 1), "time_precision": v.TimePrecision.MONTH}
    cases = (
        Case(one(incident_id="day", day=date(2023, 11, 8))),
        Case(one(incident_id="month", day=date(2023, 11, 30), **month)),
        Case(one(incident_id="open", day=date(2023, 12, 25), **ON_OR_BEFORE)),
    )
    assert shown(index_of(empty_store, World(cases)), date_from=start, date_to=end) == found


def test_casualties_ask_for_a_figure_that_may_be_above_none(empty_store):
    figures = {
        "none": (v.Stated.NONE, 0, 0, 0),
        "some": (v.Stated.UNSPECIFIED, None, None, None),
        "up-to": (v.Stated.NUMBER, 0, None, 3),
        "at-least": (v.Stated.NUMBER, 0, None, None),
    }
    killed = (v.Measure.KILLED, v.CasualtiesOf.TARGETS)
    cases = [
        Case(one(incident_id=name), casualties=(Casualties(name, *killed, *said),)) for name, said in figures.items()
    ]
    index = index_of(empty_store, World((*cases, Case(one(incident_id="silent")))))
    assert shown(index, casualties=("killed:targets",)) == {"some", "up-to", "at-least"}
    assert shown(index, casualties=("killed:attackers", "injured:targets")) == set()


def hurt(name, *nations, measure=v.Measure.INJURED, stated=v.Stated.UNSPECIFIED, numbers=()):
    given = (name, measure, v.CasualtiesOf.TARGETS, stated, *numbers)
    return tuple(Casualties(*given, nationality=each) for each in nations)


def test_a_nation_is_asked_of_one_figure_and_nothing_is_derived(empty_store):
    killed_iraqi = hurt("both", "IQ", measure=v.Measure.KILLED)
    none = {"stated": v.Stated.NONE, "numbers": (0, 0, 0)}
    cases = (
        Case(one(incident_id="both", target_actors=("us",)), casualties=(*hurt("both", "US"), *killed_iraqi)),
        Case(one(incident_id="unsaid", target_actors=("us",)), casualties=hurt("unsaid", "")),
        Case(one(incident_id="none"), casualties=hurt("none", "US", **none)),
        Case(one(incident_id="gone", status=v.Status.REJECTED), casualties=hurt("gone", "")),
        Case(one(incident_id="silent")),
    )
    index = index_of(empty_store, World(cases))
    assert shown(index, nationality=("US",)) == {"both"}
    assert shown(index, nationality=("US",), casualties=("injured:targets",)) == {"both"}
    assert shown(index, nationality=("US",), casualties=("killed:targets",)) == set()
    assert shown(index, nationality=("IQ",), casualties=("killed:targets",)) == {"both"}
    assert shown(index, nationality=(NOT_STATED,)) == {"unsaid"}
    assert FILTERS["nationality"].remark(index) == "1 figure does not say whose nation."
    assert in_words(IncidentFilter(nationality=("US",)), {}) == "nation of casualties: Americans"


def test_search_folds_arabic_and_finds_each_word_anywhere(empty_store):
    cases = (
        Case(
            one(incident_id="asad", summary="هجوم على قاعدة عين الأسـد", site="Ain al-Asad"),
            citation=Citation("c-1", "asad", "Kata'ib claim", "Rudaw", article_id=ARTICLE.article_id),
        ),
        Case(
            one(incident_id="harir", place_text="near Harir"),
            Placement("harir", "site:harir", v.WherePrec.NEAR, 36.5, 44.3),
        ),
    )
    at_kirkuk = Case(one(incident_id="k-1", place_text="near K-1", site="K-1 Air Base, Kirkuk"))
    index = index_of(empty_store, World((*cases, at_kirkuk)))
    assert shown(index, search="قاعده الاسد") == {"asad"}
    assert shown(index, search="KATAIB rudaw") == {"asad"}
    assert shown(index, search="كتائب") == {"asad"}
    assert shown(index, search="طائرات") == {"asad"}
    assert shown(index, search="HARIR") == {"harir"}
    assert shown(index, search="harir rudaw") == set()
    assert shown(index, search="…") == {"asad", "harir", "k-1"}
    assert shown(index, search="near kirkuk") == {"k-1"}


def test_the_incidents_frame_is_narrow_and_blank_where_nothing_is_stated(empty_store):
    full = one(incident_id="b", day=date(2023, 11, 9), summary="s", country="IQ", admin1="IQ-AN", place_text="the base")
    cases = (
        Case(
            full,
            Placement("b", "site:asad", v.WherePrec.EXACT, 33.8, 42.4, 3.0),
            citation=Citation("c-b", "b", "t"),
            quoted=True,
        ),
        Case(one(incident_id="a", **ON_OR_BEFORE), Placement("a", None, None, reason="no such place")),
    )
    index = index_of(empty_store, World(cases, (SameEvent(("a", "b"), v.SameEventStatus.SUGGESTED),)))
    first, second = table(index, np.arange(2)).to_dict("records")
    for each in (first, second):
        each.update({name: round(each[name], 6) for name in ("latitude", "longitude")})
    assert first["incident_id"] == "a"
    assert first["where_prec"] == 0
    assert not first["has_words"]
    for name in ("country", "admin1", "outcome", "weapon_class", "place_id", "place_name", "latitude", "date_earliest"):
        assert pd.isna(first[name]), name
    assert second == {
        "incident_id": "b", "category": "attack", "event_type": "Attack", "outcome": second["outcome"],
        "weapon_class": second["weapon_class"], "date_earliest": pd.Timestamp(2023, 11, 9),
        "date_latest": pd.Timestamp(2023, 11, 9), "status": "confirmed", "country": "IQ",
        "admin1": "IQ-AN", "place_id": "site:asad", "place_name": "Ain al-Asad", "where_prec": 1,
        "latitude": 33.8, "longitude": 42.4, "uncertainty_km": 3.0, "summary": "s",
        "has_words": True, "may_be_same": True,
    }  # fmt: skip
    assert kinds_of(index).tolist() == [Kind.UNPLACED, Kind.ON_MAP]
    assert latest_day(index) == date(2023, 11, 9)
    assert shown(index, countries=(NOT_STATED,)) == {"a"}


def test_search_looks_into_the_articles_and_does_not_keep_them_twice(empty_store, monkeypatch):
    article = Article(article_id_of(text := "Nothing else happened. " * 99 + "A Qalʿah burned."), text, title="News")
    monkeypatch.setattr(world, "ARTICLE", article)
    citation = Citation("c-1", "cited", "t", article_id=article.article_id)
    cases = (Case(one(incident_id="cited"), citation=citation), Case(one(incident_id="other")))
    index = index_of(empty_store, World(cases))
    assert shown(index, search="qalah BURNED") == {"cited"}
    folded = [*index.texts.own.to_pylist(), *(text for each in index.texts.shared for text in each.texts.to_pylist())]
    assert sum("burned" in text for text in folded) == 1


@pytest.mark.parametrize(
    ("place_id", "precision", "admin1", "country"),
    [
        ("site:asad", 1, "IQ-AN", "IQ"),
        ("site:harir", 3, "IQ-AR", "IQ"),
        ("admin1:IQ-AN", 4, "IQ-AN", "IQ"),
        ("site:asad@several-tanf", 3, NOT_STATED, NOT_STATED),
        ("site:harir@or-asad", 3, NOT_STATED, "IQ"),
        ("geonames:99237", 6, NOT_STATED, "IQ"),
        ("site:asad", 5, NOT_STATED, "IQ"),
        ("site:asad", 7, NOT_STATED, NOT_STATED),
    ],
)
def test_what_states_no_area_counts_in_that_of_its_place(empty_store, place_id, precision, admin1, country):
    point = () if precision in (5, 6) else (33.0, 42.0)
    placements = {name: Placement(name, place_id, v.WherePrec(precision), *point) for name in ("blank", "stated")}
    cases = (
        Case(one(incident_id="blank"), placements["blank"]),
        Case(one(incident_id="stated", admin1="SY-DY", country="SY"), placements["stated"]),
        Case(one(incident_id="unplaced")),
    )
    index = index_of(empty_store, World(cases))
    assert shown(index, governorates=("SY-DY",)) == shown(index, countries=("SY",)) == {"stated"}
    assert "blank" in shown(index, governorates=(admin1,))
    assert "blank" in shown(index, countries=(country,))
    assert "unplaced" in shown(index, governorates=(NOT_STATED,)) & shown(index, countries=(NOT_STATED,))


def test_an_index_carries_the_state_of_the_store(empty_store):
    before = empty_store.state()
    assert index_of(empty_store, World(())).state == before + 1


def test_an_empty_store_has_nothing_to_show(empty_store):
    view = apply(index_of(empty_store, World(())), IncidentFilter(actors=("kh",), members=True, search="x"))
    assert (view.counts.total, len(view.rows), latest_day(view.index)) == (0, 0, None)
    assert len(marks(view).marks) == 0


def test_dates_far_from_ours_are_kept(empty_store):
    cases = (Case(one(incident_id="old", day=date(1, 1, 1))), Case(one(incident_id="new", day=date(9999, 12, 31))))
    index = index_of(empty_store, World(cases))
    assert shown(index, date_to=date(1, 1, 1)) == {"old"}
    assert latest_day(index) == date(9999, 12, 31)


def test_a_mark_names_at_most_fifty_incidents_and_counts_all(empty_store):
    names = [f"x-{number:03d}" for number in range(120)]
    cases = []
    for number, name in enumerate(names):
        category = v.Category.STRIKE if number % 2 else v.Category.ATTACK
        placed = Placement(name, "site:harir", v.WherePrec.EXACT, 36.5, 44.3, 2.0)
        cases.append(Case(one(incident_id=name, category=category), placed))
    found = marks(apply(index_of(empty_store, World(tuple(cases))), IncidentFilter())).marks
    assert {mark.category: (mark.count, mark.incident_ids) for mark in found} == {
        "attack": (60, tuple(names[::2][:50])),
        "strike": (60, tuple(names[1::2][:50])),
    }


def test_a_mark_stands_where_its_best_placed_incident_is_and_tells_how_badly_the_worst_is(empty_store):
    placed = {"near": (2, 33.5, 5.0), "at": (1, 33.8, 1.0), "area": (3, 33.6, 20.0)}
    cases = tuple(
        Case(one(incident_id=name), Placement(name, "site:asad", v.WherePrec(precision), latitude, 42.4, radius))
        for name, (precision, latitude, radius) in placed.items()
    )
    (mark,) = marks(apply(index_of(empty_store, World(cases)), IncidentFilter())).marks
    assert (mark.where_prec, round(mark.latitude, 6), mark.uncertainty_km) == (3, 33.8, 20.0)


def test_an_open_start_stands_before_all_that_ended_on_its_day(empty_store):
    cases = (Case(one(incident_id="a")), Case(one(incident_id="b", **ON_OR_BEFORE)))
    assert index_of(empty_store, World(cases)).incidents.incident_id.to_pylist() == ["b", "a"]


def test_an_incident_whose_rival_was_rejected_is_no_longer_one_of_two(empty_store):
    cases = tuple(Case(one(incident_id=name)) for name in "ac")
    cases += (Case(one(incident_id="b", status=v.Status.REJECTED)),)
    for rival, expected in (("b", 0), ("c", 2)):
        suggested = SameEvent(("a", rival), v.SameEventStatus.SUGGESTED)
        index = index_of(empty_store, World(cases, (suggested,)))
        assert apply(index, IncidentFilter()).counts.may_be_same == expected
