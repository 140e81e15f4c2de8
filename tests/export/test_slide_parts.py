"""What slides are made of: parts of the map cut along its frame, windows for places, addresses, words that fit."""

from __future__ import annotations

import pytest

from incidentmap.export.drawn_parts import Label, Shape, box, line
from incidentmap.export.hand_out import Row
from incidentmap.export.key_figures import GroupCount, KeyFigures, OverTime
from incidentmap.export.map_vectors import Hatch
from incidentmap.export.map_words import ranges_kept
from incidentmap.export.slides.cutting import cut
from incidentmap.export.slides.figure_slides import remarks
from incidentmap.export.slides.slide_text import Paragraph, fitted, web_address
from incidentmap.export.slides.source_slides import Sources
from incidentmap.export.slides.where_maps import FAR, MOST_WINDOWS, windows_of
from incidentmap.model import Citation, Record
from tests.query.world import one

FRAME = (0, 0, 100, 50)
HATCH = Hatch(10, 1)
RING = (*box(-20, 10, 60, 20).path, *box(0, 15, 10, 10).path)


def points(shape: Shape) -> list[tuple[float, float]]:
    return [(step[1], step[2]) for step in shape.path if len(step) == 3]


def area(shape: Shape) -> float:
    """Add up the rings of a shape, those that run the other way taken away."""
    total, ring = 0.0, []
    for step in shape.path:
        if step[0] == "Z":
            total += abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2
            ring = []
        else:
            ring.append((step[1], step[2]))
    return total


def test_what_is_within_stays_and_what_is_outside_goes() -> None:
    inside, outside = box(10, 10, 5, 5, fill="#ffffff"), box(200, 10, 5, 5, fill="#ffffff")
    assert list(cut([inside, outside, Label("x", 5, 5, 10), Label("y", 150, 5, 10)], FRAME, HATCH)) == [
        inside,
        Label("x", 5, 5, 10),
    ]


def test_an_area_is_cut_and_its_rim_does_not_run_along_the_frame() -> None:
    filled, rim = cut([Shape(RING, fill="#ffffff", stroke="#000000", stroke_width=1)], FRAME, HATCH)
    assert (filled.stroke, rim.fill) == ("", "")
    assert area(filled) == pytest.approx(40 * 20 + 10 * 10), "each ring for itself: the hole stays a ring"
    ends = [(a, b) for a, b in zip(points(rim), points(rim)[1:], strict=False) if a[0] == b[0] == 0]
    assert [each for each in ends if {each[0][1], each[1][1]} == {10, 30}] == []


def test_a_line_is_cut_where_it_leaves() -> None:
    (found,) = cut([line(-50, 25, 150, 25, stroke="#000000", stroke_width=1)], FRAME, HATCH)
    assert sorted(points(found)) == [(0, 25), (100, 25)]


def test_a_hatch_is_lines_within_the_area_but_not_in_its_hole() -> None:
    (found,) = cut([Shape(RING, fill="#123456", fill_opacity=0.3, is_hatched=True)], FRAME, HATCH)
    assert (found.fill, found.stroke, found.stroke_opacity) == ("", "#123456", 0.3)
    assert points(found)
    assert all(0 <= x <= 40 and 10 <= y <= 30 for x, y in points(found))
    middles = [
        ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(points(found)[::2], points(found)[1::2], strict=True)
    ]
    assert not [each for each in middles if 0.1 < each[0] < 9.9 and 15.1 < each[1] < 24.9]


def test_places_near_one_another_share_a_window() -> None:
    near, far = [(33.3, 44.4), (33.8, 42.4), (36.2, 44.0)], (15.4, 44.2)
    found = windows_of([*near, far, far])
    assert len(found) == 2
    for latitude, longitude in (*near, far):
        assert any(s <= latitude <= n and w <= longitude <= e for s, w, n, e in (each.bounds for each in found))
    assert windows_of([]) == []


def test_windows_are_few_and_near_enough() -> None:
    spread = [(float(-60 + 10 * n), float(-170 + 25 * n)) for n in range(13)]
    found = windows_of(spread)
    assert len(found) == MOST_WINDOWS
    assert [each for each in windows_of(spread[:3]) if each.zoom < FAR] == []


def test_a_source_names_each_incident_once_and_who_names_none_is_counted() -> None:
    cited = tuple(Citation(f"c-{at}", "x-1", "Report", "Rudaw", "https://a.example/r") for at in (1, 2))
    sources = Sources()
    for record in (Record(one(), citations=cited), Record(one(incident_id="x-2"))):
        sources.take(Row(record, None, None))
    (paragraph,) = sources.paragraphs()
    assert paragraph.text.endswith("  [x-1]")
    assert list(sources.remarks(2)) == ["1 incident names no source."]


def test_groups_without_room_are_said_to_have_at_most_as_many_as_the_first_of_them() -> None:
    groups = tuple(GroupCount(f"g-{at}", f"Group {at}", 1) for at in range(12))
    figures = KeyFigures(12, {}, groups, 0, OverTime("month", (), 0, 0, 0), (), 0, 0)
    assert next(remarks(figures)) == "Not drawn: 2 more groups with at most 1 incident each."


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.example/b?c=d", "https://a.example/b?c=d"),
        ("http://a.example/ü <x>", "http://a.example/%C3%BC%20%3Cx%3E"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("http://", ""),
        ("http://[broken", ""),
        ("http://a.example:port/", ""),
        ("https://a.example/" + "x" * 2_000, ""),
    ],
)
def test_only_whole_addresses_of_the_web_are_links(url: str, written: str) -> None:
    assert web_address(url) == written


def test_words_are_as_large_as_they_fit_and_cut_only_at_the_smallest() -> None:
    short, long = [Paragraph(["word " * 20])], [Paragraph(["word " * 2_000])]
    assert fitted(short, 400, 200, (20, 10)).size == 20
    assert fitted(short, 400, 45, (20, 10))[1:] == (10, False)
    found = fitted(long, 400, 200, (20, 10), "more elsewhere")
    assert (found.size, found.is_cut) == (10, True)
    assert found.paragraphs[0].text.endswith(" …")
    assert found.paragraphs[-1].text == "more elsewhere"
    assert sum(each.height(400, 10) for each in found.paragraphs) <= 200


def test_ranges_and_days_are_isolated_as_a_whole_but_no_part_of_a_moment_or_an_id() -> None:
    assert ranges_kept("2–5, و3 - 4: 2024-02-10") == "\u20662–5\u2069, و\u20663 - 4\u2069: \u20662024-02-10\u2069"
    whole = "2024-03-01T12:30:15Z, IQ-2024-01-20-01, https://a.example/2024-01-02"
    assert ranges_kept(whole) == whole
