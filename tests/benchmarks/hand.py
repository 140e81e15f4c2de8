"""What a hand does in a browser, counted by the pages themselves: clicks, and texts and keys."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import BrowserContext

# A text counts once, however long; Tab is not counted, as a click in the next field does the same and is. A date takes
# its digits before they become an input, and its three parts are one text.
_COUNT = """(() => {
  let writing = null;
  const did = (what, field) => { writing = field; window.incidentmapHand(what); };
  addEventListener("pointerdown", ({ isTrusted }) => isTrusted && did("clicks", null), true);
  const write = (part) => {
    const field = part.closest("[data-testid=stDateInput]") ?? part;
    if (field !== writing) did("typed", field);
  };
  addEventListener("keydown", (event) => {
    const { key, isTrusted, ctrlKey, metaKey } = event;
    if (!isTrusted || key === "Tab") return;
    if (key.length > 1) did("typed", null);
    else if (!ctrlKey && !metaKey) write(event.composedPath()[0]);
  }, true);
  addEventListener("input", (event) => event.inputType && write(event.composedPath()[0]), true);
})()"""


@dataclass
class Hand:
    """The clicks, and the texts and keys, in all pages that it was told to watch."""

    clicks: int = 0
    typed: int = 0

    def watch(self, context: BrowserContext) -> None:
        """Count what is done in the pages of a context that are yet to be opened."""
        context.expose_binding("incidentmapHand", lambda _, what: setattr(self, what, getattr(self, what) + 1))
        context.add_init_script(_COUNT)

    def __str__(self) -> str:
        return f"{_several(self.clicks, 'click')}, {_several(self.typed, 'text or key', 'texts or keys')}"


def _several(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
