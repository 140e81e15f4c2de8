"""The command line: thin."""

from __future__ import annotations

import argparse
import sys

from incidentmap.desk import seed
from incidentmap.errors import IncidentMapError
from incidentmap.geocode import Gazetteer, OfflineGeocoder
from incidentmap.settings import SEEDS, Settings
from incidentmap.store import Store


def main(arguments: list[str] | None = None) -> int:
    """Run one command; print what is wrong and return 1 if it cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m incidentmap", description="Incident Map on the command line.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("seed", help="load and place the seeds; records that are already there stay as they are")
    parser.parse_args(arguments)
    try:
        return _seed(Settings.from_environment())
    except IncidentMapError as trouble:
        print(trouble, file=sys.stderr)  # noqa: T201  # a command line speaks by printing
        return 1
