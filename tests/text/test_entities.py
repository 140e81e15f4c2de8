from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.text.entities import unescaped


@pytest.mark.parametrize(
    "text", ["Mar'a", "Mar&apos;a", "Mar&#39;a", "Mar&#x27;a", "Mar&amp;#39;a", "Mar&amp;amp;apos;a"]
)
def test_entities_are_undone_however_often_they_were_escaped(text: str) -> None:
    assert unescaped(text) == "Mar'a"


@given(st.text(st.characters(exclude_characters="&")), st.integers(0, 4))
def test_what_was_escaped_comes_back(text: str, times: int) -> None:
    escaped = text
    for _ in range(times):
        escaped = escape(escaped)
    assert unescaped(escaped) == text
