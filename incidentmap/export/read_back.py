"""What a hand-out says of itself, read back from the file: the hashes that stand in it, its link, its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from incidentmap.export.provenance import HASH, LINK
from incidentmap.export.xlsx_book import ASKED
from incidentmap.formats.formula_guard import unguarded
from incidentmap.formats.incident_csv import read_csv
from incidentmap.formats.table import BrokenTable
from incidentmap.formats.xlsx_file import XlsxReader, is_xlsx
from incidentmap.model import Record

_HASH = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_MOST_HASHES = 1_000


@dataclass(frozen=True, slots=True)
class ReadBack:
    """`hashes` may be that of filter and rows; `query` is None where the file does not say its link.

    `records` are the rows where they come back whole, None of a kind of file from which they do not, or that is broken.
    """

    hashes: Sequence[str] = ()
    query: dict[str, str] | None = None
    records: Sequence[Record] | None = None


def read_back(content: bytes) -> ReadBack:
    """Read what can be read, whoever made the file; nothing of it is run."""
    records, refusals = read_csv(content)
    rows = None if refusals else records
    if is_xlsx(content):
        said = _asked(content)
        link = said.get(LINK)
        query = None if link is None else dict(parse_qsl(link.removeprefix("?"), keep_blank_values=True))
        return ReadBack(list(filter(None, [said.get(HASH)])), query, rows)
    found = dict.fromkeys(each.decode() for each in _HASH.findall(content))
    return ReadBack(list(found)[:_MOST_HASHES], None, rows)


def _asked(content: bytes) -> dict[str, str]:
    try:
        sheet = XlsxReader(content, ASKED)
    except BrokenTable:
        return {}
    rows = ([*each.cells, "", ""][:2] for each in sheet)
    return {unguarded(what): unguarded(said) for what, said in rows} if sheet.sheet == ASKED else {}
