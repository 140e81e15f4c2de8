"""Writing a file whole or not at all: beside its place first, and put there when it is whole.

What is no regular file is never replaced: a device, a pipe or a folder of that name stays what it is.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from secrets import token_hex
from stat import S_IMODE
from typing import IO

from incidentmap.errors import FileRefused, IncidentMapError

ABANDONED_SECONDS = 86_400
_NUMBER = re.compile("[0-9a-f]{8}")


def refuse_irregular(target: Path, refusal: type[IncidentMapError] = FileRefused) -> None:
    """Raise `refusal` where a name stands for anything but a regular file; nothing at all will do."""
    with _told(target, refusal):
        irregular = target.exists() and not target.is_file()
    if irregular:
        raise refusal(f"{target}: is no regular file; name another file")


@contextmanager
def beside(target: Path, check: Callable[[], None] = lambda: None) -> Iterator[Path]:
    """Give an empty file to fill, which takes the place of `target` at the end, and else is taken away.

    `check` is called when all is on the disk, and keeps the target as it is by raising. Where `target` is a link, what
    it leads to is written; who may read it stays. Raise `FileRefused` where that cannot be done.
    """
    refuse_irregular(target)
    with _told(target):
        place = target.resolve()
        mode = S_IMODE(place.stat().st_mode) if place.exists() else None
        _clear_abandoned(place)
        part = place.with_name(f"{_stem(place)}{token_hex(4)}")
        part.touch(0o666 if mode is None else 0o600, exist_ok=False)
    try:
        yield part
        with _told(target):
            _sync(part)
            if mode is not None:
                part.chmod(mode)
        check()
        with _told(target):
            part.replace(place)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def written_whole(target: Path, errors: str = "strict") -> Iterator[IO[str]]:
    """Give a text file of UTF-8 to write `beside` its place."""
    with bytes_written_whole(target) as raw, TextIOWrapper(raw, "utf-8", errors, newline="") as file:
        yield file


@contextmanager
def bytes_written_whole(target: Path) -> Iterator[IO[bytes]]:
    """Give a file of bytes to write `beside` its place."""
    with beside(target) as part, BufferedWriter(_Part(part, target)) as file:
        yield file


class _Part(FileIO):
    """A file that stands for another until it is whole, and so in what is told of trouble with it."""

    def __init__(self, part: Path, target: Path) -> None:
        with _told(target):
            super().__init__(part, "w")
        self.target = target

    def write(self, content: object) -> int:
        """Write as any file does."""
        with _told(self.target):
            return super().write(content)  # type: ignore[arg-type]  # what is written is bytes of some kind


def _stem(place: Path) -> str:
    return f".{place.name[:100]}."


def _clear_abandoned(place: Path) -> None:
    """Take away what writers of this file left that were killed; one that is at work has written today."""
    old = time.time() - ABANDONED_SECONDS
    for each in place.parent.iterdir():
        name = each.name
        if name.startswith(_stem(place)) and _NUMBER.fullmatch(name.removeprefix(_stem(place))):
            with suppress(OSError):  # somebody else's, or gone by now
                if each.is_file() and each.stat().st_mtime < old:
                    each.unlink()


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


@contextmanager
def _told(target: Path, refusal: type[IncidentMapError] = FileRefused) -> Iterator[None]:
    try:
        yield
    except OSError as trouble:
        raise refusal(f"{target}: cannot be written ({trouble.strerror or trouble})") from trouble
