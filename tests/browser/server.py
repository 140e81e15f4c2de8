"""The program as its user starts it: a process of its own, with a home of its own and a log to read."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from incidentmap.settings import PROJECT
from tests import patience
from tests.browser import lookups

PORTS = range(20_000, 32_000)  # below those that the system gives to connections, which would take one meanwhile
OURS = "INCIDENTMAP_"

_given: dict[int, None] = {}  # in order


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def tracebacks(self) -> list[str]:
        """Give what the log says from each traceback on."""
        return ["Traceback" + part[:2000] for part in self.log.read_text("utf-8", "replace").split("Traceback")[1:]]


@contextmanager
def running(home: Path, project: Path = PROJECT, port: int = 0, path: str = "", **environment: str) -> Iterator[Server]:
    """Start the program on `home`, under a path if one is given, wait until it answers, stop it at the end.

    It may look up nothing but this machine, whatever a test asks of it: else the test, or the session, ends in failure.
    """
    port = port or free_port()
    log = home.with_name(f"{home.name}.log")
    asked = home.with_name(f"{home.name}-{port}-network.log")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += ["--server.baseUrlPath", path] if path else []
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=project,
            env=kept | {"INCIDENTMAP_HOME": str(home)} | lookups.watch_on(asked) | environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://localhost:{port}{path}", process, log)
    try:
        _wait(server)
        yield server
    finally:
        process.kill()
        process.wait()
    lookups.assert_none_outside(asked)


def _wait(server: Server) -> None:
    end = time.monotonic() + patience.SECONDS
    while not answers(f"{server.address}/_stcore/health"):
        said = server.log.read_text("utf-8", "replace")
        assert server.process.poll() is None, f"the server ended:\n{said}"
        assert time.monotonic() < end, f"the server did not answer in {patience.SECONDS} s:\n{said}"
        time.sleep(0.1)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=patience.SECONDS) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def free_port() -> int:
    """Give a free port; one that was given before, if there is one: a browser has kept the scripts of its address."""
    again = next(filter(_is_free, _given), None)
    port = again or next(port for port in iter(lambda: secrets.choice(PORTS), None) if _is_free(port))
    _given.update({port: None})
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
