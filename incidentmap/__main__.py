"""`python -m incidentmap`: whoever stops a command gets no traceback, not even while it is still being loaded."""

from __future__ import annotations

import signal
import sys


def _run() -> int:
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # as it is where a script runs it in the background
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from incidentmap.command_line import started

    return started()


if __name__ == "__main__":
    sys.exit(_run())
