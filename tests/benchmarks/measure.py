"""What every room shares: timing a piece of work, and the one table."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HEADS = ("room", "what", "median of", "measured", "budget", "beside it")


@dataclass(frozen=True)
class Row:
    """One line of the table; `beside` is measured in the same run."""

    room: str
    what: str
    repeats: int | None
    measured: str
    budget: str = "none"
    beside: str = "nothing comparable"


def timed(work: Callable[[], object], repeat: int) -> list[float]:
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return times


def in_turn(works: Sequence[Callable[[], object]], repeat: int) -> list[list[float]]:
    """Time several works round by round, so that a busy minute of the machine hits all of them."""
    rounds = [[timed(work, 1)[0] for work in works] for _ in range(repeat)]
    return [list(times) for times in zip(*rounds, strict=True)]


def memory_of(process: int) -> tuple[float, float]:
    """Read the megabytes that a process holds of its own, and those of files that are mapped; Linux tells."""
    said = Path(f"/proc/{process}/status").read_text("ascii")
    own, mapped = (int(re.search(rf"^{name}:\s+(\d+) kB", said, re.M)[1]) for name in ("RssAnon", "RssFile"))  # type: ignore[index]
    return own / 1000, mapped / 1000


def shown(seconds: Iterable[float]) -> str:
    """Write a median in milliseconds or seconds, with the fastest and the slowest behind it."""
    found = sorted(seconds)
    if median(found) < 1:
        return f"{_few(median(found) * 1000)} ms ({_few(found[0] * 1000)}–{_few(found[-1] * 1000)})"
    return f"{median(found):.2f} s ({found[0]:.2f}–{found[-1]:.2f})"


def beside(name: str, others: Sequence[float], ours: Sequence[float]) -> str:
    return f"{name}: {shown(others)}; {ratio(ours, others)} of it"


def ratio(ours: Sequence[float], others: Sequence[float]) -> str:
    return f"{median(ours) / median(others):.2f} ×"


def rate(pieces: int, seconds: Sequence[float]) -> str:
    return f"{pieces / median(seconds):,.0f} a second"


def table(rows: Iterable[Row]) -> str:
    lines = [HEADS, ("---",) * len(HEADS)]
    for row in rows:
        of = "–" if row.repeats is None else str(row.repeats)
        lines.append((row.room, row.what, of, row.measured, row.budget, row.beside))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _few(number: float) -> str:
    return f"{number:.2f}" if number < 10 else f"{number:.0f}"
