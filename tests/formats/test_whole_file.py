"""A file is written whole or not at all, and nothing but a regular file is ever replaced."""

from __future__ import annotations

import os
import resource
import signal
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from incidentmap.errors import FileRefused
from incidentmap.formats.whole_file import written_whole


def irregular(folder: Path, kind: str) -> Path:
    path = folder / "there"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        try:
            os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, 3))  # as /dev/null is
        except PermissionError:
            pytest.skip("only root makes devices")
    return path


@pytest.mark.parametrize("kind", ["folder", "pipe", "device"])
@pytest.mark.parametrize("through_a_link", [False, True])
def test_what_is_no_regular_file_is_refused_and_stays(tmp_path: Path, kind: str, through_a_link: bool) -> None:
    path = irregular(tmp_path, kind)
    before = path.stat()
    target = tmp_path / "link" if through_a_link else path
    if through_a_link:
        target.symlink_to(path)
    with pytest.raises(FileRefused, match="is no regular file; name another file"), written_whole(target):
        pass
    assert (path.stat().st_mode, path.stat().st_ino) == (before.st_mode, before.st_ino)
    assert {each.name for each in tmp_path.iterdir()} == {"there", target.name}


def test_a_link_leads_to_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with written_whole(tmp_path / "link") as file:
        file.write("new")
    assert ((tmp_path / "real").read_text(), (tmp_path / "link").is_symlink()) == ("new", True)


def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    with written_whole(tmp_path / "ours") as file:
        file.write("العربية\n")
    (tmp_path / "any").touch()
    assert (tmp_path / "ours").read_bytes() == "العربية\n".encode()
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "any").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_who_may_read_a_file_stays_when_it_is_written_anew(tmp_path: Path, mode: int) -> None:
    target = tmp_path / "out"
    target.touch()
    target.chmod(mode)
    with written_whole(target) as file:
        (part,) = tmp_path.glob(".out.*")
        assert stat.S_IMODE(part.stat().st_mode) & 0o077 == 0
        file.write("new")
    assert (target.read_text(), stat.S_IMODE(target.stat().st_mode)) == ("new", mode)


@pytest.mark.parametrize("stopped_by", [KeyboardInterrupt, SystemExit, ValueError])
def test_what_is_stopped_leaves_the_old_file_and_nothing_else(tmp_path: Path, stopped_by: type[BaseException]) -> None:
    (tmp_path / "out").write_text("old")
    with pytest.raises(stopped_by), written_whole(tmp_path / "out") as file:
        file.write("half of it")
        raise stopped_by
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("out", "old")]


@pytest.mark.parametrize("rows", [1, 100_000])  # told at the end, or in the middle
def test_a_full_disk_is_told_of_the_file_that_is_written(tmp_path: Path, rows: int) -> None:
    target = tmp_path / "out"
    with full_disk(), pytest.raises(FileRefused, match=r"out: cannot be written \("), written_whole(target) as file:
        for _ in range(rows):
            file.write("a row of the table\n")
    assert list(tmp_path.iterdir()) == []


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file of this process grow beyond a few bytes; the signal that comes with it is not heard."""
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, heard)


def test_a_folder_that_is_not_there_is_told_of_the_file_that_is_written(tmp_path: Path) -> None:
    with (
        pytest.raises(FileRefused, match=r"out: cannot be written \(No such file or directory\)"),
        written_whole(tmp_path / "nowhere" / "out"),
    ):
        pass


def test_what_a_killed_writer_left_is_cleared_by_the_next_but_not_what_is_at_work(tmp_path: Path) -> None:
    left, at_work, other = (tmp_path / name for name in (".out.csv.0123abcd", ".out.csv.89abcdef", ".out.csv.notes"))
    for each in (left, at_work, other):
        each.touch()
    for each in (left, other):
        os.utime(each, (0, 0))
    with written_whole(tmp_path / "out.csv") as file:
        file.write("new")
    assert {each.name for each in tmp_path.iterdir()} == {"out.csv", at_work.name, other.name}
