from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.geocode.kinds import agrees, cut_kind
from incidentmap.geocode.names import fold, fold_light, keys

NAMES = st.text(alphabet=st.sampled_from("aehiklmnoqstuwy -'T422كتائبقاعدةالأسدـ"), max_size=24) | st.text(max_size=24)


@pytest.mark.parametrize(
    "spelling", ["Kataib", "Kataeb", "Kata'ib", "Kata’ib", "Ketaib", "Khata'ib", "Kata-ib", "KATAYIB", "كتائب", "كتايب"]
)
def test_the_spellings_of_kataib_are_one(spelling: str) -> None:
    assert fold_light(f"{spelling} Hezbollah") == "kataib hezbollah"


@pytest.mark.parametrize("word", ["kateb", "katib", "kitab", "katab"])
def test_other_words_are_not_kataib(word: str) -> None:
    assert fold_light(word) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الأنبار", "الانبار"),
        ("القائم", "القايم"),
        ("الحبانية", "الحبانيه"),
        ("عـيـن الأسد", "عين الاسد"),
        ("كربلاء", "كربلا"),
        ("فیلق", "فيلق"),
        ("T-4", "t 4"),
        ("Ta‘izz", "TAIZZ"),
        ("Şa‘dah", "sadah"),
        ("البرج ٢٢", "البرج 22"),
    ],
)
def test_light_folding(one: str, other: str) -> None:
    assert fold_light(one) == fold_light(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ain al-Asad", "Ain Assad"),
        ("Deir ez-Zor", "Deir ez Zor"),
        ("Ash Shaddadi", "Shadadi"),
        ("al-Qaim", "Al Ka'im"),
        ("Rutbah", "Rutba"),
        ("Q-West", "q uest"),
        ("T4", "T-4"),
        ("Khor Mor", "Kor Mor"),
        ("العراق", "عراق"),
    ],
)
def test_folding_of_romanisations(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_tower_22_keeps_its_number() -> None:
    assert fold("Tower 22") == "tuer 22"


@given(NAMES)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold_light(fold_light(name)) == fold_light(name)
    assert fold(fold(name)) == fold(name)
    assert fold(fold_light(name)) == fold(name)


@given(NAMES)
def test_keys_are_never_empty_strings(name: str) -> None:
    assert all(keys(name))


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
