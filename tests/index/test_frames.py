"""The read model says what the frames say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from incidentmap.index import OPEN_START, Coded, Index, build
from incidentmap.index.mercator import to_mercator
from incidentmap.select import Frames, read_frames
from incidentmap.store import Store
from incidentmap.text.folding import fold_light
from tests.benchmarks import generate, seeding
from tests.index import edits

SEARCHES = (
    "drone",
    "base kataib",
    "كتائب",
    "al asad",
    "news",
    "the outlaws",
    "report",
    "depot",
    "na",
    "ra ba",
    "nowhere",
)


@pytest.fixture(scope="module", params=["seeds", "generated", "made up"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Index, Frames]:
    path = tmp_path_factory.mktemp("frames") / "incidents.sqlite"
    if request.param == "seeds":
        seeding.fill(path)
    elif request.param == "generated":
        generate.fill(path, 1_000)
    store = Store.open(f"sqlite:///{path}")
    if request.param == "made up":
        edits.fill(store, 200, edits.chance())
    with store.reading() as connection:
        found = build(connection).index, read_frames(connection)
    store.close()
    return found


def test_incidents_are_the_same(both: tuple[Index, Frames]) -> None:
    index, frames = both
    rows, kept = frames.incidents, index.incidents
    assert kept.incident_id.to_pylist() == rows["incident_id"].to_list()
    assert kept.summary.to_pylist() == rows["summary"].to_list()
    for name in ("category", "event_type", "outcome", "weapon_class", "status", "country", "admin1"):
        assert _words(getattr(kept, name)) == _said(rows[name]), name
    assert _words(kept.place) == _said(rows["place_id"])
    called = [index.places.name[code] if code >= 0 else "" for code in kept.place.codes]
    assert called == _said(rows["place_name"])
    for name in ("where_prec", "has_words", "may_be_same"):
        assert getattr(kept, name).tolist() == rows[name].to_list()
    latest = rows["date_latest"].to_numpy().astype("datetime64[D]").astype(int)
    assert kept.date_latest.tolist() == latest.tolist()
    earliest = rows["date_earliest"].to_numpy().astype("datetime64[D]")
    assert kept.date_earliest.tolist() == np.where(np.isnat(earliest), OPEN_START, earliest.astype(int)).tolist()
    np.testing.assert_array_equal(kept.uncertainty_km, rows["uncertainty_km"].to_numpy().astype(np.float32))
    placed = rows["latitude"].notna().to_numpy()
    assert placed.tolist() == np.isin(kept.where_prec, (1, 2, 3, 4, 7)).tolist()
    mx, my = to_mercator(rows["latitude"].to_numpy(), rows["longitude"].to_numpy())
    assert (kept.mx[placed].tolist(), kept.my[placed].tolist()) == (mx[placed].tolist(), my[placed].tolist())


def test_statements_and_figures_are_the_same(both: tuple[Index, Frames]) -> None:
    index, frames = both
    said, hurt = index.statements, index.figures
    ours = zip(said.row.tolist(), *map(_words, (said.actor, said.role, said.basis)), strict=True)
    theirs = zip(*(_said(frames.statements[name]) for name in ("row", "actor_id", "role", "basis")), strict=True)
    assert sorted(ours) == sorted(theirs)
    ours = zip(hurt.row.tolist(), _words(hurt.measure), _words(hurt.of), hurt.may_be_positive.tolist(), strict=True)
    theirs = frames.casualties[["row", "measure", "of", "may_be_positive"]].itertuples(index=False, name=None)
    assert sorted(ours) == sorted(theirs)
    assert (index.actors, index.links) == (frames.actors, frames.links)


@pytest.mark.parametrize("search", SEARCHES)
def test_searches_find_the_same(both: tuple[Index, Frames], search: str) -> None:
    index, frames = both
    assert _holding(index, search).tolist() == frames.texts.holding(search).tolist()


def _holding(index: Index, search: str) -> np.ndarray:
    found = np.ones(len(index.incidents), bool)
    for word in fold_light(search).split():
        hits = _has(index.texts.own, word)
        for shared in index.texts.shared:
            hits[shared.rows[_has(shared.texts, word)[shared.text]]] = True
        found &= hits
    return found


def _has(texts: Any, word: str) -> np.ndarray:
    return np.array([word in text for text in texts.to_pylist()], bool)


def _words(coded: Coded) -> list[str]:
    return ["" if code < 0 else coded.values[code] for code in coded.codes]


def _said(values: pd.Series) -> list[Any]:
    return ["" if value is None or value != value else value for value in values.astype(object)]
