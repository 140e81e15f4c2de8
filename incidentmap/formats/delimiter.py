"""What parts the cells of a CSV: a comma, or what a spreadsheet of another country writes instead."""

from __future__ import annotations

import csv
import re

NAMES = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SAID = re.compile(r'"?sep=([^\r\n"])"?[;,\t]*(?=\r|\n|\Z)')

_FIRST_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")


def parted(text: str) -> tuple[str, str]:
    """Give what parts the cells, and the text without the line that says so; lines keep their numbers."""
    if found := _SAID.match(text):
        return found[1], text[found.end() :]
    first = _FIRST_LINE.search(text)
    line = first[0] if first else ""
    return max(NAMES, key=lambda each: _columns(line, each)), text


def _columns(line: str, delimiter: str) -> int:
    """Count the cells of a line; the same number for two delimiters leaves it with the first, the comma."""
    try:
        return len(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:  # a line longer than any cell may be
        return 0
