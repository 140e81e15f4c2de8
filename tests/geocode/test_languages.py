"""The words around a name, from Arabic, Kurdish and Turkish into the English that is read; the name stays as it is."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.geocode.languages import in_english

WORDS = ["شمال", "غرب", "كم", "٢٠", "ريف", "بين", "و", "طريق", "الحدود", "قرب", "نزیک", "باکووری", "کم", "نێوان"]
WORDS += ["km", "20", "batısı", "yakınları", "köyü", "ile", "arasında", "li", "bakurê", "nêzîkî", "navbera", "û"]
WORDS += ["Name", "-", ","]
TURKISH = [
    "kuzeyi",
    "güneyi",
    "doğusu",
    "batısı",
    "yakınları",
    "civarı",
    "çevresi",
    "kırsalı",
    "köyü",
    "köyünde",
    "ili",
]
TURKISH += ["kasabası", "kenti", "şehri", "ilçesi", "vilayeti", "mahallesi", "hava üssü", "üssü", "barajı", "sınırı"]
TURKISH += ["karayolu", "'da", "'deki"]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("٢٠ كم غرب الاسم", "20 km west of الاسم"),
        ("شمال شرق الاسم", "northeast of الاسم"),
        ("قرب الاسم", "near الاسم"),
        ("ريف الاسم الشمالي", "northern countryside of الاسم"),
        ("بين الاسم والآخر", "between الاسم and الآخر"),
        ("الحدود العراقية السورية", "العراقية-السورية border"),
        ("Name'in 20 km batısında", "20 km west of Name"),
        ("Name yakınlarında", "near Name"),
        ("Name kırsalı", "countryside of Name"),
        ("One ile Other arasında", "between One and Other"),
        ("One-Other yolu", "One-Other road"),
        ("20 km li rojavayê Nav", "20 km west of Nav"),
        ("nêzîkî Nav", "near Nav"),
        ("gundê Nav", "Nav village"),
        ("navbera Yek û Du", "between Yek and Du"),
        ("٢٠ کم ڕۆژئاوای ناو", "٢٠ km west of ناو"),
        ("نزیک ناو", "near ناو"),
        ("شاری ناو", "ناو city"),
    ],
)
def test_the_words_around_a_name_are_put_into_english(text: str, english: str) -> None:
    assert in_english(text).translate(str.maketrans("٢٠", "20")) == english.translate(str.maketrans("٢٠", "20"))


@pytest.mark.parametrize(
    "text", ["20 km west of Mosul", "near Kobani, Aleppo", "the road between A and B", "K-1 (Kirkuk)"]
)
def test_english_stays_as_it_is(text: str) -> None:
    assert in_english(text) == text


@pytest.mark.parametrize("word", TURKISH)
def test_turkish_is_read_without_its_own_letters(word: str) -> None:
    plain = word.translate(str.maketrans("üğıçöş", "ugicos"))
    for written in (f"Name {plain}".replace(" '", "'"), f"NAME {plain.upper()}".replace(" '", "'")):
        assert in_english(written) != written


@pytest.mark.parametrize(("one", "other"), list(product(("Name", "NAME"), ("ve", "ile"))))
def test_turkish_words_that_stand_alone_are_read(one: str, other: str) -> None:
    joined = f"{one} {other} Two arasinda"
    assert in_english(joined) != joined


@given(st.lists(st.sampled_from(WORDS)).map(" ".join) | st.text())
def test_any_words_can_be_put_into_english(text: str) -> None:
    in_english(text)
