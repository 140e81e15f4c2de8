"""An incident coded by hand, with its source, statements, figures and evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from incidentmap.formats.coded_record import CodedRecord
from incidentmap.model import Attribution, Casualties, Citation, Evidence, Incident
from incidentmap.model import vocabulary as v

_GRADE = {v.FieldBasis.STATED: v.Grade.A, v.FieldBasis.STATED_ELSEWHERE: v.Grade.B}
_RELATION = {1: v.PlaceRelation.AT, 2: v.PlaceRelation.NEAR, 3: v.PlaceRelation.DISTRICT, 4: v.PlaceRelation.AREA}


def incident(record: CodedRecord) -> Incident:
    """Make the incident itself."""
    where = record.value("location") or {}
    weapon = record.value("weapon") or {}
    earliest, latest, precision = record.dates()
    made = Incident(
        incident_id=record.id,
        category=v.Category(record.record["category"]),
        event_type=v.EventType(record.value("event_type")),
        date_earliest=earliest,
        date_latest=latest,
        time_precision=precision,
        outcome=v.Outcome(record.value("outcome")) if record.value("outcome") else None,
        weapon=weapon.get("name", ""),
        weapon_class=v.WeaponClass(weapon["weapon_class"]) if weapon else None,
        target=_target(record),
        target_actors=record.actors("target_actor"),
        country=where.get("country", ""),
        summary=record.record["title"],
        notes=record.notes(),
    )
    if where.get("where_prec") not in _RELATION:
        return made
    site, relation = where.get("canonical", ""), _RELATION[where["where_prec"]]
    return replace(made, place_text=where["name"], site=site, place_relation=relation)


def _target(record: CodedRecord) -> str:
    things = record.value("target_object") or [(record.value("target_actor") or {}).get("name", "")]
    return " and ".join(things)


def citation(record: CodedRecord) -> Citation:
    """Make its source, which is the article."""
    return Citation(
        record.citation_id, record.id, date=record.article.published_on, article_id=record.article.article_id
    )


def attributions(record: CodedRecord) -> list[Attribution]:
    """Make a statement of each actor that the article names as attacker."""
    attacker = record.fields.get("attacker", {})
    inferred = attacker.get("basis") == v.FieldBasis.INFERRED
    basis = v.AttributionBasis.INFERRED if inferred else v.AttributionBasis.REPORTED
    said = attacker.get("value") or {}
    return [
        Attribution(
            record.id, actor, basis, v.Stance.ASSERTS, said["name"], citation_id=record.citation_id,
            stated_on=record.article.published_on,
        )
        for actor in record.actors("attacker")
    ]  # fmt: skip


def casualties(record: CodedRecord) -> list[Casualties]:
    """Make a figure of each measure that is stated."""
    said = record.value("casualties")
    if not said:
        return []
    note = "" if said["stated"] != v.Stated.UNSPECIFIED else "casualties; killed and injured not told apart"
    of, stated = v.CasualtiesOf(said["of"]), v.Stated(said["stated"])
    measures = (v.Measure.KILLED, v.Measure.INJURED)
    given = [measure for measure in measures if said.get(measure) is not None] or measures
    figures = ((measure, *_figures(stated, said.get(measure))) for measure in given)
    return [
        Casualties(record.id, measure, of, stated, low, best, high, record.citation_id, note)
        for measure, low, best, high in figures
    ]


def evidence(record: CodedRecord) -> list[Evidence]:
    """Make what the article says of each field, with its words."""
    excerpts = {"excerpt": record.record["excerpts"], "context": record.record.get("context_excerpts", [])}
    found = [
        Evidence(record.id, record.citation_id, name, "", v.FieldBasis.STATED, v.Grade.A, record.spans(quotes))
        for name, quotes in excerpts.items()
        if quotes
    ]
    for name, each in record.fields.items():
        basis = v.FieldBasis(each["basis"])
        grade, spans = _GRADE.get(basis, v.Grade.C), record.spans(each["evidence"])
        found.append(Evidence(record.id, record.citation_id, name, _said(each["value"]), basis, grade, spans))
    return found


def _figures(stated: v.Stated, best: int | None) -> tuple[int | None, int | None, int | None]:
    """Give low, best and high; a best that contradicts "none" is kept for the record to refuse."""
    return (0, best or 0, 0) if stated is v.Stated.NONE else (None, best, None)


def _said(value: Any) -> str:
    """Write a coded value as a person would read it; "" means not stated."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_said(each)}" for key, each in value.items() if each is not None)
    if isinstance(value, list):
        return "; ".join(_said(each) for each in value)
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
