from __future__ import annotations

import pytest

from tests import chromium


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = chromium.find()
    assert path, chromium.ADVICE
    return path
