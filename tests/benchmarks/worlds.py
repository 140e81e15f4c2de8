"""What the page is measured on: the seeds, and stores drawn from them, each with its three ways of making the page."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from incidentmap.index import Index, IndexKeeper
from incidentmap.query import IncidentFilter, apply, ids
from incidentmap.settings import PROJECT
from incidentmap.store import Store
from tests.benchmarks import generate, plain, seeding
from tests.benchmarks.visit import Way

SIZES = (1_000, 10_000, 100_000, 1_000_000)
MOST_PLAIN = 10_000  # the plain way is not tried with more: it took a minute with these
OURS, PLAIN, EMPTY = "ours", "a Folium marker an incident", "an empty streamlit-folium page"
SLOW = {1_000: 2, 10_000: 1}  # rounds of the plain way where one takes up to a minute
SECONDS, SLOW_SECONDS = 30, 120
EDITED = 50


@dataclass(frozen=True)
class World:
    """Some incidents, and the projects that show them: ours, the plain way, the empty page.

    `two_words` are of some record's summary; `placed` are strikes with a point: shown whether or not the first category
    is pressed.
    """

    size: int
    home: Path
    projects: tuple[Path, ...]
    two_words: str
    placed: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.size:,} incidents"

    def way(self, project: Path, address: str) -> Way:
        """Tell how the page of a project that runs there is to be watched."""
        if project == PROJECT:
            return Way(OURS, address, "features", ".st-key-excerpt", False, True, SECONDS)
        name, most = (PLAIN, SLOW.get(self.size)) if project.name == "markers" else (EMPTY, None)
        seconds = SLOW_SECONDS if most else SECONDS
        return Way(name, address, "markers", ".leaflet-popup-content", True, False, seconds, most)


def make(folder: Path, size: int | None) -> World:
    """Fill a store, with the seeds if no size is given, and write the other two projects."""
    home = folder / f"home {size or 'seeds'}"
    home.mkdir()
    path = home / "incidents.sqlite"
    seeding.fill(path) if size is None else shutil.copyfile(generate.store_of(size), path)
    store = Store.open(path)
    keeper = IndexKeeper(store, home)
    index = keeper.current()
    keeper.close()
    store.close()
    number, projects = len(index.incidents), folder / f"projects {size or 'seeds'}"
    markers = (plain.write_markers(projects, index),) if number <= MOST_PLAIN else ()
    ways = (PROJECT, *markers, plain.write_empty(projects))
    return World(number, home, ways, _two_words(index), _placed(index))


def _two_words(index: Index) -> str:
    """Choose the two longest words of the summary of a strike with a point."""
    rows = apply(index, IncidentFilter(categories=("strike",), precision=("1", "2"))).rows
    summary = index.incidents.summary.take(rows[len(rows) // 2 :][:1]).to_pylist()[0]
    return " ".join(sorted(re.findall(r"[^\W\d_]+", summary), key=len)[-2:])


def _placed(index: Index) -> tuple[str, ...]:
    shown = apply(index, IncidentFilter(categories=("strike",), precision=("1", "2")))
    return tuple(ids(index, shown.rows[:EDITED]))
