"""The command line: thin."""

from __future__ import annotations

import argparse
import sys

from incidentmap.desk import seed
from incidentmap.errors import IncidentMapError
from incidentmap.geocode import Gazetteer, place
from incidentmap.settings import SEEDS, Settings
from incidentmap.store import Store


def main(arguments: list[str] | None = None) -> int:
    """Run one command; say what is wrong and return 1 if it cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m incidentmap", description="Incident Map on the command line.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("seed", help="load and place the seeds; records that are already there stay as they are")
    parser.parse_args(arguments)
    try:
        _seed(Settings.from_environment())
    except IncidentMapError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def _seed(settings: Settings) -> None:
    gazetteer = Gazetteer()
    store = Store.open(settings.database_url)
    loaded = seed(store, lambda incident: place(incident, gazetteer), SEEDS, settings.analyst)
    print(
        f"read {loaded.read}, stored {loaded.stored}, already there {loaded.already_there}, "
        f"refused {len(loaded.refusals)}"
    )
    for refusal in loaded.refusals:
        print(refusal, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
