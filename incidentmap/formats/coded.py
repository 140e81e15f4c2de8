"""An article coded by hand: incidents and totals, each field with its basis and its spans."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from incidentmap.errors import InvalidRecord, ReferenceFileUnavailable
from incidentmap.formats.coded_incident import attributions, casualties, citation, evidence, incident
from incidentmap.formats.coded_record import CodedRecord, listed
from incidentmap.formats.refusal import Refusal
from incidentmap.formats.seed_records import Seeds
from incidentmap.model import Aggregate, Article, article_id_of
from incidentmap.model import vocabulary as v


def read_coded(path: Path, articles: Path, actor_ids: dict[str, str], into: Seeds) -> None:
    """Read one coding and its article; a record that does not fit is refused, the rest stands."""
    records, article = _read(path, articles)
    into.articles.append(article)
    for number, record in enumerate(records, start=1):
        try:
            _add(CodedRecord(record, article, actor_ids), into)
        except InvalidRecord as trouble:
            into.refusals.append(Refusal.of(trouble, number, path.name, "record"))
        except (KeyError, TypeError, ValueError, AttributeError) as trouble:
            problem = "is missing or of another kind than expected"
            into.refusals.append(Refusal(number, str(trouble), "", problem, path.name, "record"))


def _read(path: Path, articles: Path) -> tuple[list[Any], Article]:
    try:
        document = json.loads(path.read_bytes())
        records = list(document["records"])
        source = articles / Path(document["source"]).name
        text = source.read_bytes().decode("utf-8")
        published = date.fromisoformat(document["article_date"]["value"])
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        raise ReferenceFileUnavailable(f"{path.name}: cannot be read ({trouble}); put the file back") from None
    return records, Article(article_id_of(text), text, published_on=published, language="en")


def _add(record: CodedRecord, seeds: Seeds) -> None:
    """Make every part first, so that a record comes whole or not at all."""
    _check_id(record, seeds)
    if record.record["kind"] == "aggregate":
        seeds.aggregates.append(_aggregate(record))
        return
    parts = incident(record), citation(record), attributions(record), casualties(record), evidence(record)
    seeds.incidents.append(parts[0])
    seeds.citations.append(parts[1])
    seeds.attributions += parts[2]
    seeds.casualties += parts[3]
    seeds.evidence += parts[4]
    seeds.raw_rows[record.id] = json.dumps(record.record, ensure_ascii=False)


def _check_id(record: CodedRecord, seeds: Seeds) -> None:
    taken = {each.incident_id for each in seeds.incidents} | {each.aggregate_id for each in seeds.aggregates}
    if record.id in taken:
        raise InvalidRecord(record.id, "id", record.id, "is taken by an earlier record; give this one its own")


def _aggregate(record: CodedRecord) -> Aggregate:
    injured, killed = record.value("injured") or {}, record.value("killed") or {}
    earliest, latest, _ = record.dates()
    rests_on = [quote for each in record.fields.values() for quote in each["evidence"]]
    return Aggregate(
        aggregate_id=record.id,
        as_of=latest,
        counter="the article",
        category=v.Category(record.record["category"]),
        period_start=earliest,
        attackers=tuple(value["name"] for value in listed(record.value("attacker"))),
        targets=tuple(value["name"] for value in listed(record.value("target_actor"))),
        killed_low=killed.get("low"),
        killed_high=killed.get("high"),
        injured_low=injured.get("low"),
        injured_high=injured.get("high"),
        places=tuple(value["name"] for value in listed(record.value("location"))),
        title=record.record["title"],
        note=record.notes(),
        spans=tuple(dict.fromkeys(record.spans(record.record["excerpts"] + rests_on))),
    )
