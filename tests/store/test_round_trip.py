from __future__ import annotations

import pytest

from incidentmap.errors import InvalidRecord
from incidentmap.model import Attribution, Incident, Response, SameEvent
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, reading
from tests import records


def fill(store: Store, *incidents: Incident) -> None:
    with store.writing() as writer:
        for noun in (records.ACTOR, records.ARTICLE, records.PLACE):
            writer.add(noun)
        for each in incidents:
            for noun in (each, records.citation(each.incident_id), records.evidence(each.incident_id)):
                writer.add(noun)
            writer.add(records.placement(each.incident_id))
            writer.add(records.revision(each.incident_id))


def test_a_dossier_gives_back_what_was_saved(store: Store) -> None:
    first, second = records.incident("X-1"), records.incident("X-2", summary="لواء 2–5")
    statement = Attribution("X-1", "example-brigade", v.AttributionBasis.CLAIMED, v.Stance.DENIES)
    same = SameEvent(("X-1", "X-2"), v.SameEventStatus.SUGGESTED, "alike")
    fill(store, first, second)
    with store.writing() as writer:
        for noun in (statement, Response("X-2", "X-1", v.ResponseBasis.STATED), same, records.revision("X-1", "more")):
            writer.add(noun)
    with store.reading() as connection:
        found = reading.dossier(connection, "X-1")
        other = reading.dossier(connection, "X-2")
    assert found is not None and other is not None
    assert (found.record.incident, other.record.incident) == (first, second)
    assert (found.record.placement, found.place) == (records.placement("X-1"), records.PLACE)
    assert found.record.evidence == (records.evidence("X-1"),)
    assert found.articles == {records.ARTICLE.article_id: records.ARTICLE}
    assert found.record.attributions == (statement,)
    assert (found.answered_by, found.answers) == (other.answers, ())
    assert found.same_events == (same,)
    assert [each.why for each in found.history] == ["a test", "more"]
    assert found.history[0].changed_at.tzinfo is not None


def test_no_dossier_for_an_unknown_incident(store: Store) -> None:
    with store.reading() as connection:
        assert reading.dossier(connection, "nobody") is None


def test_every_save_moves_the_state(store: Store) -> None:
    before = store.state()
    fill(store, records.incident())
    assert store.state() > before


def test_a_change_without_its_revision_is_not_kept(store: Store) -> None:
    with pytest.raises(RuntimeError, match="revision"), store.writing() as writer:
        writer.add(records.ACTOR)
    with store.reading() as connection:
        assert reading.actors(connection) == {}


def test_trouble_inside_a_transaction_keeps_nothing(store: Store) -> None:
    with pytest.raises(InvalidRecord, match="X-1"), store.writing() as writer:
        writer.add(records.ACTOR)
        writer.add(records.revision())
        writer.add(records.incident(target_actors=("nobody",)))
    with store.reading() as connection:
        assert reading.actors(connection) == {}
        assert not reading.has_incidents(connection)
