from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.errors import InvalidRecord
from incidentmap.model import (
    Aggregate,
    Article,
    Candidate,
    Casualties,
    Citation,
    Evidence,
    Import,
    Origin,
    Place,
    Placement,
    Revision,
    SameEvent,
    Span,
    article_id_of,
)
from incidentmap.model import vocabulary as v
from tests import records

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip)


@given(texts, st.data())
def test_a_span_quotes_its_article(text: str, data: st.DataObject) -> None:
    article = Article(article_id_of(text), text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = article.span(start, end)
    assert article.text[span.start : span.end] == span.quote


@given(st.integers(-5, 20), st.integers(-5, 20))
def test_no_span_outside_the_text(start: int, end: int) -> None:
    article = Article(article_id_of("ten chars."), "ten chars.")
    if 0 <= start < end <= 10:
        assert len(article.span(start, end).quote) == end - start
    else:
        with pytest.raises(InvalidRecord):
            article.span(start, end)


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_text_no_file_can_hold_is_refused(text: str) -> None:
    with pytest.raises(InvalidRecord, match="NUL or a lone surrogate"):
        records.incident(summary=text)


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_text_within_a_part_of_a_record_is_refused_too(text: str) -> None:
    with pytest.raises(InvalidRecord, match=r"by_country .* NUL or a lone surrogate"):
        Aggregate("t-1", date(2024, 1, 1), "us", v.Category.ATTACK, by_country=(("IQ", 1), (text, 2)))
    with pytest.raises(InvalidRecord, match=r"alternatives .* NUL or a lone surrogate"):
        Placement("X", None, None, alternatives=(Candidate("site:x", text, 0.5),), reason="two fit")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"category": "parade"}, "category 'parade' is not one of strike, attack, other"),
        ({"date_earliest": date(2024, 1, 1)}, "out of order"),
        ({"date_earliest": None}, "has no first day; give the first day, or choose: on or before"),
        ({"status": v.Status.MERGED}, "merged_into"),
        ({"incident_id": "two words"}, "is not an id"),
        ({"version": 0}, "version"),
    ],
)
def test_an_incident_says_what_is_wrong(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidRecord, match=said):
        records.incident(**changes)


figures = st.none() | st.integers(0, 9)


@given(st.sampled_from(v.Stated), figures, figures, figures)
def test_none_number_and_unknown_stay_apart(
    stated: v.Stated, low: int | None, best: int | None, high: int | None
) -> None:
    known = [figure for figure in (low, best, high) if figure is not None]
    fits = {
        v.Stated.NUMBER: bool(known) and known == sorted(known) and high != 0,
        v.Stated.NONE: (low, best, high) == (0, 0, 0),
        v.Stated.UNSPECIFIED: not known,
    }
    try:
        Casualties("X", v.Measure.KILLED, v.CasualtiesOf.TARGETS, stated, low, best, high)
    except InvalidRecord:
        assert not fits[stated]
    else:
        assert fits[stated]


@pytest.mark.parametrize("precision", [v.WherePrec.COUNTRY, v.WherePrec.VAGUE_AREA])
def test_a_country_is_never_a_point(precision: v.WherePrec) -> None:
    with pytest.raises(InvalidRecord, match="latitude"):
        Placement("X", "country:IQ", precision, 33.0, 43.0)


@pytest.mark.parametrize("point", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0), (1.0, None)])
def test_a_point_off_the_globe_or_half_a_point(point: tuple[float, float | None]) -> None:
    with pytest.raises(InvalidRecord):
        Place("site:x", "X", "site", 1.0, *point)


def test_what_cannot_be_placed_has_its_reason() -> None:
    with pytest.raises(InvalidRecord, match="reason"):
        Placement("X", None, None)
    assert Placement("X", None, None, reason="no place is stated").reason


def test_evidence_needs_its_words() -> None:
    with pytest.raises(InvalidRecord, match="without the words"):
        Evidence("X", "c", "target", "a depot", v.FieldBasis.STATED, v.Grade.A)


def test_small_nouns_refuse_what_makes_no_sense() -> None:
    with pytest.raises(InvalidRecord, match="two or more"):
        SameEvent(("X", "X"), v.SameEventStatus.SUGGESTED)
    with pytest.raises(InvalidRecord, match="give the title or address"):
        Citation("c", "X")
    with pytest.raises(InvalidRecord, match="not as long"):
        Span("art", 0, 5, "four")
    with pytest.raises(InvalidRecord, match="does not belong"):
        Article("art-0", "text")


NOW = datetime(2024, 1, 2, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        (Import, ("", "0" * 64, "seeds", "tester", NOW), "import_id '' is not an id"),
        (Import, ("i-1", "0" * 64, "seeds", "te\0ster", NOW), "by .* NUL"),
        (Import, ("i-1", "0" * 64, "seeds", "tester", NOW.replace(tzinfo=None)), "at .* needs its zone"),
        (Origin, (" ", "i-1", "seeds", "X", "{}"), "incident_id ' ' is empty"),
        (Origin, ("X", "", "seeds", "X", "{}"), "import_id '' is empty"),
        (Origin, ("X", "i-1", "seeds", "X", "\ud800"), "raw_row .* lone surrogate"),
        (Revision, ("", NOW, "tester", "a test", None, "{}"), "subject '' is empty"),
        (Revision, ("X", NOW, "tester", "a\0test", None, "{}"), "why .* NUL"),
        (Revision, ("X", NOW.replace(tzinfo=None), "tester", "a test", None, "{}"), "changed_at .* needs its zone"),
    ],
)
def test_history_says_what_is_wrong(kind: Any, values: tuple[Any, ...], said: str) -> None:
    with pytest.raises(InvalidRecord, match=said):
        kind(*values)
