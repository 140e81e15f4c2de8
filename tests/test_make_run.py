"""`make run` ends as quietly as it began: Ctrl-C is no failure."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from incidentmap.settings import PROJECT
from tests import patience
from tests.browser.server import answers, free_port


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_ctrl_c_ends_it_without_a_complaint(tmp_path: Path) -> None:
    port = str(free_port())
    command = ["make", "-o", ".venv/app", f"BIN={Path(sys.executable).parent}", "run"]
    environment = os.environ | {"INCIDENTMAP_HOME": str(tmp_path), "STREAMLIT_SERVER_PORT": port}
    process = subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        end = time.monotonic() + patience.SECONDS
        while not answers(f"http://localhost:{port}/_stcore/health"):
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal sends it: to make and all that it started
        said, _ = process.communicate(timeout=patience.SECONDS)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert "Aborted" not in said
    assert "***" not in said
