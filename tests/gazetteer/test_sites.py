"""The list of sites: every point names the page it was read on, and what the README counts is so."""

from __future__ import annotations

import csv
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from incidentmap.settings import GEODATA
from incidentmap.text.folding import fold

SOURCES_OF = {"one_source": ("source",), "two_sources": ("source", "second_source")}

with (GEODATA / "sites.csv").open(encoding="utf-8", newline="") as file:
    SITES = list(csv.DictReader(file))


@pytest.mark.parametrize("site", [site for site in SITES if site["verified"] in SOURCES_OF], ids=lambda s: s["site_id"])
def test_a_point_names_the_page_it_was_read_on(site: dict[str, str]) -> None:
    assert site["latitude"]
    assert site["longitude"]
    for source in SOURCES_OF[site["verified"]]:
        assert site[source]
        address = urlsplit(site[f"{source}_url"])
        assert address.scheme in ("http", "https")
        assert address.path.strip("/"), "no front page states a point"


@pytest.mark.parametrize("site", [site for site in SITES if site["kind"] == "town"], ids=lambda s: s["site_id"])
def test_a_town_is_called_by_its_own_name_and_not_by_what_stands_beside_it(site: dict[str, str]) -> None:
    name, _, aside = site["name"].removesuffix(")").partition(" (")
    assert not re.search(r"\b[A-Z]{2,}\b", name), "an abbreviation is the name of a field or a plant"
    assert not aside or fold(aside) in {fold(alias) for alias in site["aliases"].split("|")}, "a note is no name"


def test_the_readme_counts_as_many_as_there_are() -> None:
    text = (GEODATA / "README.md").read_text(encoding="utf-8")
    ways = text.partition("`verified`: ")[2].partition("None was checked")[0]
    told = {way: int(count) for way, count in re.findall(r"\b(\w+) \((\d+)", ways)}
    assert told == Counter(site["verified"] for site in SITES)
    aliases = [alias for site in SITES for alias in filter(None, site["aliases"].split("|"))]
    assert f"{len(aliases):,} aliases, {len({*aliases, *(site['name'] for site in SITES)}):,} distinct" in text
