"""One row of a table at a time, read as the field's own kinds; what cannot be read is refused with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from incidentmap.errors import InvalidRecord, ReferenceFileUnavailable

Noun = TypeVar("Noun")
Choice = TypeVar("Choice", bound=Enum)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken, and why; `line` counts what `unit` names, and is 0 where it is not known."""

    file: str
    line: int
    field: str
    value: str
    reason: str
    unit: str = "line"

    def __str__(self) -> str:
        where = f"{self.file} {self.unit} {self.line}" if self.line else self.file
        return f"{where}: {self.field} {self.value!r} {self.reason}"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line; every getter raises `InvalidRecord` for what it cannot read."""

    name: str
    cells: dict[str, str]

    def text(self, field: str) -> str:
        """Give the cell, stripped; "" means not stated."""
        return (self.cells.get(field) or "").strip()

    def many(self, field: str) -> tuple[str, ...]:
        """Give the values of a cell that joins several by |."""
        return tuple(part.strip() for part in self.text(field).split("|") if part.strip())

    def day(self, field: str) -> date | None:
        """Give an ISO date, None for a blank cell."""
        value = self.text(field)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise self.refused(field, "is not a date; write it as 2024-02-28") from None

    def whole(self, field: str) -> int | None:
        """Give a whole number, None for a blank cell."""
        value = self.text(field)
        if value and not (value.isascii() and value.isdigit()):
            raise self.refused(field, "is not a whole number; write it in digits, or leave it blank")
        return int(value) if value else None

    def word(self, field: str, kind: type[Choice]) -> Choice:
        """Give a member of an enumeration by its value."""
        found = self.word_or_blank(field, kind)
        if found is None:
            raise self.refused(field, f"is blank; write one of {_values(kind)}")
        return found

    def word_or_blank(self, field: str, kind: type[Choice]) -> Choice | None:
        """Give a member of an enumeration by its value, None for a blank cell."""
        value = self.text(field)
        found = next((member for member in kind if str(member.value) == value), None)
        if value and found is None:
            raise self.refused(field, f"is not one of {_values(kind)}")
        return found

    def known(self, field: str, ids: dict[str, str], what: str) -> str:
        """Give the id that a name stands for."""
        return self.known_name(field, self.text(field), ids, what)

    def known_name(self, field: str, value: str, ids: dict[str, str], what: str) -> str:
        """Give the id that one of several names in a cell stands for."""
        if value not in ids:
            raise InvalidRecord(self.name, field, value, f"is not {what}; correct it, or add it there first")
        return ids[value]

    def refused(self, field: str, problem: str) -> InvalidRecord:
        """Say what is wrong with a cell."""
        return InvalidRecord(self.name, field, self.text(field), problem)


def read_table(
    path: Path, columns: Iterable[str], make: Callable[[Row], Noun], refusals: list[Refusal]
) -> Iterator[tuple[Noun, dict[str, str]]]:
    """Yield the record of every good line with its raw cells; add a refusal for every other."""
    lines = csv.DictReader(io.StringIO(_text_of(path), newline=""), strict=True)
    missing = sorted(set(columns) - _header_of(lines))
    if missing:
        refusals.append(Refusal(path.name, 1, ", ".join(missing), "", "is missing in the first line; add the column"))
        return
    for cells in _whole_lines(lines, path.name, refusals):
        try:
            yield make(Row(f"{path.name} line {lines.line_num}", cells)), cells
        except InvalidRecord as trouble:
            refusals.append(
                Refusal(path.name, lines.line_num, trouble.field, str(trouble.value)[:200], trouble.problem)
            )


def _header_of(lines: csv.DictReader[str]) -> set[str]:
    """Give the names of the columns, none where the first line is no CSV."""
    try:
        return set(lines.fieldnames or ())
    except csv.Error:
        return set()


def _whole_lines(lines: csv.DictReader[str], file: str, refusals: list[Refusal]) -> Iterator[dict[str, str]]:
    while True:
        try:
            cells: dict[Any, Any] = next(lines)
        except StopIteration:
            return
        except csv.Error as trouble:
            refusals.append(Refusal(file, lines.line_num, "", "", f"is not readable as CSV ({trouble})"))
            continue
        if None in cells or None in cells.values():
            problem = "has more or fewer cells than the first line; check its commas and quotes"
            refusals.append(Refusal(file, lines.line_num, "", "", problem))
            continue
        yield cells


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as trouble:
        raise ReferenceFileUnavailable(f"{path.name}: cannot be read as UTF-8 ({trouble}); put the file back") from None


def _values(kind: type[Enum]) -> str:
    return ", ".join(str(member.value) for member in kind)
