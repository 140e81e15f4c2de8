"""What a server process asks of the network, noted by a hook in the process itself (watch/sitecustomize.py)."""

from __future__ import annotations

import json
import os
from pathlib import Path

from incidentmap.settings import PROJECT

WATCH = Path(__file__).with_name("watch")
HERE = {"localhost", "127.0.0.1", "::1"}


def watch_on(log: Path) -> dict[str, str]:
    """Give the environment in which a process notes into `log`, and is refused everything but this machine.

    The program can be imported wherever the process starts: the pages it is measured beside have folders of their own.
    """
    return {"PYTHONPATH": os.pathsep.join(map(str, (WATCH, PROJECT))), "INCIDENTMAP_WATCH": str(log)}


def noted(log: Path) -> list[tuple[str, str]]:
    """Give each use of the network, and the host that it named."""
    return [tuple(json.loads(line)) for line in log.read_text("utf-8").splitlines()]


def assert_none_outside(log: Path) -> None:
    """Fail if the process looked up, or spoke to, anything but this machine; also if nothing was watched."""
    asked = noted(log)
    assert "socket.bind" in {event for event, _ in asked}, "the watch saw nothing"
    outside = [each for each in asked if each[1] not in HERE]
    assert not outside, f"the server asked the network for {outside}"
