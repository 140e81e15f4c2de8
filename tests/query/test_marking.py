"""How far what is shown may be passed on."""

import pytest

from incidentmap.model import Citation
from incidentmap.model import vocabulary as v
from incidentmap.query import NOT_STATED, IncidentFilter, Marking, apply, in_words, marking
from tests.query.world import ARTICLE, Case, World, index_of, one, shown_in


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


def test_the_words_of_an_article_carry_its_marking(empty_store):
    cases = tuple(
        Case(one(incident_id=name, tlp=tlp), citation=Citation(f"c-{name}", name, "A report", article_id=cited))
        for name, tlp, cited in (("own", v.Tlp.RED, ARTICLE.article_id), ("cited", v.Tlp.CLEAR, ARTICLE.article_id),
                                 ("bare", None, ARTICLE.article_id), ("none", None, None))
    )  # fmt: skip
    index = index_of(empty_store, World(cases))
    kept = {chosen: shown_in(apply(index, IncidentFilter(marking=(chosen,)))) for chosen in (*v.Tlp, NOT_STATED)}
    assert {chosen: sorted(found) for chosen, found in kept.items() if found} == {
        v.Tlp.RED: ["own"], v.Tlp.AMBER: ["bare", "cited"], NOT_STATED: ["none"],
    }  # fmt: skip


def test_what_is_limited_to_a_marking_says_how_many_are_left_out(empty_store):
    cases = tuple(
        Case(one(incident_id=f"x-{at}", tlp=tlp)) for at, tlp in enumerate((v.Tlp.RED, v.Tlp.GREEN, v.Tlp.CLEAR, None))
    )
    limited = IncidentFilter(marking=(v.Tlp.GREEN, v.Tlp.CLEAR))
    view = apply(index_of(empty_store, World(cases)), limited)
    assert (view.counts.shown, [(each.filter, each.charged) for each in view.counts.excluded]) == (2, [("marking", 2)])
    assert in_words(limited, {}) == "marked: TLP:CLEAR, TLP:GREEN"


def test_what_the_filter_leaves_out_marks_nothing(empty_store):
    cases = (
        Case(one(incident_id="secret", tlp=v.Tlp.RED, country="JO")),
        Case(one(incident_id="draft", tlp=v.Tlp.RED, status=v.Status.DRAFT, country="IQ")),
        Case(one(incident_id="shown", tlp=v.Tlp.GREEN, country="IQ")),
    )
    view = apply(index_of(empty_store, World(cases)), IncidentFilter(countries=("IQ",)))
    assert marking(view) == Marking(v.Tlp.GREEN, 1)
