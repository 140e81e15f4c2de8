from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"INCIDENTMAP_HOME": str(home)}
    command = [sys.executable, "-m", "incidentmap", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


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
    said = "incident:IQ-2023-10-18-01: has neither a place nor a reason why it has none; place it\n1 findings\n"
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
    assert made.stdout.endswith(" rows of 22 tables\n")
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
