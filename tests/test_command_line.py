from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from incidentmap.store import Store
from tests import patience


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"INCIDENTMAP_HOME": str(home)}
    command = [sys.executable, "-m", "incidentmap", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=patience.SECONDS, check=False
    )


def test_seed_stores_once(tmp_path: Path) -> None:
    first, second = run(tmp_path, "seed"), run(tmp_path, "seed")
    assert first.stdout == "read 964, stored 964, already there 0, refused 0\n"
    assert second.stdout == "read 964, stored 0, already there 964, refused 0\n"


def test_trouble_is_one_line_and_a_return_code(tmp_path: Path) -> None:
    (tmp_path / "incidents.sqlite").write_bytes(b"notes " * 1000)
    done = run(tmp_path, "seed")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "move it away" in done.stderr


def execute(home: Path, statement: str) -> None:
    with closing(sqlite3.connect(home / "incidents.sqlite")) as connection, connection:
        connection.execute(statement)


def test_check_tells_findings_and_their_number(tmp_path: Path) -> None:
    run(tmp_path, "seed")
    clean = run(tmp_path, "check")
    assert (clean.stdout, clean.returncode) == ("0 findings\n", 0)
    execute(tmp_path, "DELETE FROM placements WHERE incident_id = 'IQ-2023-10-18-01'")
    done = run(tmp_path, "check")
    said = "incident:IQ-2023-10-18-01: has neither a place nor a reason why it has none; place it\n1 finding\n"
    assert (done.stdout, done.returncode) == (said, 1)


def test_check_makes_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, "check")
    assert (done.returncode, list(tmp_path.iterdir())) == (1, [])
    assert "is not there; start the program once, which makes it" in done.stderr


def test_geocode(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("id,place,country\n1,20 km west of Mosul,Iraq\n2,nowhere,\n", "utf-8")
    done = run(tmp_path, "geocode", str(source), str(target))
    assert (done.returncode, done.stdout) == (
        0,
        "rows 2, placed 1, only the area stated 0, ambiguous 0, not placed 1\n",
    )
    assert "without learned names" in done.stderr
    first, second = target.read_text("utf-8").splitlines()[1:]
    assert first.startswith("1,20 km west of Mosul,Iraq,36.3") and "geonames:99072@20km-W" in first
    assert second.startswith("2,nowhere,,,,,")
    source.write_text("id,where\n1,Mosul\n", "utf-8")
    refused = run(tmp_path, "geocode", str(source), str(target))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "has no column 'place'; its columns are id, where" in refused.stderr


def test_backup_and_restore(tmp_path: Path) -> None:
    file = tmp_path / "july.backup"
    run(tmp_path, "seed")
    made = run(tmp_path, "backup", str(file))
    assert "incidents 151\n" in made.stdout
    assert made.stdout.endswith(f" rows of {len(made.stdout.splitlines()) - 1} tables\n")
    again = run(tmp_path, "backup", str(file))
    assert (again.returncode, again.stdout) == (1, "")
    assert "is there already" in again.stderr
    elsewhere = tmp_path / "elsewhere"
    restored = run(elsewhere, "restore", str(file))
    assert (restored.returncode, restored.stderr) == (0, "")
    assert restored.stdout.splitlines()[:-1] == made.stdout.splitlines()[:-1]
    assert run(elsewhere, "check").returncode == 0
    refused = run(elsewhere, "restore", str(file))
    assert refused.returncode == 1
    assert "give --replace" in refused.stderr
    assert run(elsewhere, "restore", str(file), "--replace").returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe stands for a table that is long in coming")
@pytest.mark.parametrize(("signal_", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_who_stops_geocode_gets_no_traceback_and_no_file(tmp_path: Path, signal_: signal.Signals, code: int) -> None:
    os.mkfifo(tmp_path / "in.csv")
    process = start(tmp_path, "geocode", str(tmp_path / "in.csv"), str(tmp_path / "out.csv"))
    with (tmp_path / "in.csv").open("w") as table:
        table.write("place\nMosul\n")
        table.flush()
        end = time.monotonic() + patience.SECONDS
        while not list(tmp_path.glob(".out.csv.*")):
            assert time.monotonic() < end
            time.sleep(0.05)
        process.send_signal(signal_)
    # The pipe has ended only now: a process that was about to read it hears of a signal once the read returns.
    out, said = process.communicate(timeout=patience.SECONDS)
    assert (process.returncode, out, "Traceback" in said) == (code, "", False)
    assert [each.name for each in tmp_path.iterdir()] == ["in.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe holds the command up while it is being loaded")
def test_who_stops_a_command_that_is_still_being_loaded_gets_no_traceback(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    (tmp_path / "sqlalchemy.py").write_text(f"open({str(gate)!r}).read()\n")  # stands for what takes long to load
    process = start(tmp_path, "check", PYTHONPATH=str(tmp_path))
    with gate.open("w"):  # opens once the command has come there
        process.send_signal(signal.SIGINT)
        out, said = process.communicate(timeout=patience.SECONDS)
    assert (process.returncode, out, said) == (-signal.SIGINT, "", "")


def test_a_table_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("place,country\n" + "Mosul,Iraq\n" * 20)
    done = run(tmp_path, "restore", str(tmp_path / "in.csv"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{tmp_path / 'in.csv'}: is no backup of this program; name a file that `backup` wrote\n"


def start(home: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    environment = os.environ | {"INCIDENTMAP_HOME": str(home)} | more
    command = [sys.executable, "-m", "incidentmap", *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("arguments", [("backup", "نسخة.sqlite"), ("restore", "لا شيء"), ("geocode", "لا شيء", "خرج")])
def test_a_name_that_the_terminal_cannot_show_ends_in_no_traceback(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    Store.open(tmp_path / "incidents.sqlite").close()
    given = [each if at == 0 else str(tmp_path / each) for at, each in enumerate(arguments)]
    process = start(tmp_path, *given, PYTHONIOENCODING="cp1252")
    out, said = process.communicate(timeout=patience.SECONDS)
    assert "Traceback" not in said
    assert "\\u06" in out + said
    assert process.returncode == (0 if arguments[0] == "backup" else 1), said


@pytest.mark.parametrize("command", ["backup", "export", "geocode", "gazetteer", "restore", "seed"])
def test_no_command_writes_to_what_is_no_regular_file(tmp_path: Path, command: str) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "in.csv").write_text("place\nMosul\n")
    (tmp_path / "places.csv").write_text("name,latitude,longitude\nMosul,36.3,43.1\n")
    Store.open(tmp_path / "incidents.sqlite").close()
    run(tmp_path, "backup", str(tmp_path / "copy.sqlite"))
    table, places = str(tmp_path / "in.csv"), str(tmp_path / "places.csv")
    given = {
        "backup": ["backup", str(pipe)],
        "export": ["export", str(pipe), "--format", "csv"],
        "geocode": ["geocode", table, str(pipe)],
        "gazetteer": ["gazetteer", "add", places, "--source", "us", "--licence", "ours", "--into", str(pipe)],
        "restore": ["restore", str(tmp_path / "copy.sqlite"), "--replace"],
        "seed": ["seed"],
    }
    address = f"sqlite:///{pipe}" if command in ("restore", "seed") else ""
    process = start(tmp_path, *given[command], INCIDENTMAP_DATABASE_URL=address)
    _, said = process.communicate(timeout=patience.SECONDS)
    assert (process.returncode, "Traceback" in said) == (1, False)
    assert str(pipe) in said
    assert pipe.is_fifo()


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    run(tmp_path, "seed")
    run(tmp_path, "backup", str(tmp_path / "old.backup"))
    execute(tmp_path, "UPDATE alembic_version SET version_num = '9999'")
    before = (tmp_path / "incidents.sqlite").read_bytes()
    for command in (["seed"], ["check"], ["backup", "new.backup"], ["restore", "old.backup", "--replace"]):
        done = run(tmp_path, command[0], *(str(tmp_path / each) if "." in each else each for each in command[1:]))
        assert done.returncode == 1
        assert "was written by a newer version of this program; install that version" in done.stderr
    assert (tmp_path / "incidents.sqlite").read_bytes() == before
    assert not (tmp_path / "new.backup").exists()
