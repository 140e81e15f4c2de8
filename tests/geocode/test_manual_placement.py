"""Places that a person chose."""

from __future__ import annotations

from incidentmap.geocode import Gazetteer, at_place, at_point
from incidentmap.model import Candidate
from incidentmap.model.vocabulary import WherePrec
from tests import records


def test_a_point_is_a_place_of_its_own(gazetteer: Gazetteer) -> None:
    incident = records.incident(site="a farm", country="IQ")
    placement, place = at_point(incident, (33.123456, 43.0), WherePrec.NEAR, 12.0)
    assert place is not None
    assert (place.place_id, place.name, place.radius_km) == ("point:33.12346/43.0/12km", "a farm", 12.0)
    assert (placement.latitude, placement.where_prec, placement.uncertainty_km) == (33.12346, WherePrec.NEAR, 12.0)


def test_a_candidate_is_taken_with_its_own_precision(gazetteer: Gazetteer) -> None:
    others = (Candidate("country:IQ", "Iraq", 0.5), Candidate("admin1:IQ-AN", "Anbar", 0.4))
    for place_id, where_prec, drawn in (("country:IQ", 6, False), ("admin1:IQ-AN", 4, True)):
        there = gazetteer.place(place_id)
        assert there is not None
        placement, _ = at_place(records.incident(), there, others, gazetteer)
        assert (placement.where_prec, placement.latitude is not None) == (where_prec, drawn)
        assert [each.place_id for each in placement.alternatives] == [
            o.place_id for o in others if o.place_id != place_id
        ]


def test_what_is_chosen_for_near_words_stays_near(gazetteer: Gazetteer) -> None:
    mosul = gazetteer.place("geonames:99072")
    assert mosul is not None
    for text, place_id in (("near Mosul", "geonames:99072@near"), ("the northern city", "geonames:99072")):
        chosen, _ = at_place(records.incident(place_text=text, site=""), mosul, (), gazetteer)
        assert chosen.place_id == place_id
