"""Casualties in files: a range, none, a number nobody gives and not stated stay apart, and ACLED's one cell honest."""

from __future__ import annotations

import pytest

from incidentmap.geocode import Gazetteer
from incidentmap.model import Casualties
from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter
from incidentmap.store import Store
from tests.export.handed import content, csv_rows, features, handed_out, placemarks, sheets
from tests.query.world import Case, World, one

TARGETS, CIVILIANS, ALL = v.CasualtiesOf.TARGETS, v.CasualtiesOf.CIVILIANS, v.CasualtiesOf.ALL
RANGE = (v.Stated.NUMBER, 2, None, 5)
THREE = (v.Stated.NUMBER, 3, 3, 3)
BEST = (v.Stated.NUMBER, None, 3, None)
NONE = (v.Stated.NONE, 0, 0, 0)
SOME = (v.Stated.UNSPECIFIED, None, None, None)
SAID = {"range": (RANGE, "2–5"), "none": (NONE, "none"), "some": (SOME, "some, number not stated")}


def killed(of: v.CasualtiesOf, figure: tuple[object, ...], nationality: str = "") -> Casualties:
    return Casualties("x-1", v.Measure.KILLED, of, *figure, nationality=nationality)  # type: ignore[arg-type]


def world(*figures: Casualties) -> World:
    return World((Case(one(), casualties=figures),))


@pytest.mark.parametrize("what", SAID)
def test_what_is_said_of_the_killed_stays_what_it_is(empty_store: Store, gazetteer: Gazetteer, what: str) -> None:
    figure, said = SAID[what]
    with handed_out(empty_store, world(killed(TARGETS, figure)), IncidentFilter(), gazetteer) as (_, hand_out):
        files = {kind: content(kind, hand_out) for kind in ("csv", "xlsx", "geojson", "kml", "acled")}
    header, row = sheets(files["xlsx"])["Incidents"]
    (feature,), (mark,) = features(files["geojson"]), placemarks(files["kml"])
    tables = [*csv_rows(files["csv"]), *csv_rows(files["acled"]), dict(zip(header, row, strict=True))]
    for cells in (*tables, feature["properties"], mark.data):
        assert cells["words_killed_targets"] == said
        assert cells["words_killed_civilians"] == cells["words_injured_targets"] == "not stated"
    assert f"<th>Killed, of the side that was hit</th><td><bdi>{said}</bdi></td>" in mark.description
    assert "civilians" not in mark.description


@pytest.mark.parametrize(
    ("figures", "number"),
    [
        ([], ""),
        ([killed(TARGETS, THREE)], "3"),
        ([killed(TARGETS, BEST)], "3"),
        ([killed(ALL, THREE, "US")], "3"),
        ([killed(CIVILIANS, NONE)], "0"),
        ([killed(TARGETS, RANGE)], ""),
        ([killed(TARGETS, SOME)], ""),
        ([killed(TARGETS, (v.Stated.NUMBER, 2, None, None))], ""),
        ([killed(TARGETS, THREE), killed(CIVILIANS, THREE)], ""),
        ([killed(TARGETS, THREE, "US"), killed(TARGETS, THREE, "IQ")], ""),
        ([killed(TARGETS, THREE), killed(TARGETS, NONE)], ""),
        ([killed(TARGETS, NONE), killed(CIVILIANS, NONE)], ""),
        ([killed(TARGETS, THREE), Casualties("x-1", v.Measure.INJURED, TARGETS, *RANGE)], "3"),
        ([Casualties("x-1", v.Measure.INJURED, TARGETS, *THREE)], ""),
    ],
)
def test_fatalities_are_one_number_of_one_figure_or_blank(
    empty_store: Store, gazetteer: Gazetteer, figures: list[Casualties], number: str
) -> None:
    with handed_out(empty_store, world(*figures), IncidentFilter(), gazetteer) as (_, hand_out):
        (row,) = csv_rows(content("acled", hand_out))
    assert row["fatalities"] == number
