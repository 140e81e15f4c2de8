"""Chromium as every test starts it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright, expect, sync_playwright

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
    """Start one with a Playwright of its own; one thread may run one."""
    with sync_playwright() as playwright, launched(playwright, path, *more) as browser:
        yield browser


@contextmanager
def launched(playwright: Playwright, path: str, *more: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=path, args=(*ARGS, *more), timeout=waits.WAIT)
    yield browser
    browser.close()
