"""What a read model says, incident by incident, in words; and the same from the records themselves, the plain way."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import numpy as np
import sqlalchemy as sa

from incidentmap.index.columns import OPEN_START, Coded, Index
from incidentmap.index.mercator import to_mercator
from incidentmap.model import Place, Record
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, reading, tables
from incidentmap.text.folding import fold_words

Facts = list[dict[str, Any]]
CODED = ("category", "event_type", "outcome", "weapon_class", "status", "tlp", "country", "admin1", "place")


def of_index(index: Index) -> Facts:
    """Say all that stands in a read model, in order of its rows; fail where its parts do not fit together."""
    kept, size = index.incidents, len(index.incidents)
    ids = kept.incident_id.to_pylist()
    assert [ids[row] for row in kept.by_id] == sorted(ids)
    words = _words(index)
    found = [
        {
            "incident_id": ids[row],
            "summary": kept.summary[row].as_py(),
            **{name: _word(getattr(kept, name), row) for name in CODED},
            "earliest": _day(kept.date_earliest[row]),
            "latest": _day(kept.date_latest[row]),
            "where_prec": int(kept.where_prec[row]),
            "point": _point(index, row),
            "uncertainty_km": None if np.isnan(kept.uncertainty_km[row]) else float(kept.uncertainty_km[row]),
            "has_words": bool(kept.has_words[row]),
            "may_be_same": bool(kept.may_be_same[row]),
            "sets": [],
            "statements": [],
            "figures": [],
            "publishers": [],
            "words": sorted(set(" ".join(words[row]).split())),
            "called": _called(index, row),
        }
        for row in range(size)
    ]
    _add_tables(index, found)
    return found


def _add_tables(index: Index, found: Facts) -> None:
    said, hurt, cited = index.statements, index.figures, index.citations
    for at, row in enumerate(said.row):
        found[row]["statements"].append(tuple(_word(each, at) for each in (said.actor, said.role, said.basis)))
    for at, row in enumerate(hurt.row):
        words = tuple(_word(each, at) for each in (hurt.measure, hurt.of, hurt.nationality, hurt.stated))
        ends = (int(hurt.low[at]), int(hurt.high[at]))
        found[row]["figures"].append((*words, *ends, bool(hurt.may_be_positive[at])))
    for at, row in enumerate(cited.row):
        found[row]["publishers"].append(_word(cited.publisher, at))
    same = index.same_events
    for at, row in enumerate(same.row):
        found[row]["sets"].append((_word(same.same_event, at), bool(same.confirmed[at])))
    for each in found:
        for name in ("statements", "figures", "publishers", "sets"):
            each[name].sort()


def _words(index: Index) -> dict[int, list[str]]:
    found = defaultdict(list)
    for row, text in enumerate(index.texts.own.to_pylist()):
        found[row].append(text)
    for shared in index.texts.shared:
        texts = shared.texts.to_pylist()
        for row, text in zip(shared.rows, shared.text, strict=True):
            found[int(row)].append(texts[text])
    return found


def _called(index: Index, row: int) -> tuple[str, str]:
    code = index.incidents.place.codes[row]
    return ("", "") if code < 0 else (index.places.name[code], index.places.name_ar[code])


def _word(coded: Coded, at: int) -> str:
    assert coded.codes.dtype in (np.int8, np.int16, np.int32)
    code = coded.codes[at]
    return "" if code < 0 else coded.values[code]


def _day(number: int) -> date | None:
    return None if number == OPEN_START else date(1970, 1, 1) + timedelta(int(number))


def _point(index: Index, row: int) -> tuple[int, int] | None:
    kept = index.incidents
    return None if kept.where_prec[row] in (0, 5, 6) else (int(kept.mx[row]), int(kept.my[row]))


def of_records(store: Store) -> Facts:
    """Say the same from whole records, one by one."""
    with store.reading() as connection:
        found = reading.records(connection)
        places = {name: reading.place(connection, name) for name in connection.scalars(sa.select(tables.places.c[0]))}
        articles = {each.article_id: each for each in reading.articles(connection)}
        who = reading.actors(connection)
        sets = connection.execute(
            sa.select(tables.same_event_members, tables.same_events.c.status).join(tables.same_events)
        ).all()
    living = {name for name, each in found.items() if each.incident.status in ("draft", "confirmed")}
    rivals = _rivals(sets, living)
    facts = [
        _of_record(each, places, articles, who) | {"may_be_same": name in rivals, "sets": _sets(name, sets)}
        for name, each in found.items()
    ]
    return sorted(facts, key=lambda each: (each["latest"], each["earliest"] or date.min, each["incident_id"]))


def _rivals(sets: Any, living: set[str]) -> set[str]:
    members = defaultdict(set)
    for named, incident_id, status in sets:
        if status == "suggested":
            members[named].add(incident_id)
    return {each for ids in members.values() if len(ids & living) > 1 for each in ids & living}


def _sets(incident_id: str, sets: Any) -> list[tuple[str, bool]]:
    named = [(each, status) for each, member, status in sets if member == incident_id and status != "refused"]
    return sorted((each, status == "confirmed") for each, status in named)


def _of_record(record: Record, places: Any, articles: Any, who: Any) -> dict[str, Any]:
    incident, placement = record.incident, record.placement
    place = places[placement.place_id] if placement and placement.place_id else None
    precision = int(placement.where_prec or 0) if placement else 0
    did = [(each.actor_id, "did_it", str(each.basis)) for each in record.attributions if each.stance == "asserts"]
    point = None
    if placement and placement.latitude is not None:
        at = to_mercator(np.array([placement.latitude]), np.array([placement.longitude]))
        point = (int(at[0][0]), int(at[1][0]))
    return {
        "incident_id": incident.incident_id,
        "summary": incident.summary,
        **{name: str(getattr(incident, name) or "") for name in CODED[:5]},
        "tlp": _marking(record, articles),
        "country": incident.country or _area(place, precision, v.WherePrec.COUNTRY, "country_code"),
        "admin1": incident.admin1 or _area(place, precision, v.WherePrec.GOVERNORATE, "admin1"),
        "place": place.place_id if place else "",
        "earliest": incident.date_earliest,
        "latest": incident.date_latest,
        "where_prec": precision,
        "point": point,
        "uncertainty_km": placement.uncertainty_km if placement else None,
        "has_words": any(each.spans for each in record.evidence),
        "statements": sorted(did + [(each, "was_hit", "") for each in incident.target_actors]),
        "figures": sorted(map(_figure, record.casualties)),
        "publishers": sorted(filter(None, (_publisher(each, articles) for each in record.citations))),
        "words": sorted(set(_all_words(record, place, articles, who))),
        "called": (place.name, place.name_ar) if place else ("", ""),
    }


def _area(place: Place | None, precision: int, roughest: int, field: str) -> str:
    return getattr(place, field) if place and 0 < precision <= roughest else ""


def _figure(figure: Any) -> tuple[Any, ...]:
    words = (str(figure.measure), str(figure.of), figure.nationality, str(figure.stated))
    ends = (-1 if each is None else each for each in figure.bounds)
    return (*words, *ends, _may_be_positive(figure))


def _may_be_positive(figure: Any) -> bool:
    return figure.stated == "unspecified" or (figure.stated == "number" and figure.high != 0)


def _marking(record: Record, articles: Any) -> str:
    cited = [articles[each.article_id].tlp for each in record.citations if each.article_id]
    return next((str(each.value) for each in v.Tlp if each in (record.incident.tlp, *cited)), "")


def _publisher(citation: Any, articles: Any) -> str:
    return citation.publisher or (articles[citation.article_id].publisher if citation.article_id else "")


def _all_words(record: Record, place: Place | None, articles: Any, who: Any) -> list[str]:
    incident = record.incident
    texts = [incident.summary, incident.place_text, incident.site]
    texts += [each.stated_as for each in record.attributions]
    for each in (*incident.target_actors, *(each.actor_id for each in record.attributions)):
        texts.append(" ".join([who[each].name, who[each].name_ar, *who[each].aliases]))
    for cited in record.citations:
        texts += [cited.title, cited.publisher]
        if cited.article_id:
            texts += [articles[cited.article_id].title, articles[cited.article_id].text]
    if place:
        texts.append(" ".join([place.name, place.name_ar, *place.aliases]))
    return " ".join(map(fold_words, texts)).split()
