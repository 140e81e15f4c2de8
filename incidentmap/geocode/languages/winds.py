"""The winds of one language as one pattern, and their English names."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple


class Substitution(NamedTuple):
    """A pattern, and what is written in its stead."""

    pattern: re.Pattern[str]
    written: str | Callable[[re.Match[str]], str]

    def __call__(self, text: str) -> str:
        """Write what the pattern finds anew."""
        return self.pattern.sub(self.written, text)


def substitution(pattern: str, written: str) -> Substitution:
    """Make one from what is written in a language, in capitals or small letters."""
    return Substitution(re.compile(pattern, re.IGNORECASE), written)


def wind_substitution(english: dict[str, str], pattern: str, written: str, ending: str = "") -> Substitution:
    """Make one whose pattern catches winds as `first` and `second`; "@" in what is written stands for them."""

    def write(found: re.Match[str]) -> str:
        return found.expand(written.replace("@", _wind_of(found, english) + ending))

    return Substitution(re.compile(pattern, re.IGNORECASE), write)


def _wind_of(found: re.Match[str], english: dict[str, str]) -> str:
    """Join the one or two winds that a pattern caught: "northeast"."""
    return "".join(english[name.casefold()] for name in (found["first"], found["second"]) if name)
