"""One HTML file, opened from disk with all network refused: marks, categories, time, cards, search, and no request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from incidentmap.command_line import main
from tests import stores
from tests.browser import seeds, waits, worlds
from tests.browser.test_bidi import EDGES
from tests.browser.test_hostile_text import NAME, TEXT

MARKS = """() => {
  const { left, top } = map.getContainer().getBoundingClientRect();
  return map.incidentMapCoordinator.marks.map((mark) => {
    const { x, y } = map.latLngToContainerPoint(mark.getLatLng());
    return { ...mark.feature.properties, x: left + x, y: top + y };
  });
}"""
PAINTED = "() => window.map && map.getPane('relief') && map.incidentMapCoordinator.marks.length > 0"


@contextmanager
def opened(browser: Browser, file: Path, **options: Any) -> Iterator[Page]:
    """Open a file where no network is; at the end nothing was asked for, and nothing went wrong."""
    context = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}, **options)
    waits.give_time(context)
    page = context.new_page()
    asked: list[str] = []
    trouble: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: trouble.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.goto(file.as_uri())
    page.wait_for_function(PAINTED)
    yield page
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert trouble == []
    context.close()


def exported(home: Path, monkeypatch: pytest.MonkeyPatch, view: str = "") -> Path:
    monkeypatch.setenv("INCIDENTMAP_HOME", str(home))
    monkeypatch.delenv("INCIDENTMAP_DATABASE_URL", raising=False)
    target = home / "handed out.html"
    assert main(["export", str(target), "--view", view]) == 0
    return target


def marks(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(MARKS)
    return found


def counted(page: Page) -> int:
    return sum(mark["count"] for mark in marks(page))


def test_the_seeds_by_mouse_and_by_keyboard(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stores.put_seeds(tmp_path)
    file = exported(tmp_path, monkeypatch)
    everything, attacks = len(seeds.days()), len(seeds.of_category("attack"))
    assert file.stat().st_size < 3_000_000
    with opened(browser, file) as page:
        # 1 all that is shown has its mark, and the file says how much that is
        assert counted(page) == everything
        expect(page.locator("#count")).to_contain_text(f"= {everything} incidents")
        expect(page.locator("header")).to_contain_text(f"{everything} of {everything} incidents shown")

        # 2 a category is switched off in the legend
        page.locator("#legend").get_by_role("button", name="Strike").click()
        expect(page.locator("#count")).to_contain_text(f"= {attacks} incidents of the {everything} in this file")
        assert counted(page) == attacks
        expect(page.locator("#narrowed")).to_have_text("without strike")
        page.get_by_role("button", name="Show all again").click()

        # 3 a click on a mark opens the words of the source
        mark = next(each for each in marks(page) if "seed-2" in each["incident_ids"])
        page.mouse.click(mark["x"], mark["y"])
        expect(page.locator("#card h2")).to_contain_text("on or before 22 Nov 2023")
        expect(page.locator("#card blockquote")).to_have_text(" … ".join(seeds.words("seed-2")))
        expect(page.locator("#standing")).to_have_text(f"{mark['incident_ids'].index('seed-2') + 1} of {mark['count']}")
        page.get_by_role("button", name="List all").click()
        page.keyboard.press("Escape")
        expect(page.locator("#card h2")).to_have_count(0)

        # 4 the search folds what is typed
        page.get_by_role("searchbox").fill("Ḥizb Allāh")
        expect(page.locator("#narrowed")).to_contain_text("search:")
        found = page.locator("#list li").count()
        assert 0 < found < everything
        page.get_by_role("searchbox").fill("hezbollah")
        expect(page.locator("#list li")).to_have_count(found)
        page.get_by_role("searchbox").fill("")

        # 5 the handles of time, by keyboard
        page.get_by_label("To", exact=True).press("Home")
        first = seeds.in_time_order()
        expect(page.locator("#narrowed")).to_contain_text("dates: ")
        assert 0 < counted(page) < everything
        page.get_by_label("Cumulative").check()
        expect(page.locator("#days")).to_have_text("up to 18 Oct 2023")
        page.get_by_label("To", exact=True).press("ArrowRight")
        expect(page.locator("#days")).to_have_text("up to 19 Oct 2023")
        begun = {name for name, days in seeds.days().items() if max(days[0], date.min) <= date(2023, 10, 19)}
        open_start = {name for name, days in seeds.days().items() if days[0] == date.min}
        expect(page.locator("#count")).to_contain_text(f"= {len(begun - open_start)} incidents of")
        page.get_by_role("button", name="Show all again").click()

        # 6 the list, by keyboard: down to the second, open it, and on to the next
        page.locator("#list button").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("#card .id")).to_contain_text(first[1])
        page.keyboard.press("ArrowRight")
        expect(page.locator("#card .id")).to_contain_text(first[2])
        page.wait_for_function("() => map.getZoom() > 6")

        # 7 on paper: marking and hash on every sheet, the map drawn for it, and the screen as before
        page.emulate_media(media="print")
        page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
        expect(page.locator("#list li")).to_have_count(everything)
        shown = page.locator(".marking").evaluate_all("(all) => all.map((one) => getComputedStyle(one).display)")
        assert shown == ["table-header-group", "table-footer-group"]
        expect(page.locator(".marking").last).to_contain_text("sha256")
        assert page.evaluate("() => [map.isOnPaper, map.getSize().x]") == [True, 1050]
        page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="screen")
        expect(page.locator("#list li")).to_have_count(100)


def test_what_means_no_good_is_text_and_a_range_reads_2_to_5(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2023, 11, 1)
    hostile, arabic = tmp_path / "hostile", tmp_path / "arabic"
    worlds.told_in(
        hostile, text=TEXT, name=NAME, url="javascript:alert(1)", day=(day, day), place_name=NAME, figures=(2, 5)
    )
    with opened(browser, exported(hostile, monkeypatch)) as page:
        page.locator("#list button").first.click()
        expect(page.locator("#card blockquote")).to_contain_text(NAME)
        assert page.evaluate("() => window.pwned") is None
        assert page.locator("#card :is(img, script)").count() == 0
        assert page.locator("#card a").evaluate_all("(links) => links.map(({ protocol }) => protocol)") == ["https:"]
        assert set(page.locator("#card").text_content() or "").isdisjoint("\u0007\u202e")
    name = "كتائب المثال"
    worlds.told_in(
        arabic, text="قال شهود إن طائرتين سقطتا", name=name, url="https://example.org/1", day=(day, date(2023, 11, 5)),
        place_name="مستودع المثال", figures=(2, 5),
    )  # fmt: skip
    with opened(browser, exported(arabic, monkeypatch), color_scheme="dark") as page:
        page.locator("#list button").first.click()
        found = page.evaluate(f"() => ({EDGES})(document.body, '2–5')")
        assert {text.strip() for text, _, _ in found} >= {"2–5"}
        assert [each for each in found if not each[1] < each[2]] == []
        assert page.evaluate("() => map.options.theme") == "dark"
