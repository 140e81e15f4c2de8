"""What a person reads of trouble: the field as the form names it, words for codes, what to do; no name of ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from incidentmap.desk import merge
from incidentmap.errors import Clash, IncidentMapError, InvalidRecord, Outdated
from incidentmap.geocode import read_point
from incidentmap.model import Alias, Casualties, Citation, Evidence, Placement, Record, SameEvent
from incidentmap.model import vocabulary as v
from incidentmap.model.registry import NOUNS
from incidentmap.model.statuses import by_decision
from incidentmap.ui.shared.error_messages import sentence
from tests import records, stores

INCIDENT = records.incident()


def figure(stated: v.Stated, *ends: Any) -> Casualties:
    return Casualties("X-1", v.Measure.KILLED, v.CasualtiesOf.TARGETS, stated, *ends)


def words_of(make: Callable[[], object]) -> str:
    with pytest.raises(IncidentMapError) as trouble:
        make()
    return sentence(trouble.value).replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda: records.incident(category="parade"),
            "“Category”: “parade” is not one of these: strike, attack, other",
        ),
        (
            lambda: records.incident(outcome="none"),
            "“Outcome”: “none” is not one of these: hit, intercepted, partly intercepted, missed, failed",
        ),
        (
            lambda: records.incident(date_earliest=None),
            "“Known to the”: “day” has no first day; give the first day, or choose: on or before",
        ),
        (
            lambda: records.incident(date_earliest=date(2024, 1, 1)),
            "“From” and “To” are out of order; write the earliest first",
        ),
        (lambda: records.incident(version=0), "“Version”: “0” is not between 1 and 2,147,483,647"),
        (
            lambda: records.incident(notes="a\0b"),
            "“Notes”: “a␀b” holds a character that cannot be kept, a NUL or a lone surrogate; remove it",
        ),
        (
            lambda: Citation("X-1.c", "X-1"),
            "“Title”, “Address” and “Its text” are all empty; give the title or address, or hold the text",
        ),
        (
            lambda: figure(v.Stated.NONE),
            "“Stated”: “none” does not fit its figures: write 0 as the lowest, the best and the highest",
        ),
        (
            lambda: figure(v.Stated.NUMBER, "1e3"),
            "“Lowest”: “1e3” is no count; write a whole number in digits, such as 12",
        ),
        (
            lambda: figure(v.Stated.NUMBER, 3, None, 2),
            "“Lowest”, “Best” and “Highest” are out of order; write the lowest first",
        ),
        (
            lambda: Casualties("X-1", v.Measure.KILLED, "everybody", v.Stated.NUMBER, 3),  # type: ignore[arg-type]
            "“Whose”: “everybody” is not one of these: of the attacking side, of the side that was hit, civilians, "
            "partner forces, side not told apart, all sides in one figure",
        ),
        (
            lambda: Evidence("X-1", "X-1.c", "target", "a depot", v.FieldBasis.STATED, v.Grade.A),
            "“Words” are missing: something is told without the words it rests on; mark them",
        ),
        (
            lambda: Record(INCIDENT, evidence=(records.evidence(),)),
            "“Marked words”: “X-1.c” rests on a source that is not listed",
        ),
        (
            lambda: SameEvent(("X-1",), v.SameEventStatus.SUGGESTED),
            "“Incidents”: “X-1” needs two or more different incidents",
        ),
        (
            lambda: Alias("alias-1", " ", "p", v.WherePrec.NEAR),
            "“Words”: “ ” is empty; fill it in",
        ),
        (
            lambda: by_decision(replace(INCIDENT, status=v.Status.DRAFT), replace(INCIDENT, status=v.Status.WITHDRAWN)),
            "“Status”: “withdrawn” cannot follow in review; what can is confirmed, rejected",
        ),
    ],
)
def test_a_refusal_is_said_in_the_words_of_the_form(make: Callable[[], object], said: str) -> None:
    assert words_of(make) == said


def test_what_is_no_point_is_said_with_what_to_write() -> None:
    assert words_of(lambda: read_point("somewhere")).startswith("“Coordinates”: “somewhere” is not a point; write")


def test_a_place_that_cannot_be_drawn_names_no_code() -> None:
    said = words_of(lambda: Placement("X-1", "country:IQ", v.WherePrec.COUNTRY, 33.0, 43.0))
    assert said.startswith("“Latitude”: “33.0” goes with a site, town")


def test_edits_that_clash_and_newer_versions_are_named_as_the_history_names_them() -> None:
    clash = Clash("incident:X-1", ("time_precision", "casualties"), 5)
    expected = "edit 5 of Incident X-1 changed “Known to the” and “Casualties”, and so did a later edit"
    assert sentence(clash).replace("\u2068", "").replace("\u2069", "").startswith(expected)
    assert "somebody saved a newer version" in sentence(Outdated("same_event:X-1|X-2", None, None))
    assert "same_event" not in sentence(Outdated("same_event:X-1|X-2", None, None))


def test_what_is_about_a_whole_record_names_it(tmp_path: Path) -> None:
    store = stores.empty_at(tmp_path / stores.FILE)
    assert words_of(lambda: merge(store, "X-1", "X-2", "she", "one event")).startswith("X-1 is no incident that can be")


def test_what_the_database_itself_refuses_is_told_without_its_own_words() -> None:
    refusal = InvalidRecord("X-1", "incidents", "UNIQUE constraint failed: incidents.id", "was refused by the store")
    assert "constraint" not in sentence(refusal)
    assert sentence(refusal).startswith("Incident \u2068X-1\u2069 was refused by the store; look")


NAMES = re.compile(r"\b[a-z]+_[a-z_]+\b")


def test_no_declared_field_is_called_by_its_name() -> None:
    """Every field a refusal can be about has a label without an underscore, also where nobody says of which noun."""
    for noun in NOUNS:
        for name in noun.cls.__dataclass_fields__:
            said = sentence(InvalidRecord("X-1", name, "x", "is wrong", kind=noun.cls))
            assert not NAMES.search(said)
            assert not NAMES.search(sentence(InvalidRecord("X-1", name, "x", "is wrong")))
