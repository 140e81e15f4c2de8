"""The commands: thin."""

from __future__ import annotations

import argparse
import os
import runpy
import signal
import sys
from argparse import Namespace
from datetime import date
from functools import partial
from getpass import getuser
from io import TextIOWrapper
from itertools import chain
from pathlib import Path

from incidentmap.desk import batch, learned, seed, unreadable
from incidentmap.desk.contradictions import contradictory
from incidentmap.desk.handing_out import keep_snapshot
from incidentmap.errors import IncidentMapError, StoreUnavailable
from incidentmap.export import KINDS, difference_lines, kind_of, opened
from incidentmap.export.snapshot_content import Content, content_of
from incidentmap.export.verifying import Verdict, verify
from incidentmap.formats.text_encoding import CODE_PAGES, LETTERS
from incidentmap.formats.whole_file import bytes_written_whole
from incidentmap.gazetteer.add_file import add
from incidentmap.gazetteer.added_sources import added_sources, remove
from incidentmap.gazetteer.extend import OWN, THEATRE, base_path, gazetteer_path
from incidentmap.geocode import NO_ALIASES, AliasIndex, Gazetteer, OfflineGeocoder
from incidentmap.geocode.chain import ChainGeocoder
from incidentmap.geocode.online.client import online_of
from incidentmap.index import Index, IndexKeeper
from incidentmap.query import IncidentFilter, from_text
from incidentmap.query.comparison import compare
from incidentmap.settings import GEODATA, SEEDS, Settings
from incidentmap.store import Store, backup, check, restore_into
from incidentmap.store.copying import Contents
from incidentmap.text.counting import counted
from incidentmap.text.visible import visible


def main(arguments: list[str] | None = None) -> int:
    """Run one command; say what is wrong and return 1 if it cannot be done."""
    asked = _parser().parse_args(arguments)
    try:
        code: int = asked.run(Settings.from_environment(), asked)
    except IncidentMapError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return code


def started() -> int:
    """Run as a command of its own: any name can be printed, and who stops it gets no traceback, and no file left."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what a terminal cannot show, such as Arabic on a Windows code page
            stream.reconfigure(errors="backslashreplace")
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # as it was while this was being loaded
        signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        code = main()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:  # whoever read what is printed has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m incidentmap", description="Incident Map on the command line.")
    commands = parser.add_subparsers(dest="command", required=True)
    purpose = "load and place the seeds; records that are already there stay as they are"
    commands.add_parser("seed", help=purpose).set_defaults(run=_seed)
    locating = commands.add_parser(
        "geocode", help="find the places of a table; every row comes out, with ten columns more"
    )
    locating.set_defaults(run=_geocode)
    locating.add_argument("source", type=Path, metavar="IN.csv", help="or IN.xlsx")
    locating.add_argument("target", type=Path, metavar="OUT.csv", help="OUT.xlsx for a sheet that Excel opens rightly")
    letters = "in which letters the table was saved, where it reads as well in both"
    locating.add_argument("--letters", choices=CODE_PAGES, help=letters)
    _add_gazetteer(commands.add_parser("gazetteer", help="add geography of your own, or build it for other countries"))
    purpose = "look after every rule over all records; one line for each finding; changes nothing"
    commands.add_parser("check", help=purpose).set_defaults(run=_check)
    backing_up = commands.add_parser("backup", help="write all records of this moment to one new file")
    backing_up.set_defaults(run=_backup)
    backing_up.add_argument("file", type=Path, metavar="FILE")
    exporting = commands.add_parser("export", help="write the incidents of a view to a file, with what was asked")
    exporting.set_defaults(run=_export)
    exporting.add_argument(
        "file", type=Path, metavar="OUT", help=f"its name ends in {', '.join(kind.suffix for kind in KINDS.values())}"
    )
    exporting.add_argument("--view", default="", metavar="LINK", help="a link, or what stands in it behind the ?")
    exporting.add_argument("--format", choices=KINDS, default="", help="the kind of file, whatever its name")
    purpose = "tell whether a hand-out is as it was made, and what changed in the records since"
    verifying = commands.add_parser("verify", help=purpose)
    verifying.set_defaults(run=_verify)
    verifying.add_argument("file", type=Path, metavar="FILE", help="a file that was handed out")
    restoring = commands.add_parser("restore", help="put the records of a backup into the database, all or nothing")
    restoring.set_defaults(run=_restore)
    restoring.add_argument("file", type=Path, metavar="FILE")
    restoring.add_argument("--replace", action="store_true", help="take away what is there; set a damaged file aside")
    return parser


def _add_gazetteer(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    purpose = "take in a country file of GeoNames, boundaries in GeoJSON, or a CSV of places"
    adding = actions.add_parser("add", help=purpose)
    adding.set_defaults(run=_add_to_gazetteer)
    adding.add_argument("file", type=Path, metavar="FILE")
    adding.add_argument(
        "--source", required=True, metavar="TEXT", help="where the file comes from; kept with each place"
    )
    adding.add_argument(
        "--licence", required=True, metavar="TEXT", help="the licence of the file; kept with each place"
    )
    adding.add_argument("--into", type=Path, metavar="FILE", help="another gazetteer than the one in INCIDENTMAP_HOME")
    listing = actions.add_parser("list", help="list what was added, source by source")
    listing.set_defaults(run=_list_gazetteer)
    removing = actions.add_parser("remove", help="take back what was added from one source")
    removing.set_defaults(run=_remove_from_gazetteer)
    removing.add_argument("--source", required=True, metavar="TEXT", help="as `gazetteer list` names it")
    for parser in (listing, removing):
        parser.add_argument("--from", dest="target", type=Path, metavar="FILE", help="another gazetteer")
    building = actions.add_parser("build", help="build the gazetteer of other countries from its packages")
    building.set_defaults(run=_build_gazetteer)
    building.add_argument("--countries", required=True, metavar="XX,YY", help="ISO 3166-1 codes, or world")
    building.add_argument("--output", type=Path, metavar="FILE", help="another file than the one in INCIDENTMAP_HOME")


def _seed(settings: Settings, _: Namespace) -> int:
    gazetteer = Gazetteer(gazetteer_path(settings))
    store = Store.open(settings.database_url, keep_in=settings.home)
    loaded = seed(store, OfflineGeocoder(gazetteer, learned(store)).place, SEEDS, settings.analyst)
    print(
        f"read {loaded.read}, stored {loaded.stored}, already there {loaded.already_there}, "
        f"refused {len(loaded.refusals)}"
    )
    for refusal in loaded.refusals:
        print(refusal, file=sys.stderr)
    return 0


def _geocode(settings: Settings, asked: Namespace) -> int:
    geocoder = ChainGeocoder(Gazetteer(gazetteer_path(settings)), _learned(settings), online_of(settings))
    answers = {LETTERS: asked.letters} if asked.letters else {}
    tell = partial(print, file=sys.stderr)
    count = batch.geocode_table(asked.source, asked.target, batch.asker(geocoder), tell, answers)
    print(
        f"rows {count.rows}, placed {count.placed}, only the area stated {count.around}, "
        f"ambiguous {count.ambiguous}, not placed {count.unplaced}"
    )
    return 0


def _learned(settings: Settings) -> AliasIndex:
    """Give the names learned so far; a table can be geocoded without any records."""
    try:
        return learned(Store.look(settings.database_url))
    except StoreUnavailable as trouble:
        print(f"without learned names: {trouble}", file=sys.stderr)
        return NO_ALIASES


def _add_to_gazetteer(settings: Settings, asked: Namespace) -> int:
    target = asked.into or settings.home / OWN
    user_places, report = add(asked.file, base_path(settings), target, asked.source, asked.licence)
    print(
        f"added {len(user_places.records)}, already there {user_places.already_there}, "
        f"no places of incidents {user_places.left_out}, refused {len(user_places.refusals)}"
    )
    for note in user_places.notes:
        print(note, file=sys.stderr)
    if report:
        print(f"what was refused, and why: {report}", file=sys.stderr)
    return 0 if user_places.records or not user_places.refusals else 1


def _list_gazetteer(settings: Settings, asked: Namespace) -> int:
    target = asked.target or settings.home / OWN
    found = list(added_sources(target))
    for each in found:
        print(each)
    if not found:
        print(f"{target}: nothing was added", file=sys.stderr)
    return 0


def _remove_from_gazetteer(settings: Settings, asked: Namespace) -> int:
    count = remove(base_path(settings), asked.source, asked.target or settings.home / OWN)
    print(f"taken back {count}")
    return 0


def _build_gazetteer(settings: Settings, asked: Namespace) -> int:
    output = asked.output or settings.home / THEATRE
    sys.argv = ["build.py", "--countries", asked.countries, "--output", str(output)]
    runpy.run_path(str(GEODATA / "build.py"), run_name="__main__")  # here: who ends this ends it
    return 0


def _check(settings: Settings, _: Namespace) -> int:
    store, geocoder = Store.look(settings.database_url), OfflineGeocoder(Gazetteer(gazetteer_path(settings)))
    count = 0
    with store.reading() as connection:
        contradictions = contradictory(connection, geocoder.gazetteer, date.today())
        for finding in chain(check(connection), unreadable(connection, geocoder.reason), contradictions):
            print(finding)
            count += 1
    print(counted(count, "finding"))
    return 1 if count else 0


def _backup(settings: Settings, asked: Namespace) -> int:
    written, findings = backup(Store.look(settings.database_url), asked.file)
    for name, content in written.items():
        print(f"{name} {content.rows}")
    print(f"{asked.file}: {_rows(written)}")
    if findings:
        said = counted(findings, "finding")
        print(f"{said}, as in the database; `python -m incidentmap check` says more", file=sys.stderr)
    return 0


def _rows(held: Contents) -> str:
    return f"{counted(sum(each.rows for each in held.values()), 'row')} of {counted(len(held), 'table')}"


def _export(settings: Settings, asked: Namespace) -> int:
    kind = kind_of(asked.file, asked.format)
    gazetteer = Gazetteer(gazetteer_path(settings))
    store = Store.look(settings.database_url)
    keeper, tell = IndexKeeper(store, settings.home), partial(print, file=sys.stderr)

    def filter_of(index: Index) -> IncidentFilter:
        return from_text(asked.view, index, others=("incident",))

    with bytes_written_whole(asked.file) as file, opened(store, keeper, gazetteer, filter_of, tell) as hand_out:
        made = kind.write(hand_out)
        file.write(made)
        content = content_of(hand_out, _by(settings), asked.file.name, made)
    for title, said in hand_out.provenance.lines():
        print(f"{title}: {said}")
    _keep(settings, content)
    return 0


def _by(settings: Settings) -> str:
    """Name who runs this; "" where the machine does not know, as in a container under a mere number."""
    try:
        return settings.analyst or getuser()
    except (KeyError, OSError):
        return ""


def _keep(settings: Settings, content: Content) -> None:
    """Keep the snapshot of a file; where that cannot be, the file is handed out all the same."""
    try:
        keep_snapshot(Store.open(settings.database_url, create=False), *content)
    except StoreUnavailable as trouble:
        print(f"handed out, but no snapshot of it was kept: {trouble}", file=sys.stderr)
        return
    print(f"Snapshot: {content.snapshot.snapshot_id}")


def _verify(settings: Settings, asked: Namespace) -> int:
    """Return 2 for whatever hinders it: 1 says that the file was changed."""
    try:
        return _verdict(settings, asked)
    except IncidentMapError as trouble:
        print(trouble, file=sys.stderr)
        return Verdict.UNKNOWN


def _verdict(settings: Settings, asked: Namespace) -> int:
    try:
        content = asked.file.read_bytes()
    except OSError as trouble:
        print(f"{asked.file}: cannot be read ({trouble.strerror or trouble})", file=sys.stderr)
        return Verdict.UNKNOWN
    try:
        store = Store.look(settings.database_url)
    except StoreUnavailable as trouble:
        print(f"without snapshots: {trouble}", file=sys.stderr)
        found, since = verify(None, content, asked.file.name), None
    else:
        index = IndexKeeper(store, settings.home).current()
        with store.reading() as connection:
            found = verify(connection, content, asked.file.name)
            since = None if found.query is None else compare(connection, index, found.rows, found.query)
    for said in (*found.said, *(difference_lines.lines(since) if since is not None else ())):
        print(visible(said))
    return found.verdict


def _restore(settings: Settings, asked: Namespace) -> int:
    by = _by(settings)
    store, restored, kept = restore_into(settings.database_url, asked.file, by, replace=asked.replace, tell=print)
    if kept:
        print(f"the damaged files are kept as {kept}, {kept}-wal and {kept}-shm, as far as they were there")
    for name, content in restored.items():
        print(f"{name} {content.rows}")
    print(f"{store.where}: {_rows(restored)}")
    return 0
