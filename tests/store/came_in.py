"""An import that brings at least one noun of every kind that an import can bring, each with parts of every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import sqlalchemy as sa

from incidentmap.desk import save
from incidentmap.model import (
    ActorLink,
    Aggregate,
    Article,
    Attribution,
    Casualties,
    Import,
    Origin,
    Record,
    Response,
    SameEvent,
    article_id_of,
)
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, bulk, check, import_states, reading, tables
from tests import records
from tests.desk.test_editing import changed, record

OTHER = replace(records.ACTOR, actor_id="other", name="Other")
LINK = ActorLink("other", "example-brigade", v.LinkKind.PART_OF)
_EAST = timezone(timedelta(hours=3))
NEWER = Article(article_id_of("Newer."), "Newer.", retrieved_at=datetime(2024, 1, 1, 1, tzinfo=_EAST))
TOTAL = Aggregate("total-1", date(2024, 1, 1), "a counter", v.Category.ATTACK, spans=records.evidence().spans)
ANSWER = Response("X-1", "X-2", v.ResponseBasis.STATED)
SAME = SameEvent(("X-1", "X-2"), v.SameEventStatus.SUGGESTED)


def whole(incident_id: str) -> Record:
    """A record with a part of every kind, its numbers as a table may bring them."""
    figure = Casualties(incident_id, v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, 1, 1, 1)
    claim = Attribution(incident_id, "other", v.AttributionBasis.CLAIMED, v.Stance.ASSERTS, stated_on=date(2024, 1, 2))
    placed = replace(records.placement(incident_id), latitude=33, score=1)
    return replace(record(incident_id), placement=placed, attributions=(claim,), casualties=(figure,))


def arrival(of: Record) -> bulk.Arrival:
    origin = Origin(of.incident_id, "i-1", "table", of.incident_id, "{}")
    parts = (*of.citations, *of.attributions, *of.casualties, *of.evidence)
    assert of.placement is not None
    return bulk.Arrival(of.incident, of.placement, records.PLACE, origin, parts)


def begin(store: Store, import_id: str, *nouns: Any) -> None:
    """Begin an import that brings some nouns beside incidents."""
    with store.loading() as writer:
        writer.add(Import(import_id, "made up", "table", "tester", datetime.now(UTC), state=v.ImportState.LOADING))
        for noun in nouns:
            writer.add(noun)
        import_states.note(writer.connection, import_id, nouns)


def load(store: Store, *arriving: Record) -> bulk.Written:
    """Write what nobody sees yet."""
    begin(store, "i-1", records.ACTOR, OTHER, LINK, records.ARTICLE, NEWER, TOTAL)
    return bulk.write(store, [arrival(each) for each in arriving])


def apply(store: Store) -> None:
    with store.writing() as writer:
        writer.connection.execution_options(incidentmap_everything=True)
        for noun in (ANSWER, SAME):
            writer.add(noun)
        import_states.note(writer.connection, "i-1", (ANSWER, SAME))
        import_states.apply(writer, "i-1", "tester", "all there", {})


def brought(store: Store) -> Store:
    load(store, whole("X-1"), whole("X-2"), whole("X-3"))
    apply(store)
    return store


def findings(store: Store) -> list[str]:
    with store.reading() as connection:
        return [str(each) for each in check(connection)]


def behind(store: Store, *statements: str) -> list[str]:
    """Change rows past the program; give what is found then."""
    with store.engine.begin() as connection:
        for statement in statements:
            assert connection.execute(sa.text(statement)).rowcount > 0
    return findings(store)


def current(store: Store, incident_id: str = "X-1") -> Record:
    with store.reading() as connection:
        return reading.records(connection, [incident_id])[incident_id]


def edit(store: Store, incident_id: str = "X-1", **changes: Any) -> int:
    before = current(store, incident_id)
    return save(store, [(before, changed(before, **changes))], "ann", "because")


def kept(store: Store) -> dict[str, str]:
    """Every digest there is, by what it is of."""
    with store.reading_all() as connection:
        return dict(map(tuple, connection.execute(sa.select(tables.digests))))
