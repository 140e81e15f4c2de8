"""Words set into lines: text broken where it would be too long, and pieces set side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incidentmap.export import map_fonts


def lines(text: str, room: float, size: float, weight: int = 400) -> list[str]:
    """Break a text between words so that no line is longer than the room; a word that is longer, within it."""
    space = map_fonts.width(" ", size, weight)
    found: list[str] = []
    end = 0.0  # of the last line
    for word in _short_words(text, room, size, weight):
        long = map_fonts.width(word, size, weight)
        if found and end + space + long <= room:
            found[-1] += f" {word}"
            end += space + long
        else:
            found.append(word)
            end = long
    return found


def _short_words(text: str, room: float, size: float, weight: int) -> Iterator[str]:
    """Give the words of a text, what is longer than the room in parts."""
    for word in text.split():
        while len(word) > 1 and map_fonts.width(word, size, weight) > room:
            fits = _letters_that_fit(word, room, size, weight)
            yield word[:fits]
            word = word[fits:]
        yield word


def _letters_that_fit(word: str, room: float, size: float, weight: int) -> int:
    """Count the first letters of a word that have room, at least one."""
    return next((n for n in range(len(word) - 1, 1, -1) if map_fonts.width(word[:n], size, weight) <= room), 1)


def rows(widths: Sequence[float], room: float, gap: float) -> list[tuple[float, int]]:
    """Give for each piece of some width how far from the left and in which row it stands."""
    places: list[tuple[float, int]] = []
    at, row = 0.0, 0
    for width in widths:
        if at and at + width > room:
            at, row = 0.0, row + 1
        places.append((at, row))
        at += width + gap
    return places
