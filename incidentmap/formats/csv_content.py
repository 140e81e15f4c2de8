"""A CSV of any country, whole: in which letters it is written, what parts its cells, and its rows."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

from incidentmap.formats.csv_file import CsvReader
from incidentmap.formats.delimiter import NAMES, parted
from incidentmap.formats.question import Question
from incidentmap.formats.text_encoding import decoded_by_form


@dataclass(frozen=True, slots=True)
class CsvContent:
    """The rows, how they were understood, and the question that the letters leave open."""

    table: CsvReader
    encoding: str
    understood: tuple[str, ...]
    question: Question | None


def open_csv(content: bytes, answers: Mapping[str, str]) -> CsvContent:
    """Open a content; raise `BrokenTable` for letters of no kind, or a first line that is no CSV."""
    decoded = decoded_by_form(content, answers)
    delimiter, text = parted(decoded.text)
    table = CsvReader(io.StringIO(text, newline=""), delimiter)
    understood = (f"cells parted by {NAMES.get(delimiter, delimiter)}", f"letters in {decoded.name}")
    return CsvContent(table, decoded.encoding, understood, decoded.question)
