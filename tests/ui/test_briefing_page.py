"""Stories on the page *Briefing*: prepared, saved, changed by two at once, and added to from other pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from incidentmap.desk import save
from incidentmap.model import Record
from incidentmap.model import vocabulary as v
from incidentmap.store.subjects import revisions_of
from incidentmap.ui.map.add_view import frame_of
from incidentmap.ui.shared import session
from tests.ui.stories import OURS, PAGE, by_somebody, fine, opened, page, press, stored
from tests.ui.test_map_page import html

__all__ = ["page"]
TEXT = "story_story-ours_text_{}"


def texts(app: AppTest) -> list[str]:
    return [str(each.value) for each in app.text_area]


def test_all_stories_are_listed_and_one_is_opened(page: AppTest) -> None:
    assert page.button(key="open_story_story-ours").label.strip("⁨⁩") == "January"
    press(page, "open_story_story-ours")
    assert texts(page) == ["All of it", "The depot «قال» 2–5", ""]
    shown = html(page)
    assert "1. View: <bdi>all incidents</bdi>" in shown
    assert 'glyph attack"></span>Attack, 1 Nov 2023, <bdi>Depot</bdi>' in shown
    assert "in a frame of its own" in shown


def test_steps_are_moved_taken_out_rewritten_and_saved_as_one_edit(page: AppTest) -> None:
    opened(page)
    press(page, "story_story-ours_down_0")
    press(page, "story_story-ours_drop_2")
    page.text_area(key=TEXT.format(0)).set_value("Everything").run()
    press(page, "save", why="shorter")
    one, (whole, *_) = OURS.steps[1], OURS.steps
    assert stored()["story-ours"].steps == (one, replace(whole, text="Everything"))
    with session.store().reading() as connection:
        assert [each.why for each in revisions_of(connection, "story:story-ours")] == ["shorter"]


def test_nothing_is_saved_without_a_name_or_a_reason(page: AppTest) -> None:
    press(page, "new_story")
    press(page, "save")
    assert "Say why" in page.error[0].value
    assert "is empty" in html(page)
    page.text_input(key="story_new_title").set_value("Strikes of January").run()
    press(page, "save", why="for Monday")
    assert stored()["story-strikes-of-january"].title == "Strikes of January"


def test_two_who_change_one_story_lose_nothing(page: AppTest) -> None:
    opened(page)
    page.text_area(key=TEXT.format(0)).set_value("Mine").run()
    theirs = replace(OURS, title="January 2024", steps=OURS.steps[::-1])
    by_somebody(OURS, theirs)
    press(page, "save", why="clearer")
    assert "Somebody changed this story meanwhile" in page.warning[0].value
    assert page.text_area(key=TEXT.format(0)).value == "Mine"
    press(page, "story_mine")
    press(page, "save", why="both")
    mine = replace(OURS.steps[0], text="Mine")
    assert stored()["story-ours"] == replace(theirs, steps=(*theirs.steps[:2], mine))


def test_what_somebody_removed_meanwhile_goes_on_as_a_new_story(page: AppTest) -> None:
    opened(page)
    page.text_area(key=TEXT.format(0)).set_value("Mine").run()
    by_somebody(OURS, None)
    press(page, "save", why="clearer")
    assert "Somebody removed this story meanwhile" in page.warning[0].value
    press(page, "story_anew")
    press(page, "save", why="it was right")
    assert stored()["story-january"].steps[0].text == "Mine"


def test_an_incident_is_added_from_map_and_record_to_the_story_at_hand(page: AppTest) -> None:
    opened(page)
    page.switch_page("../../pages/map.py")
    page.query_params.clear()
    page.query_params["incident"] = "X-1"
    page.query_params["countries"] = "IQ"
    press(page.run(), "add_to_story")
    page.switch_page("../../pages/record.py")
    page.query_params["incident"] = "X-2"
    press(page.run(), "add_to_story")
    page.switch_page(PAGE)
    page.query_params.clear()
    opened(page)
    press(page, "save", why="two more")
    added = stored()["story-ours"].steps[3:]
    assert [(each.query, each.incident_id) for each in added] == [("countries=IQ", "X-1"), ("countries=IQ", "X-2")]


def test_without_a_story_at_hand_a_new_one_is_begun(page: AppTest) -> None:
    page.switch_page("../../pages/map.py")
    page.query_params["incident"] = "X-1"
    press(page.run(), "add_to_story")
    assert "Step 1 of a new story, not saved yet" in page.toast[0].value.replace("\\", "")
    page.query_params.clear()
    fine(page.switch_page(PAGE).run())
    assert "The new story, 1 step, not saved yet" in page.button(key="new_story").label


@pytest.mark.parametrize(
    ("status", "said"),
    [(v.Status.WITHDRAWN, "This incident is withdrawn."), (None, "The incident X-1 is no longer among the records.")],
)
def test_what_became_of_an_incident_is_said_in_its_place(page: AppTest, status: v.Status | None, said: str) -> None:
    record = session.record("X-1")
    assert record is not None
    after: Record | None = status and replace(record, incident=replace(record.incident, status=status))
    save(session.store(), [(record, after)], "he", "nothing in it")
    assert said in html(opened(page))
    page.switch_page("../../pages/present.py")
    page.query_params["step"] = "2"
    shown = html(fine(page.run()))
    assert f'<p class="im-gone"><bdi>{said}' in shown
    assert "The depot" in shown, "our words stay"


def test_a_view_whose_link_is_no_longer_known_says_so(page: AppTest) -> None:
    by_somebody(OURS, replace(OURS, steps=(replace(OURS.steps[0], query="actors=gone"),)))
    assert "The link says actors=&#39;gone&#39;" in html(opened(page)) or "The link says actors=gone" in html(page)


def test_a_frame_is_taken_only_where_it_is_one() -> None:
    assert frame_of([[30, 40], [35.5, 44]]) == ((30.0, 40.0), (35.5, 44.0))
    for wrong in (
        None,
        "x",
        [[1, 2]],
        [[5, 5], [4, 6]],
        [[float("nan"), 1], [2, 3]],
        [[-100, 1], [2, 3]],
        [["a", 1], [2, 3]],
    ):
        assert frame_of(wrong) is None
