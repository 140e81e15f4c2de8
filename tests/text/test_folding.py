from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.text.folding import fold, fold_light, fold_words
from incidentmap.text.search_keys import keys

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
        ("Hizballah", "Hezbollah"),
        ("Hizbullah", "Hezbollah"),
        ("Hisbollah", "Hezbollah"),
        ("Hizb Allah", "Hezbollah"),
        ("Hezbolah", "Hezbollah"),
        ("Hizballah's", "Hezbollah's"),
        ("Kateeb Hizballah", "Kata'ib Hezbollah"),
        ("Ansarullah", "Ansarallah"),
        ("Nasrollah", "Nasrallah"),
        ("Abdullah", "Abdallah"),
        ("ayatullah", "Ayatollah"),
    ],
)
def test_the_spellings_of_names_of_god_are_one_in_free_text(one: str, other: str) -> None:
    assert fold_words(one) == fold_words(other)


@pytest.mark.parametrize("begun", ["hizb", "hezb", "hizba", "Hizbal", "hezbol", "hizbull", "Hezbolla"])
def test_a_name_is_found_by_its_beginning_in_any_spelling(begun: str) -> None:
    assert fold_words("Hizbullah").startswith(fold_words(begun))


@pytest.mark.parametrize("words", ["hizb al dawa", "capital", "control", "allah", "hesitated", "katib", "khateeb"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert fold_words(words).replace("hezb", "hizb") == words


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
    assert fold_words(fold_words(name)) == fold_words(name) == fold_words(fold_light(name))
    assert fold(fold(name)) == fold(name)
    assert fold(fold_light(name)) == fold(name)


@given(NAMES)
def test_keys_are_never_empty_strings(name: str) -> None:
    assert all(keys(name))
