"""What is typed finds what it names, whatever the spelling, and the best first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.text.folding import fold_words
from incidentmap.text.name_search import Fit, look_up

NAMES = {
    "quds": ("Quds Force", "Jerusalem Force"),
    "navy": ("US Navy",),
    "us": ("US forces", "United States forces", "القوات الأمريكية"),
    "kh": ("Kataib Hezbollah", "كتائب حزب الله", "Hezbollah Brigades", "KH"),
    "nujaba": ("Harakat al-Nujaba", "حركة النجباء"),
    "khazali": ("Khazali Network",),
    "plain": ("قوات", "Forces"),
}
TYPED = st.text(alphabet=st.sampled_from("aehioukbzsl -'كتائبحزب"), max_size=20) | st.text(max_size=20)


def found(typed: str, **ranks: int) -> list[str]:
    return [each.key for each in look_up(typed, NAMES, ranks)]


@pytest.mark.parametrize(
    "typed",
    [
        "Kata'ib Hizballah", "KATAIB HEZBOLLAH", "Kata’eb Hizbullah", "Kateeb Hisbollah", "كتايب حزب اللّه",
        "hezbollah brigades", "Hizballah Brigades", "Kataib Hizb Allah", "kh",
    ],
)  # fmt: skip
def test_every_spelling_and_script_finds_its_name(typed: str) -> None:
    assert found(typed)[0] == "kh"
    assert look_up(typed, NAMES)[0].fit <= Fit.SPELLED


def test_the_whole_name_comes_before_its_beginning_and_that_before_a_part_of_it() -> None:
    assert found("kh")[:2] == ["kh", "khazali"]
    assert found("us", navy=1)[:3] == ["us", "navy", "quds"]  # JerUSalem comes last
    assert found("forces")[:2] == ["plain", "us"]


def test_of_those_that_fit_alike_the_rank_decides_and_then_the_shorter_name() -> None:
    assert found("US ")[:2] == ["navy", "us"]
    assert found("US ", navy=1)[:2] == ["us", "navy"]


def test_the_same_consonants_are_a_hint_of_last_resort() -> None:
    (only,) = look_up("Harakat Nojaba", NAMES)
    assert (only.key, only.fit) == ("nujaba", Fit.SOUNDS)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Quatsch", "CTS"),  # an abbreviation has no sound
        ("Kuatosis", "Kits"),  # the same consonants, other letters
    ],
)
def test_nonsense_is_like_nothing(typed: str, name: str) -> None:
    assert look_up(typed, {"one": [name]}) == []


def test_another_script_has_no_vowels_to_differ_in() -> None:
    (only,) = look_up("نجبا", {"nujaba": ["Nujaba"]})
    assert only.fit is Fit.SOUNDS


@pytest.mark.parametrize("typed", ["", "  ", "…", "no such group"])
def test_nothing_is_found_by_nothing(typed: str) -> None:
    assert found(typed) == []


@given(st.dictionaries(st.sampled_from("abc"), st.lists(TYPED, min_size=1, max_size=3)), TYPED)
def test_whatever_is_typed_a_name_finds_itself(names: dict[str, list[str]], typed: str) -> None:
    fits = [each.fit for each in look_up(typed, names)]
    assert fits == sorted(fits)
    for key, each in names.items():
        for name in filter(fold_words, each):
            best = look_up(name, names)
            assert next(one for one in best if one.key == key).fit is Fit.EXACT
