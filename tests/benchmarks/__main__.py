"""`python -m tests.benchmarks`: measures the budgets beside the plain way of doing the same, and prints one table."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module

from tests.benchmarks.measure import Row, table

ROOMS = (
    "page", "index", "geocoder", "accuracy", "select", "seeding", "strings", "tasks", "one_file", "pdf", "slide_deck",
)  # fmt: skip
MODULES = {"select": "selection", "pdf": "pdf_pages"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", choices=ROOMS, help="measure this room alone")
    parser.add_argument("--repeat", type=_positive, default=10, metavar="N", help="medians of N (default: 10)")
    asked = parser.parse_args()
    busy = [os.getloadavg()[0]]
    rows = []
    for row in (row for name in ROOMS if asked.only in (None, name) for row in _room(name)(asked.repeat)):
        print(
            f"  {row.what}: {row.measured}; {row.beside}", flush=True
        )  # what is measured is not lost if the rest fails
        rows.append(row)
    busy.append(os.getloadavg()[0])
    machine = f"{os.cpu_count()} cores, load {busy[0]:.1f} before and {busy[1]:.1f} after"
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine}, Python {platform.python_version()}\n")
    print(table(rows))


def _room(name: str) -> Callable[[int], Iterator[Row]]:
    """Import a room only when it is measured: a browser's absence does not stop the others."""
    print(f"measuring: {name} …", flush=True)
    rows: Callable[[int], Iterator[Row]] = import_module(f"tests.benchmarks.{MODULES.get(name, name)}").rows
    return rows


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


main()
