from __future__ import annotations

import pytest
from hypothesis import settings

from tests import chromium


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = chromium.find()
    assert path, chromium.ADVICE
    return path


# Machines that run the tests are shared and slow at times; timings belong to the benchmarks.
settings.register_profile("incidentmap", deadline=None)
settings.load_profile("incidentmap")
