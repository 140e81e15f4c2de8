"""Killed while it backs up or restores: the file is there whole or not at all, the records are the old or the new."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from incidentmap.store import Store, backup, check, restore
from incidentmap.store.copying import contents
from tests.killing import killed
from tests.store.backups import held
from tests.store.conftest import Alike
from tests.store.test_check import fill

pytestmark = pytest.mark.long


def backing_up(report: Callable[[Any], None], url: str, file: Path) -> None:
    backup(Store.look(url), file)


def restoring(report: Callable[[Any], None], url: str, file: Path) -> None:
    tempfile.tempdir = str(file.parent)  # what a killed one leaves behind goes with the test's own folder
    restore(Store.open(url), file, "tester", replace=True)


def prepare(url: str) -> None:
    store = Store.open(url)
    fill(store)
    store.close()


def test_killed_while_backing_up(alike: Alike, tmp_path: Path) -> None:
    (url,) = alike(prepare)()
    whole, names = held(Store.look(url)), count()
    for _, (_, file) in killed(backing_up, lambda: (url, tmp_path / f"{next(names)}.backup")):
        if not file.exists():
            assert backup(Store.look(url), file) == (whole, 0)
        assert held(Store.look(f"sqlite:///{file}")) == whole


def test_killed_while_restoring(alike: Alike, tmp_path: Path) -> None:
    another, file = alike(prepare), tmp_path / "empty.backup"
    backup(Store.open(f"sqlite:///{tmp_path / 'empty.sqlite'}"), file)
    before = held(Store.look(*another()))
    for _, (url, _) in killed(restoring, lambda: (*another(), file)):
        store = Store.open(url)
        with store.reading() as connection:
            found = contents(connection)
            assert found == before or found["incidents"].rows == 0 < found["revisions"].rows == 1
            assert list(check(connection)) == []
        restore(store, file, "tester", replace=True)
        assert held(store)["incidents"].rows == 0
        store.close()
