"""A table of texts as it is shown, handed out as CSV; nothing reads it back."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

from incidentmap.formats.csv_file import CsvWriter


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Write rows under their titles (UTF-8 with its mark, CR LF), guarded against formulas."""
    out = io.StringIO(newline="")
    lines = CsvWriter(out)
    lines.write(columns)
    for row in rows:
        lines.write(row[name] for name in columns)
    return out.getvalue().encode("utf-8-sig")
