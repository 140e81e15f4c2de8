"""Saving, undoing and merging: nothing is lost, and everything can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from incidentmap.desk import combine, edits_since, new_citation_id, new_incident_id, save, undo
from incidentmap.errors import Clash, InvalidRecord, NothingToSave, Outdated
from incidentmap.model import Attribution, Place, Record, Response, Revision
from incidentmap.model import vocabulary as v
from incidentmap.store import Dossier, Store, reading
from tests import records

CLAIM = Attribution("X-1", records.ACTOR.actor_id, v.AttributionBasis.CLAIMED, v.Stance.ASSERTS, citation_id="X-1.c")
DENIAL = replace(CLAIM, attribution_id="", stance=v.Stance.DENIES)


def record(incident_id: str = "X-1", **changes: Any) -> Record:
    parts = {"citations": (records.citation(incident_id),), "evidence": (records.evidence(incident_id),)}
    return Record(records.incident(incident_id, **changes), records.placement(incident_id), **parts)


def changed(before: Record, **changes: Any) -> Record:
    return replace(before, incident=replace(before.incident, **changes))


@pytest.fixture
def desk(store: Store) -> Store:
    with store.writing() as writer:
        for noun in (records.ACTOR, records.ARTICLE):
            writer.add(noun)
        writer.add(Revision("start", datetime.now(UTC), "tester", "what an import brings", None, "{}"))
    save(store, [(None, record())], "tester", "heard of it", [records.PLACE])
    return store


def dossier(store: Store, incident_id: str = "X-1") -> Dossier:
    with store.reading() as connection:
        found = reading.dossier(connection, incident_id)
    assert found is not None
    return found


def current(store: Store, incident_id: str = "X-1") -> Record:
    return dossier(store, incident_id).record


def edit(store: Store, by: str = "tester", **changes: Any) -> int:
    before = current(store)
    return save(store, [(before, changed(before, **changes))], by, "because")


def test_a_new_record_is_kept_whole(desk: Store) -> None:
    found = dossier(desk)
    assert (found.record, found.place) == (record(), records.PLACE)
    assert [(each.changed_by, each.why, each.before) for each in found.history] == [
        ("tester", "heard of it", '{"incident:X-1": null}')
    ]


def test_an_edit_is_kept_with_what_it_found_and_made(desk: Store) -> None:
    edit(desk, outcome=v.Outcome.HIT, notes="قال “=1+1”")
    found = dossier(desk)
    assert found.record == changed(record(), outcome=v.Outcome.HIT, notes="قال “=1+1”", version=2)
    assert found.history[-1].before == '{"incident:X-1": {"version": 1, "outcome": null, "notes": ""}}'
    assert '"outcome": "hit"' in str(found.history[-1].after)


def test_parts_keep_their_order(desk: Store) -> None:
    statements = (CLAIM, replace(CLAIM, attribution_id="", basis=v.AttributionBasis.ASSESSED), DENIAL)
    before = current(desk)
    save(desk, [(before, replace(before, attributions=statements))], "tester", "who said so")
    before = current(desk)
    save(desk, [(before, replace(before, attributions=statements[::-1]))], "tester", "the other way round")
    assert current(desk).attributions == statements[::-1]


def test_a_save_over_a_newer_version_is_refused(desk: Store) -> None:
    mine = current(desk)
    edit(desk, notes="theirs")
    with pytest.raises(Outdated) as refusal:
        save(desk, [(mine, changed(mine, notes="mine"))], "me", "because")
    assert refusal.value.current == current(desk)
    assert current(desk).incident.notes == "theirs"


def test_what_two_changed_is_combined(desk: Store) -> None:
    base = current(desk)
    edit(desk, notes="theirs", weapon="theirs")
    mine = replace(changed(base, notes="mine", outcome=v.Outcome.HIT), attributions=(CLAIM,))
    both, clashes = combine(base, current(desk), mine)
    assert clashes == ("notes",)
    assert (both.incident.notes, both.incident.weapon, both.incident.outcome) == ("theirs", "theirs", v.Outcome.HIT)
    chosen, _ = combine(base, current(desk), mine, mine_wins=("notes",))
    assert (chosen.incident.notes, chosen.attributions) == ("mine", (CLAIM,))
    save(desk, [(current(desk), chosen)], "me", "both seen")
    assert current(desk).incident.version == 3


def test_statements_added_by_two_are_both_kept(desk: Store) -> None:
    base = current(desk)
    save(desk, [(base, replace(base, attributions=(CLAIM,)))], "she", "a claim")
    both, clashes = combine(base, current(desk), replace(base, attributions=(DENIAL,)))
    assert (both.attributions, clashes) == ((CLAIM, DENIAL), ())


@pytest.mark.parametrize(("by", "why", "field"), [("", "because", "by"), ("me", " ", "why")])
def test_nobody_and_no_reason_are_refused(desk: Store, by: str, why: str, field: str) -> None:
    with pytest.raises(InvalidRecord) as refusal:
        save(desk, [(current(desk), changed(current(desk), notes="n"))], by, why)
    assert refusal.value.field == field
    assert current(desk) == record()


def test_nothing_to_save(desk: Store) -> None:
    state = desk.state()
    with pytest.raises(NothingToSave):
        save(desk, [(current(desk), current(desk))], "me", "no change")
    assert desk.state() == state


def test_one_refusal_keeps_nothing(desk: Store) -> None:
    before, stranger = current(desk), replace(CLAIM, actor_id="nobody")
    state = desk.state()
    with pytest.raises(InvalidRecord):
        save(
            desk,
            [(None, record("X-2")), (before, replace(before, attributions=(stranger,)))],
            "me",
            "because",
            [Place("point:1", "A point", "point", 1.0, 1.0, 1.0)],
        )
    assert (desk.state(), current(desk)) == (state, before)
    with desk.reading() as connection:
        assert reading.records(connection).keys() == {"X-1"}


def test_an_undo_is_an_edit_that_can_be_undone(desk: Store) -> None:
    number = edit(desk, outcome=v.Outcome.HIT)
    undone = undo(desk, [number], "tester", "it was not")
    assert current(desk) == changed(record(), version=3)
    undo(desk, [undone], "tester", "it was, after all")
    assert current(desk) == changed(record(), outcome=v.Outcome.HIT, version=4)
    assert len(dossier(desk).history) == 4


def test_an_undo_leaves_other_fields_alone(desk: Store) -> None:
    number = edit(desk, outcome=v.Outcome.HIT)
    edit(desk, notes="later")
    undo(desk, [number], "tester", "it was not")
    assert current(desk) == changed(record(), notes="later", version=4)


def test_an_undo_of_what_was_changed_again_is_refused(desk: Store) -> None:
    number = edit(desk, outcome=v.Outcome.HIT)
    edit(desk, outcome=v.Outcome.MISSED)
    with pytest.raises(Clash, match=r"outcome.*undo the later one first"):
        undo(desk, [number], "tester", "it was not")
    assert current(desk).incident.outcome is v.Outcome.MISSED


def test_an_undone_beginning_takes_the_record_away_and_back(desk: Store) -> None:
    (beginning,) = dossier(desk).history
    undone = undo(desk, [int(beginning.revision_id or 0)], "tester", "a mistake")
    with desk.reading() as connection:
        assert reading.dossier(connection, "X-1") is None
    undo(desk, [undone], "tester", "it was none")
    assert current(desk) == changed(record(), version=2)


def test_a_record_that_others_refer_to_is_not_taken_away(desk: Store) -> None:
    number = save(desk, [(None, record("X-2"))], "tester", "another")
    save(desk, [(None, Response("X-1", "X-2", v.ResponseBasis.STATED))], "tester", "an answer")
    with pytest.raises(InvalidRecord, match="others refer to it"):
        undo(desk, [number], "tester", "a mistake")
    assert dossier(desk, "X-2").answered_by


def test_all_since_a_moment_is_undone_at_once(desk: Store) -> None:
    moment = datetime.now(UTC)
    edit(desk, "she", outcome=v.Outcome.HIT)
    edit(desk, "he", notes="his")
    edit(desk, "she", outcome=v.Outcome.MISSED)
    save(desk, [(None, record("X-2"))], "she", "another")
    hers = edits_since(desk, moment, by="she")
    assert len(hers) == 3 and len(edits_since(desk, moment)) == 4
    assert len(edits_since(desk, moment, subject="incident:X-1")) == 3
    assert edits_since(desk, datetime.now(UTC) + timedelta(hours=1)) == ()
    undo(desk, [int(each.revision_id or 0) for each in hers], "he", "all of hers")
    assert current(desk) == changed(record(), notes="his", version=5)
    with desk.reading() as connection:
        assert reading.records(connection).keys() == {"X-1"}


def test_an_import_is_not_undone(desk: Store) -> None:
    with pytest.raises(InvalidRecord, match="is no edit"):
        undo(desk, [1], "tester", "all of it")


def test_an_id_is_never_given_twice(desk: Store) -> None:
    day = records.incident().date_latest
    first = new_incident_id(desk, "IQ", day)
    assert first == "IQ-2023-11-01-01"
    number = save(desk, [(None, record(first))], "tester", "new")
    assert new_incident_id(desk, "IQ", day) == "IQ-2023-11-01-02"
    undo(desk, [number], "tester", "a mistake")
    assert new_incident_id(desk, "IQ", day) == "IQ-2023-11-01-02"
    assert new_incident_id(desk, "", day) == "XX-2023-11-01-01"
    first, second = (new_citation_id("X-1", ("X-1.c01",)) for _ in range(2))
    assert first.startswith("X-1.c02-") and first != second


def test_an_undo_that_brings_back_a_statement_keeps_the_one_that_has_its_id(desk: Store) -> None:
    before = current(desk)
    save(desk, [(before, replace(before, attributions=(CLAIM,)))], "tester", "a claim")
    claimed = current(desk)
    gone = save(desk, [(claimed, replace(claimed, attributions=()))], "tester", "no claim")
    corrected = replace(CLAIM, stated_by="their channel")
    for again in (CLAIM, corrected):
        before = current(desk)
        save(desk, [(before, replace(before, attributions=(again,)))], "tester", "a claim after all")
    undo(desk, [gone], "tester", "it was there")
    first, second = current(desk).attributions
    assert first == corrected
    assert replace(second, attribution_id="") == CLAIM != second


def test_an_equal_statement_stands_in_for_one_that_is_gone(desk: Store) -> None:
    before = current(desk)
    save(desk, [(before, replace(before, attributions=(CLAIM,)))], "tester", "a claim")
    claimed = current(desk)
    twice = save(desk, [(claimed, replace(claimed, attributions=(CLAIM, CLAIM, DENIAL)))], "tester", "entered twice")
    doubled = current(desk)
    first, _, denial = doubled.attributions
    save(desk, [(doubled, replace(doubled, attributions=(first, denial)))], "tester", "once is enough")
    undo(desk, [twice], "tester", "as before there were ids")
    assert current(desk).attributions == ()


def test_what_words_tell_is_not_taken_away_unseen(desk: Store) -> None:
    before = current(desk)
    added = save(desk, [(before, replace(before, attributions=(CLAIM,)))], "tester", "a claim")
    claimed = current(desk)
    words = replace(claimed.evidence[0], field=CLAIM.attribution_id)
    save(desk, [(claimed, replace(claimed, evidence=(words,)))], "tester", "in these words")
    with pytest.raises(InvalidRecord, match="tell a statement or figure that is not listed"):
        undo(desk, [added], "tester", "no claim")
