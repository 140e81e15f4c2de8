"""The rules of the house, checked with the tests: imports go down, types are strict, style is one."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path, PurePath

import pytest

from incidentmap.settings import PROJECT
from tests import patience

BIN = Path(sys.executable).parent
PAGE_LINES = 80
# What each of several pages has, by one name: the same role, in folders beside each other.
ROLES = {
    "conflict": "shows both versions where somebody else saved meanwhile",
    "form": "the form of a page",
    "kept_drafts": "puts down what its form holds, to be taken up again",
    "unsaved": "holds what is typed until it is saved",
}


@pytest.mark.parametrize(
    "check", [["lint-imports"], ["mypy"], ["ruff", "check", "."], ["ruff", "format", "--check", "."]]
)
def test_check_is_green(check: list[str]) -> None:
    command = [BIN / check[0], *check[1:]]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=patience.SECONDS)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pages_are_short_scripts_without_logic() -> None:
    for path in (PROJECT / "pages").glob("*.py"):
        lines = path.read_text("utf-8").splitlines()
        assert len(lines) < PAGE_LINES
        assert not [line for line in lines if line.startswith(("def ", "class "))]


def test_the_core_knows_no_seed() -> None:
    (article,) = (PROJECT / "seeds" / "articles").glob("*.txt")
    for path in [*(PROJECT / "incidentmap").rglob("*.py"), *(PROJECT / "pages").glob("*.py"), PROJECT / "app.py"]:
        text = path.read_text("utf-8")
        assert article.stem not in text
        assert "Ain al-Asad" not in text
        assert "seed-1" not in text


def modules() -> list[PurePath]:
    """Every module and package of the program, but those of pages: their names are addresses."""
    pages = {path.stem for path in (PROJECT / "pages").glob("*.py")} | {"incident"}  # edited at the address "record"
    found = list((PROJECT / "geodata").glob("*.py"))
    for path in (PROJECT / "incidentmap").rglob("*.py"):
        module = path.parent if path.stem == "__init__" else path
        if not (module.is_dir() and module.parent.name == "ui" and module.name in pages):
            found.append(module)
    return [path.relative_to(PROJECT).with_suffix("") for path in found if path.stem != "__main__"]


def test_a_name_stands_twice_only_for_one_role_in_sibling_folders() -> None:
    named: dict[str, list[PurePath]] = defaultdict(list)
    for module in modules():
        named[module.name].append(module)
    twice = {name: found for name, found in named.items() if len(found) > 1}
    assert [module for name, found in twice.items() if name not in ROLES for module in found] == []
    assert twice.keys() == ROLES.keys(), "a role that one folder alone has needs no line"
    for found in twice.values():
        assert len({module.parent.parent for module in found}) == 1, "not beside each other"
