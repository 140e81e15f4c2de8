"""Building the read model: an article is folded once, however often it is cited."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from incidentmap.desk.editing import save
from incidentmap.index import IndexKeeper, build, column_reading, refreshed, refreshing, row_of, shaping
from incidentmap.model import Article, Citation, article_id_of
from incidentmap.settings import PROJECT
from incidentmap.store import Store
from incidentmap.store.reading import records
from tests import patience, stores
from tests.index import edits, facts

CITED = 60
TEXT = "A drone fell on the depot. " * 500


@pytest.fixture
def cited(store: Store) -> Store:
    article = Article(article_id_of(TEXT), TEXT)
    edits.fill(store, CITED, edits.chance())
    with store.writing() as writer:
        writer.add(article)
        for number in range(CITED):
            writer.add(Citation(f"c-{number}", f"import-1-{number}", "A report", article_id=article.article_id))
        writer._revised = True
    return store


def test_an_article_is_folded_once(cited: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[int] = []

    def counted(text: str) -> str:
        folded.append(len(text))
        return original(text)

    original = column_reading.fold
    monkeypatch.setattr(column_reading, "fold", counted)
    monkeypatch.setattr(shaping, "fold", counted)
    with cited.reading() as connection:
        held = build(connection)
    assert len(TEXT) <= sum(folded) < 2 * len(TEXT)
    assert held.index.texts.shared[2].texts.nbytes < 2 * len(TEXT)
    assert facts.of_index(held.index) == facts.of_records(cited)


def test_another_title_of_an_article_reads_no_incident_again(cited: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with cited.reading() as connection:
        held = build(connection)
    edits.Happenings(cited, edits.chance()).correct_article(article_id_of(TEXT), {"title": "Corrected"})
    read, original = [], refreshing.read_columns

    def noting(connection: Any, actors: Any, only: Any, *others: Any) -> Any:
        read.extend(only)
        return original(connection, actors, only, *others)

    monkeypatch.setattr(refreshing, "read_columns", noting)
    with cited.reading() as connection:
        found = refreshed(connection, held)
    assert read == []
    assert facts.of_index(found.index) == facts.of_records(cited)


def test_each_incident_is_found_by_its_id(store: Store) -> None:
    edits.fill(store, 30, edits.chance())
    with store.reading() as connection:
        held = build(connection)
        found = records(connection)
    incidents = held.index.incidents
    assert [row_of(incidents, each) for each in incidents.incident_id.to_pylist()] == list(range(30))
    assert row_of(incidents, "nowhere") is None
    assert row_of(incidents, "") is None
    gone = found["import-1-3"]
    save(store, [(gone, None)], "test", "a test")
    same = found["import-1-4"]
    save(store, [(same, replace(same, incident=replace(same.incident, notes="x")))], "test", "a test")
    with store.reading() as connection:
        after = refreshed(connection, held).index.incidents
    assert row_of(after, "import-1-3") is None
    assert after.incident_id[row_of(after, "import-1-4")].as_py() == "import-1-4"


END = """
import sys
from pathlib import Path
from typing import Any
from threading import Event
from incidentmap.index import IndexKeeper, keeper
from incidentmap.store import Store
from tests.index import edits

home = Path(sys.argv[1])
store = Store.open(f"sqlite:///{home / 'incidents.sqlite'}")
held = IndexKeeper(store, home)
held.current()
keeper.SOON_BUILT = 0
edits.fill_more(store, "import-2", 300, edits.chance())
begun, read_all = Event(), keeper.read_all

def read(*given: Any) -> Any:
    begun.set()
    held._stopping.wait()
    return read_all(*given)

keeper.read_all = read
held.current()
begun.wait()
print(held.building)
"""


def test_a_program_may_end_while_it_builds(tmp_path: Path) -> None:
    store = stores.empty_at(tmp_path / stores.FILE)
    edits.fill(store, 300, edits.chance())
    done = subprocess.run(
        [sys.executable, "-c", END, str(tmp_path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=patience.SECONDS,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("(")
    assert facts.of_index(IndexKeeper(store, tmp_path).current()) == facts.of_records(store)
    store.close()
