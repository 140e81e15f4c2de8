"""How far what is shown may be passed on."""

import pytest

from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter, Marking, apply, marking
from tests.query.world import Case, World, index_of, one


@pytest.mark.parametrize(
    ("tlps", "said"),
    [
        ((), None),
        ((None, None), None),
        ((v.Tlp.CLEAR, None), Marking(v.Tlp.CLEAR, 1)),
        ((v.Tlp.GREEN, v.Tlp.AMBER, v.Tlp.CLEAR), Marking(v.Tlp.AMBER, 3)),
        ((v.Tlp.AMBER, v.Tlp.AMBER_STRICT), Marking(v.Tlp.AMBER_STRICT, 2)),
        ((v.Tlp.AMBER_STRICT, v.Tlp.RED), Marking(v.Tlp.RED, 2)),
    ],
)
def test_the_strictest_marking_that_any_carries_holds_for_all(empty_store, tlps, said):
    cases = tuple(Case(one(incident_id=f"x-{at}", tlp=tlp)) for at, tlp in enumerate(tlps))
    assert marking(apply(index_of(empty_store, World(cases)), IncidentFilter())) == said


def test_what_the_filter_leaves_out_marks_nothing(empty_store):
    cases = (
        Case(one(incident_id="secret", tlp=v.Tlp.RED, country="JO")),
        Case(one(incident_id="draft", tlp=v.Tlp.RED, status=v.Status.DRAFT, country="IQ")),
        Case(one(incident_id="shown", tlp=v.Tlp.GREEN, country="IQ")),
    )
    view = apply(index_of(empty_store, World(cases)), IncidentFilter(countries=("IQ",)))
    assert marking(view) == Marking(v.Tlp.GREEN, 1)
