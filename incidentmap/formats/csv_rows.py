"""One row of a table at a time, read as the field's own kinds; what cannot be read is refused with its line."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TypeVar

from incidentmap.errors import InvalidRecord, ReferenceFileUnavailable
from incidentmap.formats.csv_file import BrokenCsv, CsvReader, NotUtf8, decoded
from incidentmap.formats.refusal import Refusal

Noun = TypeVar("Noun")
Choice = TypeVar("Choice", bound=Enum)


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
    try:
        table = CsvReader(io.StringIO(_text_of(path), newline=""))
    except BrokenCsv as trouble:
        refusals.append(Refusal(trouble.line, "", "", trouble.reason, path.name))
        return
    if missing := sorted(table.missing(columns)):
        refusals.append(Refusal(1, ", ".join(missing), "", "is missing in the first line; add the column", path.name))
        return
    for line, cells in _whole_lines(table, path.name, refusals):
        try:
            yield make(Row(f"{path.name} line {line}", cells)), cells
        except InvalidRecord as trouble:
            refusals.append(Refusal.of(trouble, line, path.name))


def _whole_lines(table: CsvReader, file: str, refusals: list[Refusal]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the cells of each row by name; a row that is broken, or not as long as the first line, is refused."""
    while True:
        try:
            line, cells = next(table)
            if cells:
                yield line, table.by_name(cells)
        except StopIteration:
            return
        except BrokenCsv as trouble:
            refusals.append(Refusal(trouble.line, "", "", trouble.reason, file))
        except InvalidRecord as trouble:
            refusals.append(Refusal.of(trouble, line, file))


def _text_of(path: Path) -> str:
    try:
        return decoded(path.read_bytes())
    except (OSError, NotUtf8) as trouble:
        raise ReferenceFileUnavailable(f"{path.name}: cannot be read as UTF-8 ({trouble}); put the file back") from None


def _values(kind: type[Enum]) -> str:
    return ", ".join(str(member.value) for member in kind)
