"""An article coded by hand: incidents and totals, each field with its basis and its spans."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from incidentmap.errors import InvalidRecord, ReferenceFileUnavailable
from incidentmap.imports.csv_rows import Refusal
from incidentmap.imports.seed_records import Seeds
from incidentmap.model import (
    Aggregate,
    Article,
    Attribution,
    Casualties,
    Citation,
    Evidence,
    Incident,
    Span,
    article_id_of,
)
from incidentmap.model import vocabulary as v

_GRADE = {v.FieldBasis.STATED: v.Grade.A, v.FieldBasis.STATED_ELSEWHERE: v.Grade.B}
_RELATION = {1: v.PlaceRelation.AT, 2: v.PlaceRelation.NEAR, 3: v.PlaceRelation.DISTRICT, 4: v.PlaceRelation.AREA}


def read_coded(path: Path, articles: Path, actor_ids: dict[str, str], into: Seeds) -> None:
    """Read one coding and its article; a record that does not fit is refused, the rest stands."""
    records, article = _read(path, articles)
    into.articles.append(article)
    for number, record in enumerate(records, start=1):
        try:
            _Record(record, article, actor_ids).add_to(into)
        except InvalidRecord as trouble:
            value, problem = str(trouble.value)[:200], trouble.problem
            into.refusals.append(Refusal(path.name, number, trouble.field, value, problem, "record"))
        except (KeyError, TypeError, ValueError, AttributeError) as trouble:
            problem = "is missing or of another kind than expected"
            into.refusals.append(Refusal(path.name, number, str(trouble), "", problem, "record"))


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


class _Record:
    """One coded record and the article whose words it quotes."""

    def __init__(self, record: dict[str, Any], article: Article, actor_ids: dict[str, str]) -> None:
        self.record = record
        self.article = article
        self.actor_ids = actor_ids
        self.id: str = record["id"]
        self.fields: dict[str, dict[str, Any]] = record["fields"]
        self.citation_id = f"{self.id}.{article.article_id}"

    def add_to(self, seeds: Seeds) -> None:
        """Make every part first, so that a record comes whole or not at all."""
        self._check_id(seeds)
        if self.record["kind"] == "aggregate":
            seeds.aggregates.append(self._aggregate())
            return
        parts = self._incident(), self._citation(), self._attributions(), self._casualties(), self._evidence()
        seeds.incidents.append(parts[0])
        seeds.citations.append(parts[1])
        seeds.attributions += parts[2]
        seeds.casualties += parts[3]
        seeds.evidence += parts[4]
        seeds.raw_rows[self.id] = json.dumps(self.record, ensure_ascii=False)

    def _check_id(self, seeds: Seeds) -> None:
        taken = {each.incident_id for each in seeds.incidents} | {each.aggregate_id for each in seeds.aggregates}
        if self.id in taken:
            raise InvalidRecord(self.id, "id", self.id, "is taken by an earlier record; give this one its own")

    def _value(self, name: str) -> Any:
        return self.fields.get(name, {}).get("value")

    def _incident(self) -> Incident:
        where = self._value("location") or {}
        weapon = self._value("weapon") or {}
        earliest, latest, precision = self._dates()
        incident = Incident(
            incident_id=self.id,
            category=v.Category(self.record["category"]),
            event_type=v.EventType(self._value("event_type")),
            date_earliest=earliest,
            date_latest=latest,
            time_precision=precision,
            outcome=v.Outcome(self._value("outcome")) if self._value("outcome") else None,
            weapon=weapon.get("name", ""),
            weapon_class=v.WeaponClass(weapon["weapon_class"]) if weapon else None,
            target=self._target(),
            target_actors=self._actors("target_actor"),
            country=where.get("country", ""),
            summary=self.record["title"],
            notes=" ".join(filter(None, (each.get("note") for each in self.fields.values()))),
        )
        if where.get("where_prec") not in _RELATION:
            return incident
        site, relation = where.get("canonical", ""), _RELATION[where["where_prec"]]
        return replace(incident, place_text=where["name"], site=site, place_relation=relation)

    def _dates(self) -> tuple[date | None, date, v.TimePrecision]:
        when = self._value("date")
        earliest = date.fromisoformat(when["earliest"]) if when["earliest"] else None
        return earliest, date.fromisoformat(when["latest"]), v.TimePrecision(when["time_precision"])

    def _target(self) -> str:
        things = self._value("target_object") or [(self._value("target_actor") or {}).get("name", "")]
        return " and ".join(things)

    def _actors(self, name: str) -> tuple[str, ...]:
        """Give the ids of the actors a field names; a name without an entry among the actors is left to its quote."""
        found: list[str] = []
        for value in _listed(self._value(name)):
            found += [self._actor_id(name, each) for each in _listed(value.get("canonical"))]
        return tuple(dict.fromkeys(found))

    def _actor_id(self, field: str, name: str) -> str:
        if name not in self.actor_ids:
            raise InvalidRecord(self.id, field, name, "is not a name in actors.csv; correct it, or add it there first")
        return self.actor_ids[name]

    def _citation(self) -> Citation:
        return Citation(self.citation_id, self.id, date=self.article.published_on, article_id=self.article.article_id)

    def _attributions(self) -> list[Attribution]:
        attacker = self.fields.get("attacker", {})
        inferred = attacker.get("basis") == v.FieldBasis.INFERRED
        basis = v.AttributionBasis.INFERRED if inferred else v.AttributionBasis.REPORTED
        said = attacker.get("value") or {}
        return [
            Attribution(
                self.id, actor, basis, v.Stance.ASSERTS, said["name"], citation_id=self.citation_id,
                stated_on=self.article.published_on,
            )
            for actor in self._actors("attacker")
        ]  # fmt: skip

    def _casualties(self) -> list[Casualties]:
        said = self._value("casualties")
        if not said:
            return []
        note = "" if said["stated"] != v.Stated.UNSPECIFIED else "casualties; killed and injured not told apart"
        of, stated = v.CasualtiesOf(said["of"]), v.Stated(said["stated"])
        measures = (v.Measure.KILLED, v.Measure.INJURED)
        given = [measure for measure in measures if said.get(measure) is not None] or measures
        figures = ((measure, *_figures(stated, said.get(measure))) for measure in given)
        return [
            Casualties(self.id, measure, of, stated, low, best, high, self.citation_id, note)
            for measure, low, best, high in figures
        ]

    def _evidence(self) -> list[Evidence]:
        excerpts = {"excerpt": self.record["excerpts"], "context": self.record.get("context_excerpts", [])}
        found = [
            Evidence(self.id, self.citation_id, name, "", v.FieldBasis.STATED, v.Grade.A, self._spans(quotes))
            for name, quotes in excerpts.items()
            if quotes
        ]
        for name, each in self.fields.items():
            basis = v.FieldBasis(each["basis"])
            grade, spans = _GRADE.get(basis, v.Grade.C), self._spans(each["evidence"])
            found.append(Evidence(self.id, self.citation_id, name, _said(each["value"]), basis, grade, spans))
        return found

    def _spans(self, quotes: list[dict[str, Any]]) -> tuple[Span, ...]:
        return tuple(self._span(quote) for quote in quotes)

    def _span(self, quote: dict[str, Any]) -> Span:
        span = self.article.span(quote["start"], quote["end"])
        if span.quote != quote["text"]:
            raise InvalidRecord(self.id, "text", quote["text"][:60], f"does not stand at {span.start} to {span.end}")
        return span

    def _aggregate(self) -> Aggregate:
        injured, killed = self._value("injured") or {}, self._value("killed") or {}
        earliest, latest, _ = self._dates()
        rests_on = [quote for each in self.fields.values() for quote in each["evidence"]]
        return Aggregate(
            aggregate_id=self.id,
            as_of=latest,
            counter="the article",
            category=v.Category(self.record["category"]),
            period_start=earliest,
            attackers=tuple(value["name"] for value in _listed(self._value("attacker"))),
            targets=tuple(value["name"] for value in _listed(self._value("target_actor"))),
            killed_low=killed.get("low"),
            killed_high=killed.get("high"),
            injured_low=injured.get("low"),
            injured_high=injured.get("high"),
            places=tuple(value["name"] for value in _listed(self._value("location"))),
            title=self.record["title"],
            note=" ".join(filter(None, (each.get("note") for each in self.fields.values()))),
            spans=tuple(dict.fromkeys(self._spans(self.record["excerpts"] + rests_on))),
        )


def _figures(stated: v.Stated, best: int | None) -> tuple[int | None, int | None, int | None]:
    """Give low, best and high; a best that contradicts "none" is kept for the record to refuse."""
    return (0, best or 0, 0) if stated is v.Stated.NONE else (None, best, None)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _said(value: Any) -> str:
    """Write a coded value as a person would read it; "" means not stated."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_said(each)}" for key, each in value.items() if each is not None)
    if isinstance(value, list):
        return "; ".join(_said(each) for each in value)
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
