"""Python imports this by itself when its folder is on PYTHONPATH: it notes each use of the network, and refuses others.

What is asked of the network is written to the file that INCIDENTMAP_WATCH names, one JSON line each. Any address but
this machine is refused, as if the cable were out.
"""

import json
import os
import socket
import sys

HERE = {"localhost", "127.0.0.1", "::1"}
NAMES = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
ADDRESSES = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}


def _host(event, args):
    """Give the host that an event names; None for what never leaves the machine, such as a pipe."""
    if event in NAMES:
        return "" if args[0] is None else args[0] if isinstance(args[0], str) else bytes(args[0]).decode()
    if args[0].family not in (socket.AF_INET, socket.AF_INET6) or args[1] is None:
        return None
    return args[1][0]


def _watch(event, args):
    if event not in NAMES | ADDRESSES:
        return
    host = _host(event, args)
    if host is None:
        return
    with open(os.environ["INCIDENTMAP_WATCH"], "a", encoding="utf-8") as log:  # noqa: PTH123 - pathlib is not loaded yet
        log.write(json.dumps([event, host]) + "\n")
    if host not in HERE:
        raise PermissionError(f"{event} {host}: the network is out")


if "INCIDENTMAP_WATCH" in os.environ:
    sys.addaudithook(_watch)
