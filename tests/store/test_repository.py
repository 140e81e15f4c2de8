"""What came with an import that is not applied is not there, whatever is asked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from incidentmap.model import Attribution, Import, Origin, Response, SameEvent
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, check, placement_queries, reading, tables
from tests import records

OTHERS = ("places", "revisions", "revision_subjects", "imports", "aliases")  # not told apart by imports


@pytest.fixture
def loading(store: Store) -> Store:
    """One incident of an analyst, and one with all its parts that came with an import."""
    with store.loading() as writer:
        for noun in (records.ACTOR, records.ARTICLE, records.PLACE, records.incident("OWN")):
            writer.add(noun)
        writer.add(Import("i-1", "", "table", "tester", datetime.now(UTC), state=v.ImportState.LOADING))
        for incident_id in ("X-1", "X-2"):
            writer.add(records.incident(incident_id))
            for noun in (records.citation(incident_id), records.evidence(incident_id), records.placement(incident_id)):
                writer.add(noun)
            writer.add(Attribution(incident_id, "example-brigade", v.AttributionBasis.CLAIMED, v.Stance.ASSERTS))
            writer.add(Origin(incident_id, "i-1", "table", incident_id, ""))
        writer.add(Response("OWN", "X-1", v.ResponseBasis.STATED))
        writer.add(SameEvent(("OWN", "X-2"), v.SameEventStatus.SUGGESTED, "alike"))
        named = {"import_id": "i-1", "subject": f"article:{records.ARTICLE.article_id}"}
        writer.connection.execute(sa.insert(tables.import_subjects).values(named))
    return store


def rows(store: Store) -> dict[str, int]:
    counted = {name: sa.select(sa.func.count()).select_from(each) for name, each in tables.metadata.tables.items()}
    with store.reading() as connection:
        return {name: connection.scalar(query) or 0 for name, query in counted.items()}


def states(store: Store, state: v.ImportState) -> None:
    with store.loading() as writer:
        writer.connection.execute(sa.update(tables.imports).values(state=state.value))


@pytest.mark.parametrize("state", [v.ImportState.LOADING, v.ImportState.DISCARDED])
def test_no_table_shows_what_is_not_applied(loading: Store, state: v.ImportState) -> None:
    states(loading, state)
    seen = {name: count for name, count in rows(loading).items() if name not in OTHERS and count}
    assert seen == {"incidents": 1, "target_actors": 1, "actors": 1}


def test_all_of_it_is_there_once_it_is_applied(loading: Store) -> None:
    states(loading, v.ImportState.APPLIED)
    seen = rows(loading)
    assert (seen["incidents"], seen["spans"], seen["responses"], seen["same_event_members"]) == (3, 2, 1, 2)


def test_what_is_kept_of_it_is_there_with_all_its_parts(loading: Store) -> None:
    with loading.loading() as writer:
        for table in (tables.origins, tables.import_subjects):
            writer.connection.execute(sa.update(table).values(kept=True))
    with loading.reading() as connection:
        found = reading.records(connection)
        assert found["X-1"].evidence[0].spans == records.evidence().spans
        assert len(found) == 3


def test_readers_find_nothing_of_it(loading: Store) -> None:
    with loading.reading() as connection:
        assert set(reading.records(connection)) == {"OWN"}
        assert reading.dossier(connection, "X-1") is None
        assert reading.dossier(connection, "OWN").answers == ()  # type: ignore[union-attr]
        assert reading.articles(connection) == ()
        assert reading.quotes(connection, records.ARTICLE.article_id) == ()
        assert reading.incidents_citing(connection, records.ARTICLE.article_id) == ()
        assert placement_queries.incidents_at(connection, "site:depot") == []
        assert not reading.has_import(connection, "table")
        assert [each for each in check(connection) if "OWN" not in each.record] == []


def test_an_id_that_is_loading_is_not_given_again(loading: Store) -> None:
    with loading.reading() as connection:
        assert reading.names_starting(connection, "X-") == {"X-1", "X-2"}


def test_where_all_is_applied_the_queries_stay_as_they_are(loading: Store) -> None:
    states(loading, v.ImportState.APPLIED)
    said: list[str] = []
    sa.event.listen(loading.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    with loading.reading() as connection:
        reading.records(connection)
    asked, *others = [each for each in said if each.startswith("SELECT")]
    assert "imports.state" in asked
    assert [each for each in others if "origins" in each or "import_subjects" in each] == []
