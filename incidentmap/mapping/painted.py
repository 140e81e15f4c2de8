"""Word from a browser that its map is painted, for whoever holds back what would compete with the map for the browser.

It is not said whose map it was: with several visitors at once somebody waits less than planned, and nobody for ever.
"""

from __future__ import annotations

from threading import Condition

_news = Condition()
_painted = 0


def count() -> int:
    """Count the maps painted since the server started."""
    return _painted


def wait(before: int, seconds: float) -> bool:
    """Wait until one more map is painted than `before`; tell whether one was."""
    with _news:
        return _news.wait_for(lambda: _painted > before, seconds)


def hear() -> None:
    """Take in the word that one more map is painted."""
    global _painted
    with _news:
        _painted += 1
        _news.notify_all()
