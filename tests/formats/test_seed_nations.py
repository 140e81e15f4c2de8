"""A figure of the seeds names a nation only where words say it, and seeds/README.md lists each with these words."""

from __future__ import annotations

import csv
import re
from collections import Counter

from incidentmap.model.nations import PEOPLES
from incidentmap.settings import SEEDS

ROW = re.compile(r"^\| ([A-Z]{2}-[\d-]+), (\w+), (\w+), .*? \| ([A-Z]{2}) \| (.*) \|$", re.MULTILINE)
WORDS = {"US": ("American", "US "), "IQ": ("Iraqi",)}


def table(name: str) -> list[dict[str, str]]:
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_is_listed_and_no_other() -> None:
    named = [each for each in table("casualties.csv") if each["nationality"]]
    listed = ROW.findall((SEEDS / "README.md").read_text("utf-8"))
    held = Counter((each["incident_id"], each["measure"], each["of"], each["nationality"]) for each in named)
    assert held == Counter((*row[:3], row[3]) for row in listed)
    assert {each["nationality"] for each in named} <= set(PEOPLES)


def test_the_note_the_summary_or_the_source_says_it() -> None:
    summaries = {each["incident_id"]: each["summary"] for each in table("incidents.csv")}
    titles = {(each["incident_id"], each["url"]): each["title"] for each in table("citations.csv")}
    for each in table("casualties.csv"):
        name = each["incident_id"]
        said = f"{each['note']} {summaries.get(name, '')} {titles.get((name, each['source_url']), '')} "
        assert not each["nationality"] or any(word in said for word in WORDS[each["nationality"]]), each


def test_the_words_listed_stand_there() -> None:
    texts = [*table("casualties.csv"), *table("incidents.csv"), *table("citations.csv")]
    held = "\n".join(each[name] for each in texts for name in ("note", "summary", "title") if name in each)
    for *_, words in ROW.findall((SEEDS / "README.md").read_text("utf-8")):
        for kind, quote in re.findall(r'(note|summary|source): "(.*?)"(?:;| \||$)', words):
            assert quote in held, (kind, quote)
