from __future__ import annotations

from dataclasses import replace

import pytest

from incidentmap.errors import InvalidRecord
from incidentmap.model import Alias, Attribution, Candidate, Incident, Placement, Response, SameEvent
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, placement_queries, reading
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


ALIAS = Alias("alias-1", "مستودع المثال", records.PLACE.place_id, v.WherePrec.NEAR, "IQ", "IQ-AN", source="X-1")


def test_a_learned_name_is_given_back_with_its_place_changed_and_forgotten(store: Store) -> None:
    fill(store, records.incident())
    other = replace(ALIAS, where_prec=v.WherePrec.EXACT, origin=v.AliasOrigin.RECORD)
    for before, after in ((None, ALIAS), (ALIAS, other), (other, None)):
        with store.writing() as writer:
            writer.replace(before, after)
            writer.add(records.revision("X-1", "learned"))
        with store.reading() as connection:
            assert reading.learned_names(connection) == ([(after, records.PLACE)] if after else [])
            assert reading.subject(connection, "alias:alias-1") == after


def test_a_learned_name_needs_its_place(store: Store) -> None:
    with pytest.raises(InvalidRecord, match="alias-1"), store.writing() as writer:
        writer.add(ALIAS)


def test_places_in_use_count_the_living(store: Store) -> None:
    gone = records.incident("X-2", status=v.Status.REJECTED)
    fill(store, records.incident("X-1"), gone, records.incident("X-3", status=v.Status.DRAFT))
    with store.writing() as writer:
        (before,) = reading.records(writer.connection, ["X-3"]).values()
        writer.replace(before, replace(before, placement=replace(records.placement("X-3"), decided_by="Ann")))
        writer.add(records.revision("X-3", "placed"))
    with store.reading() as connection:
        assert placement_queries.in_use(connection) == [(records.PLACE, v.WherePrec.EXACT, 2, 1)]
        assert placement_queries.incidents_at(connection, records.PLACE.place_id) == ["X-1", "X-3"]


def test_open_placements_are_those_that_nobody_decided(store: Store) -> None:
    fill(store, *(records.incident(f"X-{number}") for number in range(1, 7)))
    others = (Candidate("site:other", "Other", 0.9),)
    placed = {
        "X-2": Placement("X-2", None, None, reason="unknown"),
        "X-3": replace(records.placement("X-3"), alternatives=others),
        "X-4": replace(records.placement("X-4"), alternatives=others, decided_by="Ann"),
        "X-5": None,
        "X-6": replace(records.placement("X-6"), fell_back=True, reason="unknown"),
    }
    with store.writing() as writer:
        for name, placement in placed.items():
            (before,) = reading.records(writer.connection, [name]).values()
            writer.replace(before, replace(before, placement=placement))
        writer.add(records.revision("X-2", "placed"))
    with store.reading() as connection:
        found = dict(placement_queries.open_placements(connection))
    assert found == {name: placed[name] for name in ("X-2", "X-3", "X-5", "X-6")}
