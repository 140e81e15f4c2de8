"""Numbers of things in a sentence: 1 place, 12,000 places."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many there are; `many` only where it does not just end in -s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
