"""Numbers of things read as one says them."""

from __future__ import annotations

import pytest

from incidentmap.text.counting import counted


@pytest.mark.parametrize(
    ("number", "one", "many", "said"),
    [
        (0, "name", "", "0 names"),
        (1, "name", "", "1 name"),
        (12_000, "name", "", "12,000 names"),
        (2, "cell or row", "cells or rows", "2 cells or rows"),
        (1, "cell or row", "cells or rows", "1 cell or row"),
    ],
)
def test_one_is_no_plural(number: int, one: str, many: str, said: str) -> None:
    assert counted(number, one, many) == said
