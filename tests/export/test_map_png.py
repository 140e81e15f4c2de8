"""A picture as PNG: of the size asked for, with letters of our own, Arabic ones joined."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from xml.sax.saxutils import quoteattr

import pytest
import resvg_py
from PIL import Image, ImageChops

from incidentmap.export import map_fonts
from incidentmap.export.drawn_parts import Label
from incidentmap.export.map_png import fonts_for, png
from incidentmap.export.map_sheet import map_sheet
from incidentmap.export.svg_elements import element
from tests.export import views

TODAY = date(2026, 1, 1)


def painted(text: str) -> Image.Image:
    """Paint a line of text, black on white, as pictures paint it."""
    line, family = element(Label(text, 20, 60, 40, colour="#000000")), quoteattr(map_fonts.FAMILY)
    written = f'<svg xmlns="http://www.w3.org/2000/svg" width="700" height="90" font-family={family}>{line}</svg>'
    return Image.open(BytesIO(resvg_py.svg_to_bytes(svg_string=written, background="#ffffff", **fonts_for(written))))


def inked(picture: Image.Image) -> tuple[int, int]:
    """Give where ink begins and ends, from left to right."""
    box = ImageChops.invert(picture.convert("L")).getbbox()
    assert box is not None
    return box[0], box[2]


@pytest.mark.parametrize("pixels", [(1920, 1080), (1754, 1240), (640, 700)])
def test_the_picture_has_the_size_asked_for(pixels: tuple[int, int]) -> None:
    found = map_sheet(views.of_seeds(governorates=("IQ-AN",)), views.gazetteer(), views.names(), pixels, TODAY)
    written = png(found)
    assert written[:8] == b"\x89PNG\r\n\x1a\n"
    with Image.open(BytesIO(written)) as picture:
        assert picture.size == pixels
        assert picture.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or ()}
    assert {(0, 114, 178), (213, 94, 0)} <= colours, "strikes and attacks"


def test_arabic_letters_are_there_and_are_joined() -> None:
    apart = "\u200c".join("كتائب")
    assert painted("كتائب").tobytes() != painted("حمائم").tobytes(), "boxes would be alike"
    assert inked(painted("كتائب"))[1] < inked(painted(apart))[1] - 10


def test_arabic_letters_are_as_wide_among_others_as_alone() -> None:
    """Where a line changed its font, the painter laid the letters of a word upon one another."""
    words = "كتائب حزب الله"
    among = painted(f"a \u2068{words}\u2069 z")
    others = inked(painted("a \u2068ا\u2069 z"))[1] - _long("ا")
    assert inked(among)[1] - others == pytest.approx(_long(words), abs=8)


def test_a_range_beside_arabic_is_not_turned() -> None:
    """After an Arabic name, at the right end, stands 2–5; bare it would stand at the left end, as 5–2."""
    beside, bare = painted("\u2068كتائب\u2069 \u20662–5\u2069"), painted("كتائب 2–5")
    assert _is_like(beside, inked(beside)[1], "2–5", "5–2")
    assert _is_like(bare, inked(bare)[0] + _long("5–2"), "5–2", "2–5")


def _is_like(picture: Image.Image, right: int, one: str, other: str) -> bool:
    """Tell whether what ends at some pixel is more like one text than like another."""
    return _apart(picture, right, one) < _apart(picture, right, other)


def _apart(picture: Image.Image, right: int, text: str) -> int:
    alone = painted(text).convert("L").crop((inked(painted(text))[0], 0, inked(painted(text))[1], 90))
    return sum(ImageChops.difference(picture.convert("L").crop((right - alone.width, 0, right, 90)), alone).tobytes())


def _long(text: str) -> int:
    left, right = inked(painted(text))
    return right - left


def test_widths_are_those_of_what_is_painted() -> None:
    for text in ("All incidents", "Kataib Hezbollah 2–5", "ʿAyn al-Asad"):
        left, right = inked(painted(text))
        assert right - left == pytest.approx(map_fonts.width(text, 40), rel=0.05)


def test_only_scripts_that_we_have_no_letters_for_need_fonts_of_the_machine() -> None:
    assert map_fonts.is_covered("Kataib, عين الأسد, ʿAyn, Москва, 2–5 …")
    assert not map_fonts.is_covered("基地")
    assert not map_fonts.is_covered("בסיס")
