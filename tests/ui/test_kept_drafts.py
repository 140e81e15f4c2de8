"""Any draft comes back from what is kept of it as it was, and only what is touched is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from incidentmap.model import PARTS, Aggregate, Article, Incident, Record, Span, article_id_of
from incidentmap.model.field import Field, declared
from incidentmap.model.vocabulary import Category
from incidentmap.ui.incident import kept_drafts as records
from incidentmap.ui.shared import typed_json
from incidentmap.ui.shared.unsaved import FORM_FIELDS, KINDS, NEW, Draft, begin
from incidentmap.ui.totals import kept_drafts as totals
from incidentmap.ui.totals.unsaved import TotalDraft
from incidentmap.ui.totals.unsaved import begin as begin_total
from tests import records as made

BASES = [None, Record(made.incident(), made.placement(), (made.citation(),), (), (), (made.evidence(),))]
TOLD = st.tuples(st.sampled_from(["attributions", "casualties"]), st.integers(0, 9))
SPANS = st.builds(lambda text: (Span(article_id_of(text), 0, len(text), text),), st.text("abc قال", min_size=1))


def held(field: Field) -> st.SearchStrategy[Any]:
    """What a widget may hold for a field, also what no record would take."""
    if field.is_choice:
        one: st.SearchStrategy[Any] = st.sampled_from(field.members)
    else:
        plain = {int: st.integers(), float: st.floats(allow_nan=False), date: st.dates(), bool: st.booleans()}
        one = plain.get(field.kind, st.text())
    if field.kind is Span:
        return SPANS
    return st.lists(one, max_size=3) if field.many else st.none() | one


def rows(noun: type[Any], names: list[str] | tuple[str, ...], **special: Any) -> st.SearchStrategy[dict[str, Any]]:
    asked = {name: special.get(name, held(declared(noun)[name])) for name in names}
    return st.fixed_dictionaries(asked)


def part(name: str) -> st.SearchStrategy[dict[int, dict[str, Any]]]:
    noun = KINDS[name]
    fields = [field for field in declared(noun) if field != "incident_id"]
    special = {"field": st.text() | TOLD} if name == "evidence" else {}
    return st.dictionaries(st.integers(0, 99), rows(noun, fields, **special), max_size=3)


DRAFTS = st.fixed_dictionaries(
    {
        "base": st.sampled_from(BASES),
        "values": rows(Incident, FORM_FIELDS),
        "placing": st.dictionaries(st.sampled_from(["point", "radius_km"]), st.text(min_size=1) | st.floats(1, 9)),
        "rows": st.fixed_dictionaries({name: part(name) for name in PARTS}),
        "fresh": part("attributions"),
        "loose": st.fixed_dictionaries(
            dict.fromkeys(("sign_why", "pasted", "pasted_title", "pasted_publisher"), st.text())
        ),
        "loosened": st.sets(st.integers(0, 99), max_size=3),
        "articles": st.builds(
            lambda texts: {article_id_of(text): Article(article_id_of(text), text) for text in texts},
            st.sets(st.just(made.TEXT) | st.text("abc قال\r\n", min_size=1).filter(str.strip), max_size=2),
        ),
    }
)


def same(draft: Any, again: Any, names: Mapping[str, Any]) -> None:
    for name in names:
        assert getattr(again, name) == getattr(draft, name), name


@given(DRAFTS)
def test_any_draft_of_a_record_comes_back(typed: dict[str, Any]) -> None:
    draft = Draft(NEW, **typed)
    again = records.restored(NEW, draft.written())
    same(draft, again, typed)
    assert next(again.numbers) not in {number for each in again.rows.values() for number in each}
    assert records.restored(NEW, again.written()).written() == again.written()


@given(
    st.fixed_dictionaries({name: held(declared(Aggregate)[name]) for name in begin_total(None).values}),
    st.dictionaries(
        st.integers(0, 9), st.fixed_dictionaries({"country": st.text(), "count": st.none() | st.integers()})
    ),
    st.text(),
)
def test_any_draft_of_a_total_comes_back(values: dict[str, Any], countries: dict[int, Any], why: str) -> None:
    draft = TotalDraft(NEW, None, values, countries, [made.ARTICLE.span(0, 8)], loose={"sign_why": why})
    again = totals.restored(NEW, draft.written())
    same(draft, again, dict.fromkeys(("base", "values", "countries", "spans", "loose")))
    assert next(again.numbers) not in again.countries


def test_only_what_is_touched_differs_from_how_it_began() -> None:
    draft = begin(None)
    assert draft.written() == draft.first
    draft.placing = {"how": draft.usual_how, "candidate": ""}  # as the page sets them by itself
    assert draft.written() == draft.first
    draft.values["summary"] = "a word"
    assert draft.written() != draft.first


def test_fields_that_a_newer_version_brought_are_as_they_were_stored() -> None:
    draft = Draft("X-1", BASES[1], {"summary": "typed"}, rows={"citations": {3: {"title": "typed"}}})
    again = records.restored("X-1", draft.written())
    assert again.values["summary"] == "typed"
    assert again.values["country"] == "IQ"
    assert again.rows["citations"][3]["title"] == "typed"
    assert again.rows["citations"][3]["url"] == ""


def test_a_total_keeps_what_it_was_edited_from() -> None:
    base = Aggregate("t", date(2024, 1, 1), "Ministry", Category.ATTACK, places=("a",), by_country=(("IQ", 3),))
    assert typed_json.loads(typed_json.dumps(base)) == base
