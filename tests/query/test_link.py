"""The link: what is written is read back; what is not understood is named."""

from datetime import date
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.errors import InvalidRecord, UnclearLink
from incidentmap.model import Casualties, Citation, Placement
from incidentmap.model import vocabulary as v
from incidentmap.query import (
    FILTERS,
    IncidentFilter,
    Role,
    from_query,
    from_text,
    in_few,
    in_words,
    once,
    to_query,
    to_text,
)
from tests.query.strategies import filters
from tests.query.world import Case, World, index_of, one

KEYS = ["from", "to", "members", "event_types", "countries", "incident", *FILTERS]
VALUES = [
    "",
    "1",
    "did_it",
    "2023-11-08",
    "20231108",
    "2023-02-30",
    "IQ,XX1",
    "killed:targets",
    "air_drone_strike",
    ",,",
]
_HURT = (v.Measure.INJURED, v.CasualtiesOf.TARGETS, v.Stated.UNSPECIFIED)
SEARCH = st.text(st.characters(exclude_categories=()))


@pytest.fixture(scope="module")
def known(empty_store):
    """An index that knows two countries, two governorates, two nations of the injured and the groups."""
    cases = tuple(
        Case(
            one(incident_id=name, country=country, admin1=area),
            Placement(name, place_id, v.WherePrec(precision), *point),
            casualties=(Casualties(name, *_HURT, nationality=country and {"IQ": "IQ"}.get(country, "US")),),
            citation=Citation(f"c-{name}", name, "t", publisher),
        )
        for name, country, area, publisher, place_id, precision, point in (
            ("a", "IQ", "IQ-AN", "Rudaw", "site:asad", 1, (33.8, 42.4)),
            ("b", "SY", "IQ-AR", "Shafaq", "site:harir@or-asad", 2, (36.5, 44.3)),
            ("c", "", "", "A, B", "admin1:IQ-AN", 5, ()),
        )
    )
    return index_of(empty_store, World(cases))


@given(filters(), SEARCH)
def test_what_is_written_is_read_back(known, filter, search):
    filter = IncidentFilter(**{name: getattr(filter, name) for name in IncidentFilter.__slots__} | {"search": search})
    written = to_query(filter)
    assert from_query(written, known) == (filter, ())
    assert from_query(dict(parse_qsl(urlencode(written))), known) == (filter, ())


@given(st.dictionaries(st.sampled_from(KEYS) | SEARCH, st.sampled_from(VALUES) | SEARCH, max_size=6))
def test_any_link_is_read_and_what_it_gives_is_written_again(known, query):
    filter, notices = from_query(query, known, others=("incident",))
    assert from_query(to_query(filter), known) == (filter, ())
    assert all(notice.isprintable() for notice in notices)
    strangers = [key for key in query if key not in KEYS or key == "dates"]
    assert len(notices) >= len(strangers)


def test_a_link_holds_ids_and_iso_dates_and_no_default():
    filter = IncidentFilter(
        date_from=date(2023, 10, 17),
        actors=("kh", "iri"),
        members=True,
        role=Role.DID_IT,
        event_types=(v.EventType.AIR_DRONE_STRIKE,),
        places=("site:asad~50", "site:harir"),
        casualties=("killed:targets",),
        same_events=True,
        search="  Ain   al-Asad ",
    )
    assert to_query(filter) == {
        "from": "2023-10-17",
        "actors": "iri,kh",
        "members": "1",
        "role": "did_it",
        "event_types": "air_drone_strike",
        "places": "site:asad~50,site:harir",
        "casualties": "killed:targets",
        "same_events": "1",
        "search": "Ain al-Asad",
    }
    assert to_query(IncidentFilter()) == {}


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ({"countries": "XX1"}, "the link says countries=XX1, which is not a country code of these records"),
        ({"actors": "kh;DROP"}, "the link says actors=kh;DROP, which is not a group of these records"),
        (
            {"governorates": "IQ-ZZ"},
            "the link says governorates=IQ-ZZ, which is not a governorate code of these records",
        ),
        ({"from": "31/02/2024"}, "the link says from=31/02/2024, which is not a date such as 2024-02-28"),
        ({"to": "20240228"}, "the link says to=20240228, which is not a date such as 2024-02-28"),
        ({"role": "victim"}, "the link says role=victim, which is not either, did_it, was_hit"),
        ({"members": "yes"}, "the link says members=yes, which is not 1 or left out"),
        ({"places": "site:nowhere"}, "the link says places=site:nowhere, which is not a place of these records"),
        ({"places": "site:asad~far"}, "the link says places=site:asad~far, which is not a place of these records"),
        ({"places": "admin1:IQ-AN~9"}, "the link says places=admin1:IQ-AN~9, which is no point to measure from"),
        ({"same_events": "yes"}, "the link says same_events=yes, which is not 1 or left out"),
        ({"colour": "red"}, "the link says colour=red, which is not a filter"),
        ({"precision": "9"}, "the link says precision=9, which is not a precision (1 to 7, unplaced)"),
        ({"search\u202e": "\0"}, "the link says search�=�, which is not a filter"),
        ({"role": "x" * 1000}, f"the link says role={'x' * 39}…, which is not either, did_it, was_hit"),
    ],
)
def test_what_is_not_understood_is_left_out_and_named(known, query, notice):
    assert from_query(query, known) == (IncidentFilter(), (f"{notice}; it was left out",))


def test_the_good_part_of_a_link_is_kept(known):
    filter, notices = from_query(
        {"countries": "IQ,XX1,not_stated", "incident": "x-1", "map": "8"}, known, ["incident", "map"]
    )
    assert filter == IncidentFilter(countries=("IQ", "not_stated"))
    assert len(notices) == 1


def test_a_parameter_that_a_link_repeats_is_told():
    repeated = {"from": ["2024-01-01", "2024-02-01"], "search": ["a", "a"], "to": ["2024-03-01"]}
    query, notices = once(repeated)
    assert query == {"from": "2024-02-01", "search": "a", "to": "2024-03-01"}
    assert notices == (
        "the link says from=2024-01-01 and from=2024-02-01; only the last was taken",
        "the link says search=a and search=a; only the last was taken",
    )


def test_a_parameter_repeated_without_end_is_told_in_short():
    _, (notice,) = once({"x\u202e": ["\0" * 99] * 1000})
    assert notice.isprintable()
    assert notice.endswith(" and 997 more; only the last was taken")
    assert len(notice) < 250


def test_a_range_that_ends_before_it_starts_keeps_its_start(known):
    filter, notices = from_query({"from": "2024-02-01", "to": "2024-01-01"}, known)
    assert filter == IncidentFilter(date_from=date(2024, 2, 1))
    assert notices == ("the link says to=2024-01-01, which is before from=2024-02-01; it was left out",)


def test_a_filter_refuses_what_no_widget_offers():
    with pytest.raises(InvalidRecord, match="outcomes 'boom' is not one of hit"):
        IncidentFilter(outcomes=("boom",))
    with pytest.raises(InvalidRecord, match="out of order"):
        IncidentFilter(date_from=date(2024, 2, 1), date_to=date(2024, 1, 1))


def test_equal_settings_are_equal_filters():
    assert IncidentFilter(countries=("SY", "IQ", "SY")) == IncidentFilter(countries=("IQ", "SY"))
    assert hash(IncidentFilter(weapons=(v.WeaponClass.DRONE,))) == hash(IncidentFilter(weapons=("drone",)))


def test_a_filter_is_said_in_words():
    filter = IncidentFilter(
        date_from=date(2023, 10, 17),
        date_to=date(2024, 2, 4),
        actors=("kh",),
        members=True,
        role=Role.DID_IT,
        outcomes=("partly_intercepted", "not_stated"),
        precision=("1", "unplaced"),
        casualties=("killed:partners",),
        governorates=("IQ-AN",),
        places=("site:asad", "site:asad~12.5"),
        same_events=True,
        search="كتائب",
    )
    assert in_words(filter, {"kh": "Kataib Hezbollah", "IQ-AN": "Anbar", "site:asad": "the base"}) == (
        "dates: 17 Oct 2023 – 4 Feb 2024; group: Kataib Hezbollah and known members (did it); "
        "outcome: not stated, partly intercepted; governorate: Anbar; place: the base, within 12.5 km of the base; "
        "precision: exact site, not placed; casualties: killed, partner forces; "
        "only what may be the same event as another; search: “\u2068كتائب\u2069”"
    )
    assert in_words(IncidentFilter(), {}) == "all incidents"
    assert in_words(IncidentFilter(date_from=date(2024, 1, 1)), {}) == "dates: from 1 Jan 2024"
    assert in_words(IncidentFilter(date_to=date(2024, 1, 1)), {}) == "dates: to 1 Jan 2024"


@pytest.mark.parametrize(
    "query",
    [
        {f"no{number}": "x" for number in range(5_000)},
        {"places": ",".join(f"site:no-{number}" for number in range(20_000))},
        {"actors": ",".join(map(str, range(20_000))), "from": "never"},
    ],
)
def test_however_much_a_link_says_that_is_not_understood_one_line_tells(known, query):
    _, notices = from_query(query, known)
    (line,) = in_few(notices)
    assert len(line) < 250
    assert "\n" not in line
    assert f"{len(notices) - 1:,} other parts of the link" in line


def test_a_few_notices_are_told_one_by_one(known):
    _, notices = from_query({"no": "1", "nor": "2", "from": "never"}, known)
    assert in_few(notices) == notices


@given(filters(), SEARCH, st.sampled_from(["{}", "?{}", "http://localhost:8501/?{}", "/records?{}#top", " {}\n"]))
def test_what_is_written_as_text_is_read_back_from_a_whole_link_or_its_end(known, filter, search, around):
    filter = IncidentFilter(**{name: getattr(filter, name) for name in IncidentFilter.__slots__} | {"search": search})
    text = to_text(to_query(filter))
    if not text and around in ("/records?{}#top", "?{}"):
        return  # nothing stands behind the mark, which nobody writes
    assert from_text(around.format(text), known) == filter


@pytest.mark.parametrize("said", ["", "http://localhost:8501/", "https://maps.example.org/records#top"])
def test_a_link_without_filters_is_one_to_everything(known, said):
    assert from_text(said, known) == IncidentFilter()


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("from=2023-02-30", "the link says from=2023-02-30, which is not a date such as 2024-02-28"),
        ("from=a&colour=red", "from=a, .*\n.*colour=red, which is not a filter"),
        ("/?search=a&search=b", "search=a and search=b; say it once$"),
        ("&".join(f"x{number}=1" for number in range(100)), "(.*\n){5}.*x5=1, which is not a filter$"),
    ],
)
def test_one_part_that_is_not_understood_is_reason_enough_to_refuse_all(known, said, problem):
    with pytest.raises(UnclearLink, match=problem) as refused:
        from_text(said, known, others=("incident",))
    assert "left out" not in str(refused.value)
