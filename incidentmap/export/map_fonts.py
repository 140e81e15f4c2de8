"""The letters of pictures: fonts that come with the program, so that a picture is the same on every machine.

Source Sans is what the screen uses. It has no Arabic letters: a line that has any is written in Noto Sans Arabic as a
whole, as painters of SVG join and order letters wrongly where a line changes its font. See fonts/README.md.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

FOLDER = Path(__file__).resolve().parent / "fonts"
FAMILY = '"Source Sans 3", "Source Sans", "Source Sans Pro", "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif'
ARABIC_FAMILY = '"Noto Sans Arabic", "Segoe UI", "Geeza Pro", "DejaVu Sans", sans-serif'

ARABIC = "[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"
_HAS_ARABIC = re.compile(ARABIC)
_DRAWN_AS_NOTHING = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
_OURS = re.compile(f"[\t\n -\u058f\u1e00-\u20cf\u2100-\u22ff\ufffd]|{ARABIC}")
_MEASURED_AT = 100  # pixels


def files() -> list[Path]:
    """Give the fonts, in one order."""
    return sorted(FOLDER.glob("*.ttf"))


def has_arabic(text: str) -> bool:
    """Tell whether a line needs the font with Arabic letters."""
    return bool(_HAS_ARABIC.search(text))


def is_covered(text: str) -> bool:
    """Tell whether our fonts are enough for a text, as far as its scripts tell."""
    return not _OURS.sub("", text)


@lru_cache(maxsize=10_000)
def width(text: str, size: float, weight: int = 400, *, is_italic: bool = False) -> float:
    """Measure a text, in the unit of its size."""
    font = _font(_file(weight, is_italic, has_arabic(text)))
    return font.getlength(_DRAWN_AS_NOTHING.sub("", text)) * size / _MEASURED_AT


def _file(weight: int, is_italic: bool, is_arabic: bool) -> str:
    if is_arabic:
        return "NotoSansArabic-Bold" if weight > 500 else "NotoSansArabic-Regular"
    if is_italic:
        return "SourceSans3-It"
    return "SourceSans3-Bold" if weight > 600 else "SourceSans3-Semibold" if weight > 500 else "SourceSans3-Regular"


@cache
def _font(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FOLDER / f"{name}.ttf", _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)
