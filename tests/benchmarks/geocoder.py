"""The offline geocoder: how fast it opens and answers, and what it takes."""

from __future__ import annotations

import csv
import os
import random
import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

from incidentmap.gazetteer.kind_words import cut_kind, names_nothing
from incidentmap.geocode import Context, Gazetteer, PlaceQuery, context_of, find
from incidentmap.geocode.candidates import resolve
from incidentmap.geocode.description import mentions
from incidentmap.geocode.wording import as_read
from incidentmap.settings import GEODATA
from incidentmap.text.folding import fold_light, fold_more
from incidentmap.text.search_keys import keys, skeleton
from tests.benchmarks.measure import Row, beside, in_turn, rate, shown, timed

STATM = Path("/proc/self/statm")
FILE = GEODATA / "gazetteer.sqlite"
DATA = "INCIDENTMAP_BENCH_DATA"
UCDP = "ucdp_ged_iraq_syria_dev.csv"
SAMPLE = 5_000
FORMS = ("{}", "near {}", "12 km west of {}", "{} district", "between {} and {}", "{}, {}", "the outskirts of {}")
_BARE = "SELECT place FROM name WHERE key = ?"
ServiceRequest = tuple[str, str, str, str]


def rows(repeat: int) -> Iterator[Row]:
    names = _names()
    yield _opening(repeat)
    yield _exact(names, repeat)
    strings = _described(names)
    yield _resolver("distinct strings made of them, through the whole resolver", strings, repeat)
    yield from _real(repeat)
    yield _memory(names)


def _names() -> list[str]:
    """Give every distinct name of the gazetteer and of the site list, aliases included, shuffled once for all runs."""
    with closing(sqlite3.connect(FILE)) as connection:
        found = {name for (name,) in connection.execute("SELECT name FROM place")}
    with (GEODATA / "sites.csv").open(encoding="utf-8", newline="") as file:
        for site in csv.DictReader(file):
            found |= {site["name"], *filter(None, site["aliases"].split("|"))}
    names = sorted(found)
    random.Random(1).shuffle(names)  # noqa: S311 - the same sample every time
    return names


def _described(names: Sequence[str]) -> list[str]:
    pairs = pairwise(names)
    return [FORMS[number % len(FORMS)].format(*pair) for number, pair in enumerate(pairs)][:SAMPLE]


def _forget() -> None:
    """Empty the memory of names and descriptions read: no round may live on the one before."""
    for each in (fold_light, fold_more, skeleton, cut_kind, names_nothing, as_read, mentions, resolve):
        each.cache_clear()


def _opening(repeat: int) -> Row:
    def first_answer() -> None:
        with Gazetteer() as gazetteer:
            resolve("Baghdad", gazetteer)

    opened, answered = in_turn([lambda: Gazetteer().close(), first_answer], repeat)
    return Row("geocoder", "opens", repeat, shown(opened), "10 ms", f"with the first answer: {shown(answered)}")


def _exact(names: Sequence[str], repeat: int) -> Row:
    asked = names[:SAMPLE]

    def ours() -> None:
        _forget()
        with Gazetteer() as gazetteer:
            for name in asked:
                resolve(name, gazetteer)

    def bare() -> None:
        _forget()
        with closing(sqlite3.connect(FILE)) as connection:
            for name in asked:
                connection.execute(_BARE, keys(name)[:1] or ("",)).fetchall()

    times, others = in_turn([ours, bare], repeat)
    what = f"exact names ({len(asked):,} distinct, each asked once)"
    other = beside("folding and one bare look-up by key", others, times)
    return Row("geocoder", what, repeat, rate(len(asked), times), "20,000 a second", other)


def _resolver(what: str, strings: Sequence[str], repeat: int) -> Row:
    found = []

    def ask() -> None:
        _forget()
        with Gazetteer() as gazetteer:
            found.append(sum(find(PlaceQuery(text, gazetteer, Context())).footprint is not None for text in strings))

    times = timed(ask, repeat)
    said = f"{found[0]:,} of {len(strings):,} found"
    return Row("geocoder", what, repeat, rate(len(strings), times), "3,000 a second", said)


def _real(repeat: int) -> Iterator[Row]:
    what = "names of UCDP GED, with country, province and district"
    path = Path(os.environ.get(DATA) or "") / UCDP
    if not os.environ.get(DATA) or not path.is_file():
        yield Row("geocoder", what, None, f"not measured: {DATA} names no folder with {UCDP}")
        return
    asked = _questions(path)
    found = []

    def ask() -> None:
        _forget()
        with Gazetteer() as gazetteer:
            found.append(sum(_find(question, gazetteer) for question in asked))

    times = timed(ask, repeat)
    said = f"{found[0]:,} of {len(asked):,} found; whether rightly is not measured here"
    yield Row("geocoder", f"{what}, distinct", repeat, rate(len(asked), times), "3,000 a second", said)


def _questions(path: Path) -> list[ServiceRequest]:
    with path.open(encoding="utf-8", newline="") as file:
        read = csv.DictReader(file)
        asked = {(row["where_coordinates"], row["country"], row["adm_1"], row["adm_2"]): None for row in read}
    return list(asked)


def _find(question: ServiceRequest, gazetteer: Gazetteer) -> bool:
    text, *around = question
    return find(PlaceQuery(text, gazetteer, context_of(gazetteer, *around))).footprint is not None


def _memory(names: list[str]) -> Row:
    what = "memory, in a process of its own"
    if not STATM.exists():
        return Row("geocoder", what, None, "not measured: this system has no /proc")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        opened, asked = alone.submit(grown, names).result(timeout=300)
    measured = f"{opened:.1f} MB more when open, {asked:.1f} MB more after {len(names):,} names"
    return Row("geocoder", what, None, measured, beside="the same process before the file is opened")


def grown(names: list[str]) -> tuple[float, float]:
    """Give by how many MB this process grows when the gazetteer is opened, and when all is asked."""
    before = _resident()
    gazetteer = Gazetteer()
    opened = _resident() - before
    for name in names:
        resolve(name, gazetteer)
    return opened, _resident() - before


def _resident() -> float:
    # Not getrusage: its peak is inherited from the process that started this one.
    return int(STATM.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
