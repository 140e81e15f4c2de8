"""`python -m incidentmap`: whoever stops a command gets no traceback, not even while it is still being loaded."""

from __future__ import annotations

import signal
import sys


def _run() -> int:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until there is somebody who can say it in words
    from incidentmap.command_line import started

    return started()


if __name__ == "__main__":
    sys.exit(_run())
