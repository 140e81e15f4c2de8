"""Any record that the model allows, with any text in it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from hypothesis import strategies as st

from incidentmap.model import (
    Attribution,
    Candidate,
    Casualties,
    Citation,
    Evidence,
    Incident,
    Placement,
    Record,
    Span,
    part_ids,
)
from incidentmap.model import vocabulary as v

AWKWARD = [
    "", "'", "''", "=1+1", "'=1+1", "＝1+1", "+1", "-1", "－1", "@x", "＠x", "\tx", "\rx", "\nx", " =1", "\ufeff=1",
    "\ufeff", "a\rb", "a\nb", "a\r\nb", '"', '""', 'a,"b"\r\n', ",", ";", "قال «2–5»", "\u202eevil\u2066", "😀",
    "NULL", "None", "null", "not stated", "0", "007", "1e5", "[]", "true", "\u2028", "\x1f", "\x85", "'words", " ",
    "\u0661\u0662", "\ufdd0", "\\", "\\n",
]  # fmt: skip
TEXT = st.sampled_from(AWKWARD) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30
)
NAME = st.sampled_from(["X-1", "a", "7", "X@1:2", "IQ-2024-01-08-01", "a.b_c+d/e"])
DAY = st.dates()
FILLED = TEXT.filter(lambda text: bool(text.strip()))


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


@st.composite
def incidents(draw: st.DrawFn, name: str) -> Incident:
    start, end = sorted((draw(DAY), draw(DAY)))
    precision, status = draw(st.sampled_from(v.TimePrecision)), draw(st.sampled_from(v.Status))
    given: dict[str, Any] = {field.name: draw(TEXT) for field in fields(Incident) if field.default == ""}
    return Incident(
        incident_id=name,
        category=draw(st.sampled_from(v.Category)),
        event_type=draw(st.sampled_from(v.EventType)),
        date_earliest=None if precision is v.TimePrecision.ON_OR_BEFORE else start,
        date_latest=end,
        time_precision=precision,
        version=draw(st.integers(1, 2**31 - 1)),
        outcome=draw(maybe(st.sampled_from(v.Outcome))),
        weapon_class=draw(maybe(st.sampled_from(v.WeaponClass))),
        place_relation=draw(maybe(st.sampled_from(v.PlaceRelation))),
        tlp=draw(maybe(st.sampled_from(v.Tlp))),
        target_actors=tuple(draw(st.lists(TEXT, max_size=2))),
        status=status,
        merged_into=draw(TEXT) if status is v.Status.MERGED else None,
        **given,
    )


@st.composite
def placements(draw: st.DrawFn, name: str) -> Placement:
    precision = draw(maybe(st.sampled_from(v.WherePrec)))
    pointed = precision not in (None, v.WherePrec.VAGUE_AREA, v.WherePrec.COUNTRY)
    fell_back = precision is not None and draw(st.booleans())
    candidate = st.builds(Candidate, TEXT, TEXT, st.floats(0, 1) | st.integers(0, 1))
    return Placement(
        incident_id=name,
        place_id=None if precision is None else draw(TEXT),
        where_prec=precision,
        latitude=draw(st.floats(-90, 90)) if pointed else None,
        longitude=draw(st.floats(-180, 180) | st.just(-71.5)) if pointed else None,
        uncertainty_km=draw(maybe(st.floats(0, 20_000) | st.just(0))),
        method=draw(maybe(st.sampled_from(v.PlacementMethod))),
        score=draw(maybe(st.floats(0, 1))),
        alternatives=tuple(draw(st.lists(candidate, max_size=2))),
        queried_as=draw(TEXT),
        geocoder=draw(TEXT),
        reason=draw(TEXT.filter(bool)) if precision is None or fell_back else "",
        fell_back=fell_back,
        decided_by="" if fell_back else draw(TEXT),
        anchor_id=draw(TEXT),
    )


@st.composite
def casualties(draw: st.DrawFn, name: str, cited: st.SearchStrategy[str | None]) -> Casualties:
    figures = [(None, None, None), (0, 0, 0), (0, None, None), (2, 3, 5), (None, 7, None), (None, None, 10_000_000)]
    low, best, high = draw(st.sampled_from(figures))
    stated = v.Stated.NONE if high == 0 else v.Stated.NUMBER
    if (low, best, high) == figures[0]:
        stated = v.Stated.UNSPECIFIED
    measure, of = draw(st.sampled_from(v.Measure)), draw(st.sampled_from(v.CasualtiesOf))
    nation = draw(st.sampled_from(["", "", "US", "IQ"]))
    return Casualties(name, measure, of, stated, low, best, high, draw(cited), draw(TEXT), nation)


@st.composite
def citations(draw: st.DrawFn, name: str, citation_id: str) -> Citation:
    return Citation(
        citation_id, name, draw(FILLED), draw(TEXT), draw(TEXT), draw(maybe(DAY)),
        draw(maybe(st.sampled_from(v.Reliability))), draw(maybe(st.sampled_from(v.Credibility))), draw(maybe(TEXT)),
    )  # fmt: skip


@st.composite
def evidence(draw: st.DrawFn, name: str, citation: Citation, told: st.SearchStrategy[str]) -> Evidence:
    quote = draw(st.text("ab«ق\r\n\"',", min_size=1, max_size=9))
    start = draw(st.integers(0, 9))
    held = citation.article_id is not None
    spans = (Span(str(citation.article_id), start, start + len(quote), quote),) * held
    basis = draw(st.sampled_from(v.FieldBasis)) if held else v.FieldBasis.NOT_STATED
    grade = draw(st.sampled_from(v.Grade))
    return Evidence(name, citation.citation_id, draw(told), draw(TEXT), basis, grade, spans)


@st.composite
def record(draw: st.DrawFn, name: str) -> Record:
    cited = [draw(citations(name, each)) for each in draw(st.lists(NAME, max_size=2, unique=True))]
    source = st.sampled_from([None, *(each.citation_id for each in cited)])
    basis, stance = st.sampled_from(v.AttributionBasis), st.sampled_from(v.Stance)
    statement = st.builds(Attribution, st.just(name), FILLED, basis, stance, TEXT, TEXT, maybe(DAY), source)
    statements = part_ids.told_apart(draw(st.lists(statement, max_size=2)))
    figures = part_ids.told_apart(draw(st.lists(casualties(name, source), max_size=2)))
    ids = [*(each.attribution_id for each in statements), *(each.casualties_id for each in figures)]
    told = FILLED | st.sampled_from(ids) if ids else FILLED
    held = st.sampled_from(cited).flatmap(lambda each: evidence(name, each, told)) if cited else None
    return Record(
        draw(incidents(name)),
        draw(maybe(placements(name))),
        tuple(cited),
        statements,
        figures,
        tuple(draw(st.lists(held, max_size=2))) if held is not None else (),
    )


def records() -> st.SearchStrategy[list[Record]]:
    names = st.lists(NAME, max_size=2, unique=True)
    return names.flatmap(lambda each: st.tuples(*map(record, each)).map(list))


def plain(on: date = date(2023, 11, 1), **changes: Any) -> Record:
    given: dict[str, Any] = {"incident_id": "X-1", "date_earliest": on, "date_latest": on}
    given |= {"category": v.Category.ATTACK, "event_type": v.EventType.ATTACK, "time_precision": v.TimePrecision.DAY}
    return Record(Incident(**given | changes))
