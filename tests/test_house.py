"""The rules of the house, checked with the tests: imports go down, types are strict, style is one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from incidentmap.settings import PROJECT

BIN = Path(sys.executable).parent
PAGE_LINES = 80


@pytest.mark.parametrize(
    "check", [["lint-imports"], ["mypy"], ["ruff", "check", "."], ["ruff", "format", "--check", "."]]
)
def test_check_is_green(check: list[str]) -> None:
    done = subprocess.run([BIN / check[0], *check[1:]], cwd=PROJECT, capture_output=True, text=True, timeout=300)
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
