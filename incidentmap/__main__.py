"""The command line: thin."""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from getpass import getuser
from pathlib import Path

from incidentmap.desk import seed
from incidentmap.errors import IncidentMapError
from incidentmap.geocode import Gazetteer, place
from incidentmap.settings import SEEDS, Settings
from incidentmap.store import Store, backup, check, restore


def main(arguments: list[str] | None = None) -> int:
    """Run one command; say what is wrong and return 1 if it cannot be done."""
    asked = _parser().parse_args(arguments)
    try:
        code: int = asked.run(Settings.from_environment(), asked)
    except IncidentMapError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m incidentmap", description="Incident Map on the command line.")
    commands = parser.add_subparsers(dest="command", required=True)
    told = "load and place the seeds; records that are already there stay as they are"
    commands.add_parser("seed", help=told).set_defaults(run=_seed)
    told = "look after every rule over all records; one line for each finding; changes nothing"
    commands.add_parser("check", help=told).set_defaults(run=_check)
    backing_up = commands.add_parser("backup", help="write all records of this moment to one new file")
    backing_up.set_defaults(run=_backup)
    backing_up.add_argument("file", type=Path, metavar="FILE")
    restoring = commands.add_parser("restore", help="put the records of a backup into the database, all or nothing")
    restoring.set_defaults(run=_restore)
    restoring.add_argument("file", type=Path, metavar="FILE")
    restoring.add_argument("--replace", action="store_true", help="take away the records that are there")
    return parser


def _seed(settings: Settings, _: Namespace) -> int:
    gazetteer = Gazetteer()
    store = Store.open(settings.database_url)
    loaded = seed(store, lambda incident: place(incident, gazetteer), SEEDS, settings.analyst)
    print(
        f"read {loaded.read}, stored {loaded.stored}, already there {loaded.already_there}, "
        f"refused {len(loaded.refusals)}"
    )
    for refusal in loaded.refusals:
        print(refusal, file=sys.stderr)
    return 0


def _check(settings: Settings, _: Namespace) -> int:
    count = 0
    with Store.look(settings.database_url).reading() as connection:
        for finding in check(connection):
            print(finding)
            count += 1
    print(f"{count} findings")
    return 1 if count else 0


def _backup(settings: Settings, asked: Namespace) -> int:
    written, findings = backup(Store.look(settings.database_url), asked.file)
    for name, content in written.items():
        print(f"{name} {content.rows}")
    print(f"{asked.file}: {sum(each.rows for each in written.values())} rows of {len(written)} tables")
    if findings:
        print(f"{findings} findings, as in the database; `python -m incidentmap check` tells them", file=sys.stderr)
    return 0


def _restore(settings: Settings, asked: Namespace) -> int:
    store = Store.open(settings.database_url)
    restored = restore(store, asked.file, settings.analyst or getuser(), replace=asked.replace)
    for name, content in restored.items():
        print(f"{name} {content.rows}")
    print(f"{store.where}: {sum(each.rows for each in restored.values())} rows of {len(restored)} tables")
    return 0


if __name__ == "__main__":
    sys.exit(main())
