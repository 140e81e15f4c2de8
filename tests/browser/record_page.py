"""The page of one record as an analyst's hand works it; `clicks` counts what the hand does."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser import waits

_SELECT = """([area, words]) => {
  const at = area.value.indexOf(words);
  area.focus();
  area.setSelectionRange(at, at + words.length);
  area.dispatchEvent(new Event("select"));
}"""
# A text area does not tell where its letters stand; a block of the same text, width and letters over it does.
_ENDS = """(area, words) => {
  const copy = document.createElement("div"), style = getComputedStyle(area), box = area.getBoundingClientRect();
  for (const name of ["font", "lineHeight", "padding", "border", "boxSizing"]) copy.style[name] = style[name];
  Object.assign(copy.style, { position: "fixed", left: `${box.left}px`, top: `${box.top - area.scrollTop}px`,
    width: `${box.width}px`, whiteSpace: "pre-wrap", overflowWrap: "break-word" });
  copy.textContent = area.value;
  document.body.append(copy);
  const at = area.value.indexOf(words), text = copy.firstChild, range = document.createRange();
  range.setStart(text, at);
  range.setEnd(text, at + words.length);
  const rows = [...range.getClientRects()], first = rows[0], last = rows[rows.length - 1];
  copy.remove();
  return [[first.left, first.top + first.height / 2], [last.right, last.top + last.height / 2]];
}"""


class RecordPage:
    """One page in a browser, at the record of an incident or a new one."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.clicks = 0

    def open(self, incident_id: str = "new") -> RecordPage:
        self.page.goto(f"{self.address}/record?incident={incident_id}")
        self.button("Save").wait_for()
        self.settle()
        return self

    @property
    def incident_id(self) -> str:
        return self.page.url.rpartition("incident=")[2]

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=False).first

    def press(self, name: str) -> None:
        self.clicks += 1
        self.button(name).click()
        self.settle()

    def unfold(self, name: str) -> None:
        self.clicks += 1
        self.page.get_by_text(name, exact=True).click()
        self.settle()

    def field(self, name: str) -> Locator:
        """Give the first field that is called so; the mark of one that is needed is no part of its name."""
        return self.page.get_by_label(re.compile(rf"^{re.escape(name)}( \*)?$")).first

    def write(self, name: str, text: str) -> None:
        field = self.field(name)
        self.clicks += 1
        field.click()
        field.fill(text)
        field.press("Tab")
        self.settle()

    def day(self, name: str, digits: str) -> None:
        """Write a date, year first, as its three parts take it."""
        self.clicks += 1
        self.page.get_by_label(f"year, {name}").first.click()
        self.page.keyboard.type(digits)
        self.settle()

    def choose(self, name: str, option: str) -> None:
        self.clicks += 2
        self.page.get_by_role("combobox", name=name, exact=False).first.click()
        self.page.keyboard.type(option)  # a long list is drawn in part only
        self.page.get_by_role("option", name=option, exact=False).first.click()
        self.settle()

    def tick(self, name: str) -> None:
        self.clicks += 1
        self.page.get_by_text(name, exact=True).first.click()
        self.settle()

    def mark(self, words: str) -> None:
        """Select words in the text of a source, as a drag with the mouse does, and mark them."""
        area = self.page.get_by_label("Select the words")
        area.wait_for()
        self.page.evaluate(_SELECT, [area.element_handle(), words])
        self.clicks += 1
        self.press("Mark the selected words")
        expect(self.page.locator(".im blockquote").filter(has_text=words).first).to_be_visible()

    def drag_over(self, words: str) -> None:
        """Drag the mouse over words in the text of a source, and mark them."""
        area = self.page.get_by_label("Select the words")
        area.scroll_into_view_if_needed()
        waits.stand_still(self.page)
        begin, end = area.evaluate(_ENDS, words)
        self.page.mouse.move(*begin)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=5)
        self.page.mouse.up()
        self.clicks += 1
        self.press("Mark the selected words")
        expect(self.page.locator(".im blockquote").filter(has_text=words).first).to_be_visible()

    def save(self, why: str) -> None:
        self.sign(why)
        self.press("Save")

    def sign(self, why: str) -> None:
        self.clicks += 1
        reason = self.page.locator(".st-key-sign").get_by_label("Why")
        reason.click()
        reason.fill(why)
        reason.press("Tab")
        self.settle()

    def wait_saved(self, edits: int) -> None:
        """Wait until the history holds so many entries."""
        expect(self.history()).to_have_count(edits)

    def history(self) -> Locator:
        return (
            self.page.locator("[class*='st-key-edit_']").filter(has=self.page.locator(".im p b")).filter(has_text="UTC")
        )

    def undo_latest(self, why: str) -> None:
        self.clicks += 1
        self.history().first.get_by_role("button", name="Undo").click()
        reason = self.page.get_by_test_id("stPopoverBody").get_by_label("Why")
        self.clicks += 1
        reason.click()
        reason.fill(why)
        reason.press("Tab")
        self.settle()
        self.press("Undo now")

    def settle(self) -> None:
        """Wait until the script has run for what the hand did."""
        waits.settle(self.page)
