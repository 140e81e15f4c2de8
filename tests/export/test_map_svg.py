"""A picture as SVG: it says what it shows, text stays text, and it needs nothing but itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from xml.etree import ElementTree

import pytest

from incidentmap.export.map_sheet import MapSheet, map_sheet
from incidentmap.export.map_svg import svg
from incidentmap.mapping.assets import ATTRIBUTION
from incidentmap.mapping.mark_forms import FORMS
from incidentmap.model import Place, Placement
from incidentmap.model import vocabulary as v
from incidentmap.query import View
from tests.export import views
from tests.query.world import Case, one

TODAY = date(2026, 1, 1)
NAMESPACE = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script>\" onload='x' &lt; ]]> \u202egnp.exe \x07\x00 \ufffe"
ALLOWED = {"svg", "title", "desc", "defs", "clipPath", "pattern", "rect", "path", "g", "image", "text"}


@cache  # views are the same where they are
def sheet(view: View, pixels: tuple[int, int] = (1280, 720)) -> MapSheet:
    return map_sheet(view, views.gazetteer(), views.names(), pixels, TODAY)


def parsed(written: str) -> ElementTree.Element:
    return ElementTree.fromstring(written)  # noqa: S314 - our own file


def texts(written: str) -> str:
    return " ".join("".join(each.itertext()) for each in parsed(written).iter(f"{NAMESPACE}text"))


def attributes(written: str) -> Iterator[tuple[str, str]]:
    for each in parsed(written).iter():
        yield from each.items()


def checked(written: str) -> None:
    """Nothing runs and nothing is fetched."""
    assert {each.tag for each in parsed(written).iter()} <= {NAMESPACE + name for name in ALLOWED}
    for name, value in attributes(written):
        assert not name.lower().startswith("on")
        assert "://" not in value
        assert name != "style"
        if name.endswith("href"):
            assert value.startswith("data:image/jpeg;base64,")
        elif "url(" in value:
            assert value.startswith("url(#")
    assert written.startswith('<svg xmlns="http://www.w3.org/2000/svg" ')
    assert "xmlns:" not in written


@pytest.mark.parametrize("with_relief", [True, False])
def test_the_picture_is_whole_in_itself(with_relief: bool) -> None:
    written = svg(sheet(views.of_seeds()), with_relief=with_relief)
    checked(written)
    assert ("<image" in written) is with_relief


def test_marks_on_it_count_what_the_view_shows() -> None:
    view = views.of_seeds(categories=("strike",))
    written = svg(sheet(view), with_relief=False)
    marks = [each for each in parsed(written).iter(f"{NAMESPACE}g") if "data-count" in each.keys()]  # noqa: SIM118
    assert sum(int(each.get("data-count", 0)) for each in marks) == view.counts.on_map + view.counts.on_areas
    assert {each.get("data-category") for each in marks} == {"strike"}


def test_it_says_what_it_shows_and_where_everything_else_went() -> None:
    view = views.of_seeds(governorates=("IQ-AN",), date_to=date(2024, 1, 31))
    said = texts(svg(sheet(view), with_relief=False))
    counts = view.counts
    assert "to 31 Jan 2024" in said
    assert "Al Anbar" in said
    assert "As of 10 Feb 2024" in said
    assert f"{counts.shown} of {counts.total} incidents shown" in said
    assert f"{counts.on_map} on the map" in said
    for each in counts.excluded:
        assert f"{each.charged} excluded by" in said
    assert f"= {counts.total} incidents" in said
    assert "Not marked" in said
    assert ATTRIBUTION in said
    assert " km" in said
    assert all(meaning in said for meaning in FORMS.values())
    assert all(name in said for name in ("Strike", "Attack", "Other"))


def test_the_numbers_said_add_up() -> None:
    said = texts(svg(sheet(views.of_seeds(categories=("attack",))), with_relief=False))
    (line,) = re.findall(r"\d+ on the map .* incidents", said)
    *parts, total = (int(number) for number in re.findall(r"(?:^|[+=] )(\d+)", line))
    assert sum(parts) == total


@pytest.mark.parametrize(
    ("tlps", "said"),
    [
        ((None,), "Not marked"),
        ((v.Tlp.CLEAR,), "TLP:CLEAR"),
        ((v.Tlp.AMBER, v.Tlp.GREEN, None), "TLP:AMBER 1 not marked"),
        ((v.Tlp.AMBER_STRICT,), "TLP:AMBER+STRICT"),
    ],
)
def test_the_marking_is_that_of_what_is_shown(tlps: tuple[v.Tlp | None, ...], said: str) -> None:
    cases = [Case(one(incident_id=f"x-{at}", tlp=tlp)) for at, tlp in enumerate(tlps)]
    written = texts(svg(sheet(views.of(*cases)), with_relief=False))
    assert said in written
    assert ("Not marked" in written) is (said == "Not marked")


def test_hostile_words_of_a_filter_stay_words() -> None:
    written = svg(sheet(views.of_seeds(search=HOSTILE)), with_relief=False)
    checked(written)
    assert "<script>alert(1)</script>" in texts(written)


def test_a_hostile_name_on_the_map_is_text_and_turns_nothing() -> None:
    place = Place("country:IQ", HOSTILE.replace("\x00", ""), "country", 500, country_code="IQ")
    case = Case(one(incident_id="x-1"), Placement("x-1", place.place_id, v.WherePrec.COUNTRY))
    written = svg(sheet(views.of(case, places=(place,))), with_relief=False)
    checked(written)
    assert "<script>alert(1)</script>" in texts(written)
    assert "\u202e" not in written
    assert "\ufffe" not in written


def test_a_range_beside_arabic_keeps_its_order_and_arabic_has_a_font_with_its_letters() -> None:
    view = views.of_seeds(search="كتائب حزب الله", date_from=date(2024, 1, 2), date_to=date(2024, 1, 5))
    written = svg(sheet(view), with_relief=False)
    assert "\u20662–5\u2069 Jan 2024" in texts(written)
    lines = {each.text or "": each.get("font-family", "") for each in parsed(written).iter(f"{NAMESPACE}text")}
    fonts = {font.partition(",")[0] for line, font in lines.items() if "كتائب" in line}
    assert fonts == {'"Noto Sans Arabic"'}


def test_the_same_page_gives_the_same_bytes() -> None:
    drawn_anew = map_sheet(views.of_seeds(), views.gazetteer(), views.names(), (1280, 720), TODAY)
    assert svg(sheet(views.of_seeds())) == svg(drawn_anew)


def test_a_title_that_is_very_long_leaves_room_for_the_map_and_is_whole_in_the_file() -> None:
    long = " ".join(["whatever"] * 200)
    found = sheet(views.of_seeds(search=long))
    assert found.map.window.height > 0.3 * found.height
    assert long in found.title


def test_sizes_that_leave_no_room_are_refused() -> None:
    for pixels in ((100, 100), (9000, 5000), (4000, 700)):
        with pytest.raises(ValueError, match=f"{pixels[0]:,} by {pixels[1]:,}"):
            sheet(views.of_seeds(), pixels)


def test_what_is_printed_besides_stands_at_the_foot() -> None:
    printed = "sha256 " + "0123456789abcdef" * 4
    found = map_sheet(views.of_seeds(), views.gazetteer(), {}, (1280, 720), TODAY, printed=printed)
    assert printed in texts(svg(found))
    assert found.map.window.height < sheet(views.of_seeds()).map.window.height


def test_windows_beyond_the_map_are_refused() -> None:
    for at in ((89.0, 0.0, 5.0), (0.0, 0.0, 14.0), (0.0, 200.0, 5.0)):
        with pytest.raises(ValueError, match="the map cannot show"):
            map_sheet(views.of_seeds(), views.gazetteer(), {}, (1280, 720), TODAY, at)


@pytest.mark.parametrize("pixels", [(640, 640), (1240, 1754), (1920, 1080), (800, 2000)])
def test_every_size_holds_all_its_words_inside(pixels: tuple[int, int]) -> None:
    found = sheet(views.of_seeds(governorates=("IQ-AN",), categories=("strike",)), pixels)
    assert found.map.window.height > 0.4 * found.height
    root = parsed(svg(found, with_relief=False))
    words = next(each for each in root.iter(f"{NAMESPACE}g") if each.get("id") == "words")
    for each in words.iter(f"{NAMESPACE}text"):
        assert 0 <= float(each.get("x", -1)) < found.width
        assert 0 < float(each.get("y", -1)) < found.height
