"""A filter that leaves an incident out, made to show it."""

from datetime import date

from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter, revealing
from tests.query.world import Case, World, index_of, one


def index(empty_store, **fields):
    return index_of(empty_store, World((Case(one(country="IQ", **fields)), Case(one(incident_id="x-2")))))


def test_only_what_refuses_it_is_lifted(empty_store):
    chosen = IncidentFilter(countries=("IQ",), categories=("strike",), date_from=date(2023, 12, 1), search="")
    assert revealing(index(empty_store), chosen, "x-1") == IncidentFilter(countries=("IQ",))


def test_what_shows_it_already_stays(empty_store):
    chosen = IncidentFilter(countries=("IQ",), categories=("attack",))
    assert revealing(index(empty_store), chosen, "x-1") == chosen


def test_what_no_filter_can_show_changes_nothing(empty_store):
    chosen = IncidentFilter(categories=("strike",))
    assert revealing(index(empty_store, status=v.Status.DRAFT), chosen, "x-1") == chosen
    assert revealing(index(empty_store), chosen, "nobody") == chosen
