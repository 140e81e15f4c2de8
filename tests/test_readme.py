"""The README is true: what it names exists, and what exists is named."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from streamlit import config

from incidentmap.query import FILTERS, IncidentFilter
from incidentmap.query.shared_index import SNAPSHOT
from incidentmap.settings import PROJECT
from incidentmap.ui.shared.page_link import INCIDENT
from tests import patience

README = (PROJECT / "README.md").read_text("utf-8")
SOURCES = [path.read_text("utf-8") for path in (PROJECT / "incidentmap").rglob("*.py")]


def named(pattern: str) -> set[str]:
    return set(re.findall(pattern, README))


def test_every_make_target_and_no_other() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony is not None
    assert named(r"make (\w+)") == set(phony[1].split())


def test_every_environment_variable_and_no_other() -> None:
    benchmarks = [path.read_text("utf-8") for path in (PROJECT / "tests" / "benchmarks").glob("*.py")]
    read = {name for source in SOURCES + benchmarks for name in re.findall(r'"(INCIDENTMAP_[A-Z_]+)"', source)}
    assert named(r"`(INCIDENTMAP_[A-Z_]+)`") == read


def test_environment_variables_of_the_server_are_its_options() -> None:
    found = named(r"`?(STREAMLIT_[A-Z_]+)")
    assert "STREAMLIT_SERVER_ALLOWED_HOSTS" in found
    assert found <= {option.env_var for option in config.get_config_options().values()}


def test_every_command_and_no_other() -> None:
    usage = subprocess.run(
        [sys.executable, "-m", "incidentmap", "--help"],
        capture_output=True,
        text=True,
        timeout=patience.SECONDS,
        check=True,
    ).stdout
    commands = re.search(r"\{([\w,]+)\}", usage)
    assert commands is not None
    assert named(r"python -m incidentmap (\w+)") == set(commands[1].split(","))


def test_every_package_and_no_other() -> None:
    wanted = re.findall(r"^([A-Za-z-]+)", (PROJECT / "requirements.in").read_text("utf-8"), re.MULTILINE)
    stands_on = re.search(r"^Stands on (.*)\.$", README, re.MULTILINE)
    assert stands_on is not None
    assert set(re.split(r", | and ", stands_on[1])) == set(wanted)


def test_every_room_of_the_benchmarks_and_no_other() -> None:
    source = (PROJECT / "tests" / "benchmarks" / "__main__.py").read_text("utf-8")
    rooms = re.search(r"^ROOMS = \((.*?)\)", source, re.MULTILINE | re.DOTALL)
    said = re.search(r"--only ([\w|]+)", (PROJECT / "docs" / "benchmarks.md").read_text("utf-8"))
    assert rooms is not None
    assert said is not None
    assert said[1].split("|") == re.findall(r"\w+", rooms[1])


def test_every_file_that_is_edited_by_hand_asks_to_build_the_gazetteer_again() -> None:
    said = re.search(r"Build again after(.*?):", (PROJECT / "geodata" / "README.md").read_text("utf-8"), re.DOTALL)
    assert said is not None
    assert set(re.findall(r"`(\w+\.csv)`", said[1])) == {path.name for path in (PROJECT / "geodata").glob("*.csv")}


def test_the_house_on_a_page_knows_every_package() -> None:
    house = (PROJECT / "docs" / "architecture.md").read_text("utf-8")
    packages = {path.parent for path in (PROJECT / "incidentmap").rglob("*/__init__.py")}
    ours = {path.name for path in packages if "ui" not in path.parts[:-1]}  # of ui a folder a page
    assert {name for name in ours if not re.search(rf"\b{name}\b", house)} == set()


def test_every_parameter_of_a_link_and_no_other() -> None:
    said = re.search(r"The parameters of a link(.*?);", README, re.DOTALL)
    assert said is not None
    dates = {"date_from": "from", "date_to": "to"}
    known = {dates.get(field.name, field.name) for field in fields(IncidentFilter)} | {INCIDENT, SNAPSHOT}
    assert set(re.findall(r"`(\w+)`", said[1])) == known


def test_every_filter_has_its_handle() -> None:
    said = re.search(r"Widgets and containers(.*?)\. Every", README, re.DOTALL)
    assert said is not None
    handles = set(re.findall(r"`(\w+)`", said[1])) - {"st"}
    assert set(FILTERS) <= handles
    in_code = set(FILTERS) | {
        key for source in SOURCES for key in re.findall(r'(?:key=|"\w+", |^\s+)"(\w+)"', source, re.MULTILINE)
    }
    assert handles <= in_code


def test_every_file_and_folder_is_there() -> None:
    where = README.split("## Where things are")[1].split("##")[0]
    paths = set(re.findall(r"`([\w./-]+)`", where)) | named(r"\]\(([\w./]+)\)") | named(r"`(\w+/README\.md)`")
    relative_to_tests = {"browser/", "benchmarks/", "model", "ui", "errors"}
    missing = [path for path in paths - relative_to_tests if not (PROJECT / path).exists()]
    assert missing == []
    assert len(paths) > 8


def test_every_page_has_its_paragraph() -> None:
    pages = {path.stem.capitalize() for path in (PROJECT / "pages").glob("*.py")}
    assert set(re.findall(r"^\*\*(\w+)\.\*\*", README, re.MULTILINE)) >= pages


def test_the_screenshot_is_a_picture() -> None:
    assert (PROJECT / "docs" / "screenshot.png").read_bytes().startswith(b"\x89PNG")


def test_ci_calls_the_test_command() -> None:
    assert "make test" in Path(PROJECT / ".ci" / "run").read_text("utf-8")
