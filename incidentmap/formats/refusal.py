"""What was not taken of a file, and why; and the report that says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from incidentmap.errors import FileRefused, InvalidRecord
from incidentmap.formats.csv_file import CsvWriter
from incidentmap.formats.whole_file import written_whole

LONGEST_VALUE = 200  # characters; enough to find it again


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken, and why; `line` counts what `unit` names, and is 0 where it is not known."""

    line: int
    field: str
    value: str
    reason: str
    file: str = ""
    unit: str = "line"

    @classmethod
    def of(cls, trouble: InvalidRecord, line: int, file: str = "", unit: str = "line") -> Refusal:
        """Say of a row that its record cannot be made."""
        return cls(line, trouble.field, str(trouble.value)[:LONGEST_VALUE], trouble.problem, file, unit)

    def __str__(self) -> str:
        where = f"{self.file} {self.unit} {self.line}" if self.line else self.file
        return f"{where}: {self.field} {self.value!r} {self.reason}"


def write_report(refusals: Iterable[Refusal], path: Path) -> Path:
    """Write what was refused as CSV; raise `FileRefused` where that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(path, errors="replace") as file:
            lines = CsvWriter(file)
            lines.write(("line", "field", "value", "reason"))
            for each in refusals:
                lines.write((str(each.line), each.field, each.value.replace("\0", "\\0"), each.reason))
    except (OSError, FileRefused) as trouble:
        said = f"{path}: the report of refused rows cannot be written ({trouble}); nothing is added"
        raise FileRefused(said) from trouble
    return path
