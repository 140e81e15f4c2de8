"""Two records of one event: merged, nothing is lost; split again, nothing has changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from incidentmap.desk import merge, save, split, undo
from incidentmap.errors import Clash, InvalidRecord
from incidentmap.model import Casualties, Record, Response, SameEvent, Sheet, to_sheet
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, reading
from tests import records
from tests.desk.test_editing import CLAIM, changed, current, dossier, record

SUGGESTED = SameEvent(("X-1", "X-2"), v.SameEventStatus.SUGGESTED, "same day and place")


def full(incident_id: str) -> Record:
    """A record with a statement and a figure besides its source."""
    claim = replace(CLAIM, attribution_id="", incident_id=incident_id, citation_id=f"{incident_id}.c")
    figure = Casualties(
        incident_id, v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, 1, None, 2, f"{incident_id}.c"
    )
    return replace(record(incident_id), attributions=(claim,), casualties=(figure,))


@pytest.fixture
def desk(store: Store) -> Store:
    with store.writing() as writer:
        for noun in (records.ACTOR, records.ARTICLE, records.revision("start")):
            writer.add(noun)
    new = [(None, full(each)) for each in ("X-1", "X-2", "X-3")]
    save(store, [*new, (None, SUGGESTED)], "tester", "heard of them", [records.PLACE])
    return store


def sheets(store: Store) -> dict[str, Sheet]:
    """Everything the analyst can change, without the count of saves."""
    with store.reading() as connection:
        found = {each: reading.dossier(connection, each) for each in reading.records(connection)}
    return {
        name: to_sheet(changed(each.record, version=1))
        | {"relations": sorted(map(str, (each.answers, each.answered_by, each.same_events)))}
        for name, each in found.items()
        if each
    }


def test_the_kept_one_has_all_side_by_side(desk: Store) -> None:
    merge(desk, "X-1", "X-2", "tester", "one event")
    kept, other = current(desk, "X-1"), current(desk, "X-2")
    assert [each.citation_id for each in kept.citations] == ["X-1.c", "X-2.c@X-1"]
    assert [len(kept.attributions), len(kept.casualties), len(kept.evidence)] == [2, 2, 2]
    assert kept.casualties[1].citation_id == kept.evidence[1].citation_id == "X-2.c@X-1"
    assert other == replace(full("X-2"), incident=replace(
        records.incident("X-2"), status=v.Status.MERGED, merged_into="X-1", version=2))  # fmt: skip
    assert dossier(desk).same_events == (replace(SUGGESTED, status=v.SameEventStatus.CONFIRMED),)


def test_words_follow_the_statement_that_they_tell(desk: Store) -> None:
    other = current(desk, "X-2")
    twice = replace(other.attributions[0], attribution_id="")
    told = [twice.attribution_id, other.casualties[0].casualties_id, "excerpt"]
    more = replace(
        other,
        attributions=(replace(twice, stated_by="their channel"), twice),
        evidence=tuple(replace(other.evidence[0], field=each) for each in told),
    )
    save(desk, [(other, more)], "tester", "what the words tell")
    merge(desk, "X-1", "X-2", "tester", "one event")
    kept = current(desk)
    (_, said, _), (_, figure) = kept.attributions, kept.casualties
    assert said.stated_by == "their channel"
    assert [each.field for each in kept.evidence[1:]] == [said.attribution_id, figure.casualties_id, "excerpt"]
    assert len({each.attribution_id for each in kept.attributions}) == 3
    assert {each.attribution_id.partition(":")[0] for each in kept.attributions} == {"X-1"}


@pytest.mark.parametrize("suggested", [True, False])
def test_merge_then_split_is_the_identity(desk: Store, suggested: bool) -> None:
    if not suggested:
        save(desk, [(SUGGESTED, None)], "tester", "no hint")
    relations = (
        Response("X-3", "X-2", v.ResponseBasis.STATED),
        Response("X-2", "X-1", v.ResponseBasis.INFERRED),
        SameEvent(("X-2", "X-3"), v.SameEventStatus.SUGGESTED),
    )
    save(desk, [(None, each) for each in relations], "tester", "how they hang together")
    before = sheets(desk)
    merge(desk, "X-1", "X-2", "tester", "one event")
    assert [each.from_incident for each in dossier(desk).answered_by] == ["X-3"]
    assert {each.incident_ids for each in dossier(desk).same_events} == {("X-1", "X-2"), ("X-1", "X-3")}
    split(desk, "X-2", "tester", "two events")
    assert sheets(desk) == before


def test_what_was_edited_meanwhile_stays(desk: Store) -> None:
    merge(desk, "X-1", "X-2", "tester", "one event")
    kept = current(desk)
    save(desk, [(kept, changed(kept, notes="seen since"))], "tester", "a note")
    split(desk, "X-2", "tester", "two events")
    assert current(desk) == changed(full("X-1"), notes="seen since", version=4)


def test_a_split_does_not_take_what_was_edited_meanwhile(desk: Store) -> None:
    merge(desk, "X-1", "X-2", "tester", "one event")
    kept = current(desk)
    mended = replace(kept.attributions[1], stated_by="their channel")
    save(desk, [(kept, replace(kept, attributions=(kept.attributions[0], mended)))], "tester", "who")
    with pytest.raises(Clash, match="attributions"):
        split(desk, "X-2", "tester", "two events")
    assert current(desk).attributions[1] == mended


def test_a_merger_can_be_repeated(desk: Store) -> None:
    first = sheets(desk)
    for _ in range(2):
        merge(desk, "X-1", "X-2", "tester", "one event")
        undo(desk, [desk.state()], "tester", "two events")
    assert sheets(desk) == first


def test_what_is_gone_is_not_merged(desk: Store) -> None:
    merge(desk, "X-1", "X-2", "tester", "one event")
    for kept, other in (("X-2", "X-3"), ("X-3", "X-2"), ("X-1", "nobody")):
        with pytest.raises(InvalidRecord, match="gone already"):
            merge(desk, kept, other, "tester", "one event")
    with pytest.raises(InvalidRecord, match="not merged"):
        split(desk, "X-3", "tester", "two events")
