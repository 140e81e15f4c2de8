"""Honest places in files: a point where one is known, the outline or ring of an area, and else nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import shapely
from hypothesis import HealthCheck, given, settings

from incidentmap.export.kml_folders import FOLDERS
from incidentmap.export.row_geometry import DrawnAs
from incidentmap.gazetteer.geodesy import distance_km
from incidentmap.geocode import Gazetteer
from incidentmap.model import Placement
from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter
from incidentmap.store import Store
from tests.export.handed import awkward_worlds, content, csv_rows, features, handed_out, placemarks
from tests.query.world import Case, World, one

ANBAR = "admin1:IQ-AN"
POINT, AREAS, NOTHING = (FOLDERS[kind] for kind in (DrawnAs.POINT, DrawnAs.OUTLINE, DrawnAs.NOTHING))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(awkward_worlds())
def test_each_precision_has_the_geometry_that_it_may_have(
    empty_store: Store, gazetteer: Gazetteer, world: World
) -> None:
    with handed_out(empty_store, world, IncidentFilter(), gazetteer) as (_, hand_out):
        geojson, kml, acled = (content(kind, hand_out) for kind in ("geojson", "kml", "acled"))
        put = {each.incident_id: each.placement for each in hand_out.records()}
    cells = {each["event_id_cnty"]: each for each in csv_rows(acled)}
    marks = {each.data["incident_id"]: each for each in placemarks(kml)}
    for feature in features(geojson):
        name = feature["id"]
        kind = expected(feature["geometry"], put[name], gazetteer)
        assert feature["properties"]["drawn_as"] == kind
        assert marks[name].shapes == {"point": ("Point",), "nothing": ()}.get(kind, ("Polygon",))
        assert marks[name].folder == FOLDERS[DrawnAs(kind)]
        held = [cells[name][axis] for axis in ("longitude", "latitude")]
        assert held == ([str(each) for each in feature["geometry"]["coordinates"]] if kind == "point" else ["", ""])


def expected(geometry: Any, put: Placement | None, gazetteer: Gazetteer) -> str:
    """Check a geometry by what is known of the place, and say what it has to be."""
    precision = put.where_prec if put else None
    if put and precision in (1, 2):
        assert geometry == {"type": "Point", "coordinates": [put.longitude, put.latitude]}
        return "point"
    if put and precision in (3, 4) and put.place_id == ANBAR:
        outline = shapely.from_wkb(gazetteer.outline(ANBAR))
        assert shapely.equals(shapely.geometry.shape(geometry), outline)
        return "outline"
    if put and precision == 7:
        (ring,) = geometry["coordinates"]
        assert ring[0] == ring[-1] and shapely.LinearRing(ring).is_ccw
        for east, north in ring:
            assert distance_km(put.latitude, put.longitude, north, east) == pytest.approx(put.uncertainty_km, abs=1e-3)
        return "ring"
    assert geometry is None
    return "nothing"


def one_at(precision: v.WherePrec, *point: float | None) -> World:
    return World((Case(one(incident_id="a"), Placement("a", "site:asad", precision, *point)),))


@pytest.mark.parametrize("point", [(89.0, 0.0, 200.0), (0.0, 179.0, 200.0), (33.0, 44.0, None), (33.0, 44.0, 0.0)])
def test_a_ring_that_cannot_be_drawn_is_left_out(
    empty_store: Store, gazetteer: Gazetteer, point: tuple[float | None, ...]
) -> None:
    world = one_at(v.WherePrec.SEA_OR_AIR, *point)
    with handed_out(empty_store, world, IncidentFilter(), gazetteer) as (_, hand_out):
        (feature,) = features(content("geojson", hand_out))
        (mark,) = placemarks(content("kml", hand_out))
    assert (feature["geometry"], feature["properties"]["drawn_as"]) == (None, "nothing")
    assert (mark.shapes, mark.folder) == ((), NOTHING)


def test_points_areas_and_the_rest_have_folders_of_their_own() -> None:
    assert len({POINT, AREAS, NOTHING}) == 3
    assert FOLDERS[DrawnAs.RING] == AREAS


def test_an_outline_in_several_parts_stays_whole(empty_store: Store, gazetteer: Gazetteer) -> None:
    places = [
        place_id
        for code, wkb in gazetteer.outlines("admin1")
        if shapely.from_wkb(wkb).geom_type != "Polygon"
        for place_id in [f"admin1:{code}"]
    ]
    assert places, "some governorate has islands"
    place = gazetteer.place(places[0])
    assert place
    world = one_at(v.WherePrec.GOVERNORATE, place.latitude, place.longitude, place.radius_km)
    (case,) = world.cases
    assert case.placement
    world = World((replace(case, placement=replace(case.placement, place_id=places[0])),), places=(place,))
    with handed_out(empty_store, world, IncidentFilter(), gazetteer) as (_, hand_out):
        (feature,) = features(content("geojson", hand_out))
        (mark,) = placemarks(content("kml", hand_out))
    drawn = shapely.geometry.shape(feature["geometry"])
    assert shapely.equals(drawn, shapely.from_wkb(gazetteer.outline(places[0])))
    assert mark.shapes == ("Polygon",) * shapely.get_num_geometries(drawn)
