"""What the history says of a value: in words, also of a placement that a person chose or that fell back."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest

from incidentmap.ui.shared.history_view import NOT_STATED, said
from tests import records

CHOSEN = replace(records.placement("X-1"), decided_by="Ann", anchor_id="site:tanf")
AROUND = replace(records.placement("X-1"), fell_back=True, reason="unknown")


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, NOT_STATED), ("", NOT_STATED), (True, "yes"), (False, "no"), (0, "0"), (["a", "b"], "a · b")],
)
def test_values(value: Any, words: str) -> None:
    assert said(value) == words


def test_who_decided_and_what_it_was_derived_from() -> None:
    told = said(asdict(CHOSEN))
    assert "decided by Ann" in told
    assert "anchor id site:tanf" in told
    assert "fell back" not in told


def test_only_the_area_around() -> None:
    assert "reason unknown, fell back yes" in said(asdict(AROUND))
