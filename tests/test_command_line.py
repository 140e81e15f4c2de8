from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"INCIDENTMAP_HOME": str(home)}
    command = [sys.executable, "-m", "incidentmap", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_seed_stores_once(tmp_path: Path) -> None:
    first, second = run(tmp_path, "seed"), run(tmp_path, "seed")
    assert first.stdout == "read 964, stored 964, already there 0, refused 0\n"
    assert second.stdout == "read 964, stored 0, already there 964, refused 0\n"


def test_trouble_is_one_line_and_a_return_code(tmp_path: Path) -> None:
    (tmp_path / "incidents.sqlite").write_bytes(b"notes " * 1000)
    done = run(tmp_path, "seed")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "move it away" in done.stderr
