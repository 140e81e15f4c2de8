"""One registry: every noun and field is declared once, and all else follows it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import get_args

from incidentmap import model
from incidentmap.model.field import declared
from incidentmap.model.registry import EDITED, NOUNS, Subject, named, noun_of
from incidentmap.store.tables import metadata

PARTLY = {"Span", "Candidate", "Record", "Step"}  # parts of nouns, and an incident with all that is its own


def test_every_noun_is_registered() -> None:
    nouns = {name for name in model.__all__ if is_dataclass(getattr(model, name))}
    assert {each.cls.__name__ for each in NOUNS} == nouns - PARTLY


def test_every_noun_that_is_edited_can_be_saved() -> None:
    assert {each.whole for each in EDITED.values()} == set(get_args(Subject))


def test_what_others_refer_to_comes_first() -> None:
    for place, noun in enumerate(NOUNS):
        for field in declared(noun.cls).values():
            if field.refers:
                assert named(field.refers) in NOUNS[: place + 1], (noun.kind, field.name)


def test_every_field_has_its_column_or_its_table() -> None:
    for noun in NOUNS:
        for field in declared(noun.cls).values():
            table, _, column = field.apart.partition(".") if field.apart else (noun.table, "", field.name)
            assert not column or column in metadata.tables[table].c, (noun.kind, field.name)


def test_every_field_says_what_it_is_called() -> None:
    for noun in NOUNS:
        assert list(declared(noun.cls)) == [each.name for each in fields(noun.cls)]
        assert all(field.label for field in declared(noun.cls).values())


def test_an_incident_is_saved_with_all_that_is_its_own() -> None:
    assert noun_of(model.Record) is noun_of(model.Incident) is named("incident")
