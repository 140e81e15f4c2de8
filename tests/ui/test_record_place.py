"""Where the form of one record puts it: by the geocoder, by a point, or as it was."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from incidentmap.desk import save as save_records
from incidentmap.model import vocabulary as v
from incidentmap.ui.incident import place_form
from incidentmap.ui.shared import session
from tests.ui.record_form import at, dossier, fill_in, key, open_at, save, told


def test_a_point_of_ones_own(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"))
    desk.radio(key=key(desk, "how")).set_value(place_form.POINT).run()
    assert "no coordinates yet" in told(desk)
    desk.text_input(key=key(desk, "point")).set_value("north of the river").run()
    assert "is not a point" in told(desk)
    desk.text_input(key=key(desk, "point")).set_value("33.79, 42.44").run()
    save(desk)
    made = at(desk)
    placement = dossier(made).record.placement
    assert placement is not None
    assert (placement.latitude, placement.longitude, placement.uncertainty_km) == (33.79, 42.44, 10.0)
    assert (placement.geocoder, placement.decided_by) == ("chosen by an analyst", "Rana")


def test_without_a_point_the_geocoder_answers(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"), place_text="somewhere unheard of")
    desk.radio(key=key(desk, "how")).set_value(place_form.POINT).run()
    save(desk)
    placement = dossier(at(desk)).record.placement
    assert placement is not None and placement.place_id is None and placement.reason


def test_other_words_ask_the_geocoder_again(desk: AppTest) -> None:
    open_at(desk, "seed-2")
    assert desk.radio(key=key(desk, "how")).value == place_form.KEPT
    desk.text_input(key=key(desk, "site")).set_value("Al-Tanf Garrison").run()
    assert desk.radio(key=key(desk, "how")).value == place_form.GEOCODER
    save(desk)
    placed = dossier("seed-2").place
    assert placed is not None and placed.place_id == "site:tanf"


def test_a_relation_is_chosen(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"), site="Ain al-Asad Air Base")
    desk.selectbox(key=key(desk, "place_relation")).set_value(v.PlaceRelation.NEAR).run()
    save(desk)
    found = dossier(at(desk))
    assert found.place is not None and found.place.place_id == "site:ain-al-asad@near"


def test_a_point_of_ones_own_outlives_a_mended_word(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"), site="Ain al-Asad Air Bse")
    desk.radio(key=key(desk, "how")).set_value(place_form.POINT).run()
    desk.text_input(key=key(desk, "point")).set_value("33.1, 42.1").run()
    save(desk)
    desk.text_input(key=key(desk, "site")).set_value("Ain al-Asad Air Base").run()
    save(desk, "a typo")
    placement = dossier(at(desk)).record.placement
    assert placement is not None and placement.latitude == 33.1


def test_what_others_saved_is_merged_and_my_place_stays(desk: AppTest) -> None:
    open_at(desk, "seed-2")
    desk.text_input(key=key(desk, "site")).set_value("Al-Tanf Garrison").run()
    before = dossier("seed-2").record
    theirs = replace(before, incident=replace(before.incident, notes="theirs"))
    save_records(session.store(), [(before, theirs)], "Omar", "a note")
    desk.run()
    desk.button(key="go_on").click().run()
    save(desk)
    found = dossier("seed-2")
    assert (found.record.incident.notes, found.place and found.place.place_id) == ("theirs", "site:tanf")


def offered(app: AppTest) -> list[str]:
    return [option.translate({0x2068: None, 0x2069: None}) for option in app.radio(key=key(app, "candidate")).options]


def test_places_of_one_name_say_what_they_are(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"), place_text="Erbil")
    assert offered(desk)[:3] == ["Erbil, town", "Erbil, governorate", "Arbil, district"]


def test_of_several_places_none_is_taken_and_what_holds_them_comes_last(desk: AppTest) -> None:
    open_at(desk, "new")
    desk.selectbox(key=key(desk, "country")).set_value("IQ").run()
    fill_in(desk, place_text="Harir")
    assert offered(desk) == ["Harir Air Base", "Ḩarir, town", "None of them yet: only Harir Air Base or Ḩarir"]
    assert desk.radio(key=key(desk, "candidate")).value == ""
