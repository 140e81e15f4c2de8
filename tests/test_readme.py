"""The README is true: what it names exists, and what exists is named."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from incidentmap.query import FILTERS, IncidentFilter
from incidentmap.settings import PROJECT
from incidentmap.ui.shared.page_link import INCIDENT

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


def test_every_command_and_no_other() -> None:
    usage = subprocess.run(
        [sys.executable, "-m", "incidentmap", "--help"], capture_output=True, text=True, timeout=60, check=True
    ).stdout
    commands = re.search(r"\{([\w,]+)\}", usage)
    assert commands is not None
    assert named(r"python -m incidentmap (\w+)") == set(commands[1].split(","))


def test_every_package_and_no_other() -> None:
    wanted = re.findall(r"^([A-Za-z-]+)", (PROJECT / "requirements.in").read_text("utf-8"), re.MULTILINE)
    stands_on = re.search(r"^Stands on (.*)\.$", README, re.MULTILINE)
    assert stands_on is not None
    # setuptools is there for the sake of XStatic-Leaflet only, as requirements.in says
    assert set(re.split(r", | and ", stands_on[1])) == set(wanted) - {"setuptools"}


def test_every_parameter_of_a_link_and_no_other() -> None:
    said = re.search(r"The parameters of a link(.*?);", README, re.DOTALL)
    assert said is not None
    dates = {"date_from": "from", "date_to": "to"}
    known = {dates.get(field.name, field.name) for field in fields(IncidentFilter)} | {INCIDENT}
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
