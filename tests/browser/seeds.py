"""The seeds, read here by plain means, to be compared with what the program makes of them."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from functools import cache
from typing import Any

from incidentmap.settings import SEEDS

Rows = list[dict[str, str]]
KATAIB_HEZBOLLAH = "Kataib Hezbollah"
UMBRELLA = "Islamic Resistance in Iraq"
UMBRELLA_SINCE = date(2023, 10, 1)  # as seeds/actor_links.csv says


@cache
def rows(name: str) -> Rows:
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def coded() -> dict[str, dict[str, Any]]:
    """Give the records of the article coded by hand, by id."""
    document = json.loads((SEEDS / "seed_gold.json").read_text("utf-8"))
    return {record["id"]: record for record in document["records"]}


def words(record_id: str) -> list[str]:
    """Give the excerpts of a coded record, cut from the article by their offsets, in the order of the text."""
    document = json.loads((SEEDS / "seed_gold.json").read_text("utf-8"))
    text = (SEEDS / "articles" / document["source"]).read_bytes().decode("utf-8")
    spans = sorted((each["start"], each["end"]) for each in coded()[record_id]["excerpts"])
    return [text[start:end] for start, end in spans]


def _coded_incidents() -> dict[str, dict[str, Any]]:
    return {name: record["fields"] for name, record in coded().items() if record["kind"] == "incident"}


def _canonical(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each.get("canonical") or each["name"] for each in values if each]


def days() -> dict[str, tuple[date, date]]:
    """Give the first and the last possible day of every incident."""
    found = {name: (date.min, date(2023, 11, 22)) for name in _coded_incidents()}
    for row in rows("incidents.csv"):
        day = date.fromisoformat(row["event_date"])
        monday = day - timedelta(days=day.weekday())
        week = row["time_precision"] == "week"
        assert week or row["time_precision"] == "day"
        found[row["incident_id"]] = (monday, monday + timedelta(days=6)) if week else (day, day)
    return found


def in_time_order() -> list[str]:
    """Give all incidents by their latest day, an open start first."""
    found = days()
    return sorted(found, key=lambda name: (found[name][1], found[name][0], name))


def did_it(actor: str) -> set[str]:
    """Give the incidents of which somebody says that this actor did it."""
    stated = {
        row["incident_id"] for row in rows("attributions.csv") if (row["actor"], row["stance"]) == (actor, "asserts")
    }
    return stated | {
        name for name, fields in _coded_incidents().items() if actor in _canonical(fields["attacker"]["value"])
    }


def was_hit(actor: str) -> set[str]:
    """Give the incidents directed against this actor."""
    stated = {row["incident_id"] for row in rows("incidents.csv") if actor in row["target_actors"].split("|")}
    return stated | {
        name for name, fields in _coded_incidents().items() if actor in _canonical(fields["target_actor"]["value"])
    }


def at_site(site: str) -> set[str]:
    """Give the incidents exactly at one site."""
    return {row["incident_id"] for row in rows("incidents.csv") if (row["site"], row["place_relation"]) == (site, "at")}


def of_category(category: str) -> set[str]:
    """Give the incidents of one category."""
    coded_ones = {name for name in _coded_incidents() if coded()[name]["category"] == category}
    return coded_ones | {row["incident_id"] for row in rows("incidents.csv") if row["category"] == category}
