from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.gazetteer.kind_words import agrees, cut_kind
from incidentmap.text.folding import fold_light

NAMES = st.text(alphabet=st.sampled_from("aehiklmnoqstuwy -'T422كتائبقاعدةالأسدـ"), max_size=24) | st.text(max_size=24)


@pytest.mark.parametrize(
    ("name", "core", "kind"),
    [
        ("Ain al-Asad Air Base", "ain al asad", "airfield"),
        ("Wasit governorate", "wasit", "admin1"),
        ("محافظة الأنبار", "الانبار", "admin1"),
        ("Ashokani village", "ashokani", "town"),
        ("Conoco gas field", "conoco", "oilgas"),
        ("Camp Taji", "taji", "base"),
        ("Ramadi", "ramadi", None),
        ("", "", None),
    ],
)
def test_kind_words_are_cut(name: str, core: str, kind: str | None) -> None:
    assert cut_kind(name) == (core, kind)


@given(NAMES)
def test_cutting_leaves_something(name: str) -> None:
    assert bool(cut_kind(name)[0]) == bool(fold_light(name))


def test_a_garrison_may_be_entered_as_an_airfield_but_no_governorate_as_a_town() -> None:
    assert agrees("base", "airfield")
    assert agrees(None, "dam")
    assert not agrees("admin1", "town")
