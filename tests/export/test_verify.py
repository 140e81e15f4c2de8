"""`python -m incidentmap verify`: one changed byte and one changed record are found; what cannot be told is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.desk import save
from incidentmap.errors import StoreBusy
from incidentmap.export import KINDS
from incidentmap.export.read_back import read_back
from incidentmap.export.verifying import Verdict, verify
from incidentmap.model import Record
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, reading, tables
from tests import stores
from tests.export.test_export_command import VIEW, Run, home, run

__all__ = ["home", "run"]

DAY = date(2023, 11, 15)


@pytest.fixture
def handed(run: Run, home: Path, tmp_path: Path) -> dict[str, Path]:
    """A file of every kind, handed out of the attacks of one month."""
    files = {kind.name: tmp_path / f"out{kind.suffix}" for kind in KINDS.values()}
    for file in files.values():
        assert run(home, "export", str(file), "--view", VIEW).returncode == 0
    return files


def shown(store: Store) -> dict[str, Record]:
    with store.reading() as connection:
        return reading.records(connection)


def edit(home: Path, incident_id: str, **changes: object) -> None:
    store = Store.open(home / stores.FILE)
    before = shown(store)[incident_id]
    save(store, [(before, replace(before, incident=replace(before.incident, **changes)))], "he", "meanwhile")
    store.close()


def some(home: Path) -> list[str]:
    """Give incidents of the view."""
    store = Store.open(home / stores.FILE)
    held = shown(store).values()
    store.close()
    return [
        each.incident_id
        for each in held
        if each.incident.category is v.Category.ATTACK
        and each.incident.status is v.Status.CONFIRMED
        and each.incident.date_latest.isoformat()[:7] == "2023-11"
        and each.incident.date_earliest == each.incident.date_latest
    ]


def all_ids(home: Path) -> list[str]:
    store = Store.open(home / stores.FILE)
    found = sorted(shown(store))
    store.close()
    return found


def verdict(home: Path, content: bytes, name: str) -> Verdict:
    with Store.look(home / stores.FILE).reading() as connection:
        return verify(connection, content, name).verdict


def test_a_file_as_it_was_made_is_told_with_who_when_and_what(run: Run, home: Path, handed: dict[str, Path]) -> None:
    for file in handed.values():
        done = run(home, "verify", str(file))
        assert (done.returncode, done.stderr) == (0, "")
        first, second, last = done.stdout.splitlines()
        assert first.startswith("as made: byte for byte a file that was handed out 20")
        assert "dates: 1–30 Nov 2023; category: attack" in second
        assert last == "since then nothing changed in these records"


def test_one_changed_byte_is_found_in_every_kind(home: Path, handed: dict[str, Path]) -> None:
    for file in handed.values():
        made = file.read_bytes()
        for at in {*range(0, len(made), len(made) // 7), len(made) - 1}:
            content = made[:at] + bytes([made[at] ^ 1]) + made[at + 1 :]
            assert verdict(home, content, file.name) is Verdict.CHANGED, (file.name, at)
        assert verdict(home, made, "renamed") is Verdict.AS_MADE


def test_one_changed_cell_is_named(run: Run, home: Path, handed: dict[str, Path]) -> None:
    name = some(home)[0]
    book = openpyxl.load_workbook(handed["xlsx"])
    column = [cell.value for cell in book.worksheets[0][1]].index("notes")
    next(row for row in book.worksheets[0].iter_rows() if row[0].value == name)[column].value = "another note"
    book.save(handed["xlsx"])
    done = run(home, "verify", str(handed["xlsx"]))
    assert done.returncode == 1 and "changed: byte for byte it is no file that was handed out here" in done.stdout
    assert f"in the file, {name}: Notes: " in done.stdout and "→ another note" in done.stdout

    lines = handed["csv"].read_text("utf-8").split("\n")
    changed = [line.replace(",attack,", ",strike,", 1) if line.startswith(f"{name},") else line for line in lines]
    handed["csv"].write_text("\n".join(changed), "utf-8")
    done = run(home, "verify", str(handed["csv"]))
    assert done.returncode == 1 and f"in the file, {name}: Category: attack → strike" in done.stdout


def test_what_only_another_program_saved_is_told_as_that(run: Run, home: Path, handed: dict[str, Path]) -> None:
    openpyxl.load_workbook(handed["xlsx"]).save(handed["xlsx"])
    done = run(home, "verify", str(handed["xlsx"]))
    assert done.returncode == 1
    assert "its records are those that were handed out, so only the form differs" in done.stdout


def test_what_changed_in_the_records_since_is_told(run: Run, home: Path, handed: dict[str, Path]) -> None:
    changed, withdrawn, moved, *_ = some(home)
    edit(home, changed, notes="قال «2–5»")
    edit(home, withdrawn, status=v.Status.WITHDRAWN)
    edit(home, moved, category=v.Category.STRIKE)
    other = next(each for each in set(all_ids(home)) - set(some(home)) if each.startswith("IQ-2023-10"))
    held = v.Category.ATTACK
    edit(home, other, category=held, date_earliest=DAY, date_latest=DAY, time_precision=v.TimePrecision.DAY)
    done = run(home, "verify", str(handed["kml"]))
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert "since then: 1 new, 2 changed, 1 withdrawn, 1 left out by the filter now" in lines
    assert f"new: {other} (2023-11-15, " in done.stdout and f"withdrawn: {withdrawn} is withdrawn now (" in done.stdout
    assert f"changed: {moved}: Category: attack → strike" in lines
    assert f"left out by the filter now: {moved} (" in done.stdout
    assert any(line.startswith(f"changed: {changed}: Notes: ") and line.endswith("→ قال «2–5»") for line in lines)


def test_a_machine_without_the_snapshot_says_what_it_cannot_tell(
    run: Run, home: Path, handed: dict[str, Path], tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    stores.put_seeds(other)
    for kind, file in handed.items():
        done = run(other, "verify", str(file))
        assert done.returncode == 2, kind
        assert "no snapshot of it is kept here" in done.stdout
    done = run(other, "verify", str(handed["xlsx"]))
    assert "its filter and its records do give the hash that it prints" in done.stdout
    assert "since then nothing changed" in done.stdout
    book = openpyxl.load_workbook(handed["xlsx"])
    header = [cell.value for cell in book.worksheets[0][1]]
    book.worksheets[0].cell(2, header.index("summary") + 1).value = "another"
    book.save(handed["xlsx"])
    done = run(other, "verify", str(handed["xlsx"]))
    assert done.returncode == 1
    assert "its filter and its records do not give the hash that it prints" in done.stdout


def test_without_any_database_or_file_it_says_so(run: Run, handed: dict[str, Path], tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    done = run(nowhere, "verify", str(handed["csv"]))
    assert done.returncode == 2 and "without snapshots: " in done.stderr and "prints no hash" in done.stdout
    assert not nowhere.exists()
    done = run(nowhere, "verify", str(tmp_path / "missing.csv"))
    assert (done.returncode, done.stdout) == (2, "") and "cannot be read" in done.stderr


def test_a_restored_backup_can_be_asked(run: Run, home: Path, handed: dict[str, Path], tmp_path: Path) -> None:
    assert run(home, "backup", str(tmp_path / "kept")).returncode == 0
    other = tmp_path / "other"
    assert run(other, "restore", str(tmp_path / "kept")).returncode == 0
    done = run(other, "verify", str(handed["csv"]))
    assert done.returncode == 0 and "since then nothing changed" in done.stdout


def test_a_snapshot_that_cannot_be_read_is_said_and_changes_no_verdict(
    run: Run, home: Path, handed: dict[str, Path]
) -> None:
    store = Store.open(home / stores.FILE)
    with store.loading() as writer:
        writer.connection.execute(sa.delete(tables.snapshot_pages))
    store.close()
    done = run(home, "verify", str(handed["kml"]))
    assert done.returncode == 0 and "as made: byte for byte" in done.stdout
    assert "what changed cannot be told: snapshot " in done.stdout and "restore a backup" in done.stdout
    handed["html"].write_bytes(handed["html"].read_bytes() + b"\n")
    done = run(home, "verify", str(handed["html"]))
    assert done.returncode == 1 and "what changed cannot be told: snapshot " in done.stdout
    handed["csv"].write_bytes(handed["csv"].read_bytes() + b"\r\n")
    done = run(home, "verify", str(handed["csv"]))
    assert done.returncode == 2 and "cannot be told" in done.stdout


def test_what_hinders_it_is_no_verdict(
    run: Run, home: Path, handed: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise StoreBusy("another program holds the database")

    monkeypatch.setattr("incidentmap.command_line.verify", busy)
    done = run(home, "verify", str(handed["csv"]))
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "another program holds the database\n")


def test_what_records_say_commands_no_terminal(run: Run, home: Path, handed: dict[str, Path]) -> None:
    edit(home, some(home)[0], notes="\x1b[2J\u202egnp")
    said = run(home, "verify", str(handed["kml"])).stdout
    assert "␛[2J�gnp" in said and "\x1b" not in said


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-16")))
def test_any_file_can_be_asked_about(content: bytes) -> None:
    found = verify(None, content, "x")
    assert found.verdict is Verdict.UNKNOWN and found.said
    assert read_back(b"PK\x03\x04" + content).records is None
