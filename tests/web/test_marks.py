"""The route of other windows: it speaks the link's grammar, answers with what is drawn, and is never kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request

from incidentmap.desk.handing_out import keep_snapshot
from incidentmap.desk.seeding import seed
from incidentmap.export import opened
from incidentmap.export.snapshot_content import content_of
from incidentmap.geocode import Gazetteer, OfflineGeocoder
from incidentmap.index import Index
from incidentmap.query import IncidentFilter
from incidentmap.query.shared_index import keeper_of, store_of
from incidentmap.settings import SEEDS, Settings
from incidentmap.web.marks_route import marks_of_window

EVERYWHERE = "6,-85,-180,85,180"


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INCIDENTMAP_HOME", str(tmp_path_factory.mktemp("home")))
        settings = Settings.from_environment()
        with Gazetteer() as gazetteer:
            geocoder = OfflineGeocoder(gazetteer)
            seed(store_of(settings), geocoder.place, SEEDS, "tester")
        yield settings.home
        keeper_of(settings).close()
        store_of(settings).close()


def ask(query: str) -> tuple[int, Any, dict[str, str]]:
    scope = {"type": "http", "method": "GET", "path": "/assets/marks", "query_string": query.encode(), "headers": []}
    answer = marks_of_window(Request(scope))
    return answer.status_code, json.loads(bytes(answer.body)), dict(answer.headers)


def test_a_window_gives_the_rows_that_the_page_draws() -> None:
    status, rows, headers = ask(f"window={EVERYWHERE}")
    assert status == 200
    assert headers["cache-control"] == "no-store"
    assert sum(row[3] for row in rows) == 151
    assert any(row[0] == "site:ain-al-asad" and row[2] == "attack" for row in rows)


def test_a_governorate_carries_the_reference_to_its_outline() -> None:
    _, rows, _ = ask(f"window={EVERYWHERE}")
    governorates = [row for row in rows if row[5] == 4 and "@" not in row[0]]
    assert any(row[-1] for row in governorates)
    assert all(each.endswith(f"/{row[0]}") for row in governorates for each in row[-1])


def test_the_filter_of_the_link_holds() -> None:
    _, rows, _ = ask(f"categories=strike&window={EVERYWHERE}")
    assert {row[2] for row in rows} == {"strike"}


def test_what_the_link_does_not_say_rightly_is_left_out() -> None:
    assert ask(f"categories=nonsense&other=1&window={EVERYWHERE}")[1] == ask(f"window={EVERYWHERE}")[1]


@pytest.mark.parametrize(
    "window", ["", "6", "a,b,c,d,e", "6,1,2,3", "6,nan,0,1,1", "6,5,0,1,1", "-1,0,0,1,1", "6,0,inf,1,1"]
)
def test_what_is_no_window_is_refused(window: str) -> None:
    status, said, _ = ask(f"window={window}")
    assert status == 400
    assert "window" in said["error"]


def test_trouble_with_the_records_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("INCIDENTMAP_HOME", str(tmp_path))
    (tmp_path / "incidents.sqlite").write_bytes(b"notes " * 1000)
    status, said, _ = ask(f"window={EVERYWHERE}")
    assert status == 503
    assert "not a database" in said["error"]


def test_a_snapshot_gives_what_was_handed_out_and_an_unknown_one_is_told() -> None:
    settings = Settings.from_environment()
    store = store_of(settings)
    with Gazetteer() as gazetteer, opened(store, keeper_of(settings), gazetteer, of_strikes) as hand_out:
        content = content_of(hand_out, "she", "out.csv", b"made")
    keep_snapshot(store, *content)
    _, rows, _ = ask(f"snapshot={content.snapshot.snapshot_id}&window={EVERYWHERE}")
    assert sorted(map(str, rows)) == sorted(map(str, ask(f"categories=strike&window={EVERYWHERE}")[1]))
    status, said, _ = ask(f"snapshot=2024-01-01-nowhere&window={EVERYWHERE}")
    assert status == 404 and "2024-01-01-nowhere" in said["error"]


def of_strikes(_index: Index) -> IncidentFilter:
    return IncidentFilter(categories=("strike",))
