"""PDF files read back by another library: their texts, page by page, and where their letters stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pypdfium2

_DRAWN_AS_NOTHING = re.compile("[\u200b\u2066-\u2069\ufffe\x02]")


@dataclass(frozen=True)
class Letter:
    """A letter, and where it begins and ends on its line, in points; `line` is how far that is from the lower edge."""

    sign: str
    left: float
    right: float
    line: float


def pages(written: bytes) -> list[str]:
    """Give the words of each page, blanks and line ends as one blank each."""
    with closing(pypdfium2.PdfDocument(written)) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return [" ".join(_DRAWN_AS_NOTHING.sub("", text).split()) for text in texts]


def letters(written: bytes, page: int) -> list[Letter]:
    """Give the letters of a page, without those that nobody sees."""
    with closing(pypdfium2.PdfDocument(written)) as document:
        text = document[page].get_textpage()
        signs = [text.get_text_range(at, 1) for at in range(text.count_chars())]
        boxes = [text.get_charbox(at, loose=True) for at in range(text.count_chars())]
    return [
        Letter(sign, left, right, low)
        for sign, (left, low, right, _) in zip(signs, boxes, strict=True)
        if sign.strip() and not _DRAWN_AS_NOTHING.match(sign)
    ]


def about(written: bytes) -> dict[str, str]:
    """Give what a reader shows as the properties of the file."""
    with closing(pypdfium2.PdfDocument(written)) as document:
        found: dict[str, str] = document.get_metadata_dict(skip_empty=True)
    return found


def paths(written: bytes, page: int) -> Iterator[object]:
    """Give the lines and areas that are drawn on a page, those within other drawings too."""
    with closing(pypdfium2.PdfDocument(written)) as document:
        yield from [each.type for each in document[page].get_objects(max_depth=15)]


def links(written: bytes) -> set[str]:
    """Give the addresses that the file leads to."""
    return {each.decode() for each in re.findall(rb"/URI ?\(((?:[^()\\]|\\.)*)\)", written)}
