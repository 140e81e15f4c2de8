"""The seal of a backup: a checksum of the whole file, kept in four bytes that SQLite leaves to its user.

SQLite notices a torn page, but not a bit that fell over in the middle of a text.
"""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

_WHERE, _LENGTH = 60, 4  # "user version" in the header of the file, https://www.sqlite.org/fileformat2.html
_AT_ONCE = 2**20


def put_seal(path: Path) -> None:
    """Seal a finished file."""
    seal = _checksum(path)
    with path.open("r+b") as file:
        file.seek(_WHERE)
        file.write(seal)


def is_broken(path: Path) -> bool:
    """Tell whether a sealed file has changed; one that was never sealed cannot tell."""
    with path.open("rb") as file:
        file.seek(_WHERE)
        seal = file.read(_LENGTH)
    return any(seal) and seal != _checksum(path)


def _checksum(path: Path) -> bytes:
    with path.open("rb") as file:
        head = bytearray(file.read(_AT_ONCE))
        head[_WHERE : _WHERE + _LENGTH] = bytes(_LENGTH)
        found = crc32(head)
        while part := file.read(_AT_ONCE):
            found = crc32(part, found)
    return (found or 1).to_bytes(_LENGTH)
