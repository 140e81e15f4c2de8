"""Working a page by keyboard alone: Tab to a field or a button by its name, then type."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser import waits

MOST_TABS = 150

# The name a screen reader would say, near enough: label, aria-label, or text.
FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return "";
  const name = at.getAttribute("aria-label") || at.labels?.[0]?.textContent || at.textContent || "";
  return name.trim();
}"""


class Keyboard:
    """A hand on the keyboard; `presses` counts its keys."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.presses += len(text)

    def focused(self) -> str:
        return str(self.page.evaluate(FOCUSED))

    def tab_to(self, name: str) -> None:
        """Tab on until something of this name has the focus."""
        for _ in range(MOST_TABS):
            if self.focused().startswith(name):
                return
            self.press("Tab")
        raise AssertionError(f"{MOST_TABS} tabs did not reach {name!r}; at {self.focused()!r}")

    def settle(self) -> None:
        """Wait until the script has run and the focus has come to rest."""
        waits.settle(self.page)

    def fill(self, name: str, text: str) -> None:
        self.tab_to(name)
        self.type(text)
        self.press("Tab")
        self.settle()

    def choose(self, name: str, text: str) -> None:
        """Write into a choice and take the first that fits."""
        self.tab_to(name)
        self.type(text)
        expect(self.page.get_by_role("option").first).to_contain_text(text)
        self.press("Enter")
        self.settle()
