"""Groups: what choosing one selects, by role, basis, switch and time."""

from datetime import date

import pytest

from incidentmap.model import Actor, ActorLink, Attribution
from incidentmap.model import vocabulary as v
from incidentmap.query import IncidentFilter, Role, apply, tree
from incidentmap.query.groups import known_members, selected
from tests.query.reference import MEMBERS, SELECTS
from tests.query.world import ACTORS, LINKS, Case, World, index_of, one, shown_in

BY_ID = {actor.actor_id: actor for actor in ACTORS}


def case(name, did=(), hit=(), basis="claimed", stance="asserts", day=date(2023, 11, 8), **fields):
    said = tuple(Attribution(name, who, v.AttributionBasis(basis), v.Stance(stance)) for who in did)
    return Case(one(incident_id=name, target_actors=tuple(hit), day=day, **fields), attributions=said)


@pytest.fixture(scope="module")
def index(empty_store):
    return index_of(
        empty_store,
        World(
            (
                case("by-kh", did=["kh"], hit=["us"]),
                case("by-kh-reported", did=["kh"], basis="reported"),
                case("by-unit", did=["kh-unit"]),
                case("by-iri", did=["iri"], hit=["cjtf"]),
                case("by-iri-before", did=["iri"], day=date(2023, 9, 30)),
                case("by-nujaba", did=["nujaba"]),
                case("by-nujaba-after", did=["nujaba"], day=date(2023, 12, 1)),
                case("by-front", did=["front"], day=date(2023, 9, 15)),
                case("by-pmf", did=["pmf"]),
                case("kh-denies", did=["kh"], stance="denies"),
                case("kh-hit", did=["us"], hit=["kh"]),
                case("sdf-hit", hit=["sdf"]),
                case("nobody-named"),
            )
        ),
    )


def shown(index, *actors, **fields):
    return set(shown_in(apply(index, IncidentFilter(actors=actors, **fields))))


def test_a_group_is_found_with_its_units_in_either_role(index):
    assert shown(index, "kh") == {"by-kh", "by-kh-reported", "by-unit", "kh-hit"}


def test_the_role_tells_who_did_it_from_who_was_hit(index):
    assert shown(index, "kh", role=Role.DID_IT) == {"by-kh", "by-kh-reported", "by-unit"}
    assert shown(index, "kh", role=Role.WAS_HIT) == {"kh-hit"}


def test_the_basis_asks_only_who_did_it(index):
    assert shown(index, "kh", basis=("claimed",)) == {"by-kh", "by-unit", "kh-hit"}
    assert shown(index, "kh", basis=("reported",), role=Role.DID_IT) == {"by-kh-reported"}
    assert shown(index, "kh", basis=("reported",), role=Role.WAS_HIT) == {"kh-hit"}
    assert shown(index, basis=("reported",)) == {"by-kh-reported"}


def test_an_umbrella_is_only_itself_until_the_switch_is_on(index):
    assert shown(index, "iri") == {"by-iri", "by-iri-before"}
    members = {"by-kh", "by-kh-reported", "kh-hit", "by-nujaba"}
    assert shown(index, "iri", members=True) == {"by-iri", "by-iri-before"} | members


def test_the_switch_finds_claims_in_the_umbrella_name_in_its_time_but_no_other_member(index):
    with_names = shown(index, "kh", members=True)
    assert with_names == shown(index, "kh") | {"by-iri", "by-front"}


def test_a_state_force_does_not_lead_to_an_armed_group(index):
    assert shown(index, "pmf") == {"by-pmf"}
    assert shown(index, "us") == {"by-kh", "by-iri", "kh-hit"}
    assert shown(index, "cjtf") == {"by-iri", "sdf-hit"}


def test_not_stated_finds_what_nobody_is_named_for(index):
    assert shown(index, "not_stated") == {"nobody-named", "kh-denies"}
    assert shown(index, "not_stated", role=Role.DID_IT) == {"nobody-named", "kh-denies", "sdf-hit"}
    assert shown(index, "not_stated", "iri", role=Role.DID_IT) == {
        "nobody-named", "kh-denies", "sdf-hit", "by-iri", "by-iri-before",
    }  # fmt: skip


def test_an_incident_of_uncertain_date_may_lie_in_the_time_of_a_link(empty_store):
    vague = {"date_earliest": date(2023, 9, 1), "time_precision": v.TimePrecision.MONTH}
    opened = {"date_earliest": None, "time_precision": v.TimePrecision.ON_OR_BEFORE}
    cases = (
        case("may-be", did=["iri"], day=date(2023, 10, 2), **vague),
        case("too-early", did=["iri"], day=date(2023, 9, 30), **vague),
        case("counts-at-its-latest", did=["front"], day=date(2023, 9, 16), **opened),
    )
    assert shown(index_of(empty_store, World(cases)), "kh", members=True) == {"may-be"}


@pytest.mark.parametrize("actor_id", SELECTS)
def test_descendants_and_members_are_those_said_by_hand(actor_id):
    assert selected([actor_id], BY_ID, LINKS) == SELECTS[actor_id]
    found = known_members([actor_id], BY_ID, LINKS)
    bounds = {each.actor_id: (each.since or date.min, each.until or date.max) for each in found}
    assert bounds == MEMBERS.get(actor_id, {})


def test_membership_of_an_umbrella_is_a_shared_name_however_it_is_entered():
    links = (ActorLink("kh", "iri", v.LinkKind.PART_OF),)
    assert selected(["iri"], BY_ID, links) == {"iri"}
    assert [each.actor_id for each in known_members(["iri"], BY_ID, links)] == ["kh"]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "since", "until"),
    [
        ("2023-10-17", "2024-02-04", date(2023, 10, 17), date(2024, 2, 4)),
        ("2023-10", "2024-02", date(2023, 10, 1), date(2024, 2, 29)),
        ("2023", "2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("", "", None, None),
        ("autumn", "2023-13", None, None),
    ],
)
def test_bounds_of_links_are_days_months_or_years(valid_from, valid_to, since, until):
    link = ActorLink("kh", "iri", v.LinkKind.ACTS_UNDER_NAME_OF, valid_from, valid_to)
    (member,) = known_members(["iri"], BY_ID, [link])
    assert (member.since, member.until) == (since, until)


def test_the_tree_lists_each_actor_once_below_what_it_is_part_of():
    assert [(branch.depth, branch.actor_id) for branch in tree(BY_ID, LINKS)] == [
        (0, "front"), (0, "iri"), (0, "kh"), (1, "kh-unit"), (0, "nujaba"), (0, "pmf"),
        (0, "us"), (1, "centcom"), (2, "cjtf"), (3, "sdf"),
    ]  # fmt: skip
    paths = {branch.actor_id: branch.path for branch in tree(BY_ID, LINKS)}
    assert paths["cjtf"] == "US forces › US Central Command › CJTF-OIR"


def test_a_ring_and_two_parents_leave_each_actor_once():
    ring = [Actor(name, name.upper(), v.ActorKind.ARMED_GROUP) for name in "abcd"]
    links = [ActorLink(*pair, v.LinkKind.PART_OF) for pair in (("a", "b"), ("b", "a"), ("d", "a"), ("d", "c"))]
    by_id = {actor.actor_id: actor for actor in ring}
    assert sorted(branch.actor_id for branch in tree(by_id, links)) == ["a", "b", "c", "d"]
    assert selected(["a"], by_id, links) == {"a", "b", "d"}
