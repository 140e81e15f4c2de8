"""Chromium as every test starts it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser import waits

ARGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)

expect.set_options(timeout=waits.WAIT)


@contextmanager
def started(path: str, *more: str) -> Iterator[Browser]:
    """Start one, for no more than a module: one thread may run one Playwright, and other tests start their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=(*ARGS, *more), timeout=waits.WAIT)
        yield browser
        browser.close()
