"""What the form of one record asks about, or refuses as no number."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.model import vocabulary as v
from incidentmap.ui.incident import place_form
from incidentmap.ui.shared import session
from tests.ui.record_form import at, dossier, fill_in, key, open_at, save, told


def tick(app: AppTest) -> AppTest:
    for each in app.checkbox:
        if each.label == "It is so":
            each.check()
    return app.run()


def test_a_point_in_another_country_is_asked_about_and_swapped(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"))
    desk.selectbox(key=key(desk, "country")).set_value("IQ").run()
    desk.radio(key=key(desk, "how")).set_value(place_form.POINT).run()
    desk.text_input(key=key(desk, "point")).set_value("42.44, 33.79").run()
    assert "lies far from Iraq" in told(desk)
    save(desk)
    assert "Not saved" in told(desk)
    assert session.store().state() == 1
    next(each for each in desk.button if each.label == "Swap latitude and longitude").click().run()
    assert told(desk) == ""
    save(desk)
    placement = dossier(at(desk)).record.placement
    assert placement is not None and (placement.latitude, placement.longitude) == (33.79, 42.44)


def test_what_is_confirmed_to_be_so_is_saved_and_stands_in_the_history(desk: AppTest) -> None:
    fill_in(open_at(desk, "new"))
    desk.date_input(key=key(desk, "date_latest")).set_value(date(2100, 1, 1)).run()
    desk.button(key=key(desk, "add", "casualties")).click().run()
    for name, value in (("measure", v.Measure.KILLED), ("of", v.CasualtiesOf.CIVILIANS)):
        next(box for box in desk.selectbox if str(box.key).endswith(f"_{name}")).set_value(value)
    next(box for box in desk.text_input if str(box.key).endswith("_low")).set_value("2").run()
    assert "“To”, 1 Jan 2100, is after today" in told(desk)
    assert "“Lowest” is given without “Highest”" in told(desk)
    save(desk)
    assert session.store().state() == 1
    save(tick(desk), "the plan says so")
    (edit,) = dossier(at(desk)).history
    assert edit.why == ("the plan says so; confirmed: “To”, 1 Jan 2100, is after today, killed, civilians: at least 2")
    desk.text_input(key=key(desk, "target")).set_value("a depot").run()
    assert told(desk) == "", "what was confirmed is not asked again"


@pytest.mark.parametrize("typed", ["1e3", "2.5", "-1", "about 3"])
def test_what_is_no_count_is_refused_in_words_and_stays(desk: AppTest, typed: str) -> None:
    fill_in(open_at(desk, "new"))
    desk.button(key=key(desk, "add", "casualties")).click().run()
    for name, value in (("measure", v.Measure.KILLED), ("of", v.CasualtiesOf.CIVILIANS)):
        next(box for box in desk.selectbox if str(box.key).endswith(f"_{name}")).set_value(value)
    figure = next(box for box in desk.text_input if str(box.key).endswith("_low"))
    figure.set_value(typed).run()
    assert f"“Lowest”: “\u2068{typed}\u2069” is no count; write a whole number in digits" in told(desk)
    save(desk)
    assert session.store().state() == 1
    assert next(box for box in desk.text_input if str(box.key).endswith("_low")).value == typed
