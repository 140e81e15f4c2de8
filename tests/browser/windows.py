"""The windows of one Chromium, which visit after visit uses again: a new one fetches and compiles every script anew.

That took two thirds of what a visit costs. A window that is given back is emptied: of its page, of cookies and all
that scripts keep, of theme, size and paper. What would outlast that is refused: ask for a window alone.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NoReturn

from playwright.sync_api import Browser, Error, Page

from tests.browser import waits

DESK = {"width": 1440, "height": 900}
EMPTY = "about:blank"
_OUTLAST = ("add_init_script", "route", "expose_function", "expose_binding")
_FORGET = """() => { localStorage.clear(); sessionStorage.clear(); }"""


class Windows:
    """Gives empty windows, each with a context of its own, and takes them back."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._free: dict[str, list[Page]] = defaultdict(list)
        self._kinds: dict[Page, str] = {}

    def take(self, **options: Any) -> Page:
        """Give a window that stands still: what fades, pulses or slides in Streamlit is drawn at once.

        The map moves as ever. Pulsing alone, while a page loads, took a quarter of what a visit costs.
        """
        view = {"viewport": DESK, "color_scheme": "light"} | options
        viewport, scheme = view.pop("viewport"), view.pop("color_scheme")
        kind = repr(sorted(view.items()))
        page = self._free[kind].pop() if self._free[kind] else self._new(kind, viewport, view)
        page.set_viewport_size(viewport)
        page.emulate_media(media="null", color_scheme=scheme, reduced_motion="reduce")
        return page

    def alone(self, **options: Any) -> Page:
        """Give a window as at a very first visit: nothing is kept, all moves, and no other visit gets it."""
        return self.browser.new_context(**{"viewport": DESK} | options).new_page()

    def give_back(self, page: Page) -> None:
        """Empty a window for the next visit; one that was alone, or that cannot be emptied, is closed."""
        try:
            kind = self._kinds[page]
            _empty(page)
            self._free[kind].append(page)
        except (KeyError, Error):
            page.context.close()

    def _new(self, kind: str, viewport: Any, options: dict[str, Any]) -> Page:
        context = self.browser.new_context(viewport=viewport, **options)
        page = context.new_page()
        waits.be_patient(page)
        for holder in (page, context):
            for name in _OUTLAST:
                setattr(holder, name, _refused)
        self._kinds[page] = kind
        return page


def _empty(page: Page) -> None:
    if page.url.startswith("http"):
        page.evaluate(_FORGET)
    page.goto(EMPTY)
    page.context.clear_cookies()
    for other in page.context.pages:
        if other is not page:
            other.close()


def _refused(*_given: Any, **_named: Any) -> NoReturn:
    raise AssertionError("the next visit would have it, too: ask for a window alone")
