"""Finds a Chromium for the browser tests, gets one if there is none, or says exactly what to install."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests import patience

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = (
    "The browser tests need Chromium. Install it with one of\n"
    "  sudo apt-get install chromium\n"
    "  .venv/bin/python -m playwright install chromium\n"
    "and run the tests again."
)


def find() -> str | None:
    """Give the path of an installed Chromium, the system's first, then Playwright's own."""
    system = next(filter(None, map(shutil.which, NAMES)), None)
    return system or _playwright_browser()


def _playwright_browser() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return str(path) if path.exists() else None


def get() -> str | None:
    """Try Playwright's download, then the system's packages where we may install them."""
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        ways += [["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]]
    for way in ways:
        try:
            subprocess.run(
                way, timeout=patience.SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if found := find():
            return found
    return None


if __name__ == "__main__":
    found = find() or get()
    print(f"Chromium: {found}" if found else ADVICE)
    sys.exit(0 if found else 1)
