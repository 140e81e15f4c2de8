"""The fields of a record, as a form asks for them; None and "" are not stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any

from incidentmap.model import Actor, ActorLink, Article, words
from incidentmap.model import vocabulary as v
from incidentmap.query import tree
from incidentmap.ui.shared import session
from incidentmap.ui.shared.form_widgets import Field
from incidentmap.ui.shared.markup import visible

Rows = Sequence[Sequence[Field]]
EM_SPACE = "\u2003"
STATUSES = (v.Status.DRAFT, v.Status.CONFIRMED, v.Status.REJECTED, v.Status.WITHDRAWN)
EXCERPT = "excerpt"
_EVIDENCE_FIELDS = (
    EXCERPT, "date", "place", "category", "outcome", "weapon", "target", "attribution", "casualties", "context",
)  # fmt: skip


def what(actors: Mapping[str, Actor], links: Iterable[ActorLink]) -> Rows:
    """Ask what happened, to whom, and what has become of the record."""
    return (
        (
            _choice("category", "Category", v.Category, blank=False),
            Field("event_type", "Event type", "choice", tuple(v.EventType), help="ACLED sub-event", width=2),
        ),
        (
            _choice("outcome", "Outcome", v.Outcome),
            _choice("weapon_class", "Weapon class", v.WeaponClass),
            Field("weapon", "Weapon, as written"),
        ),
        (
            Field("target", "Target, as written"),
            Field("target_actors", "Directed against", "several", tuple(actors), _actor(actors, links), width=2),
        ),
        (Field("summary", "Summary", "area", help="Our own words, shown where we hold no text"),),
        (Field("notes", "Notes", "area"),),
        (
            Field("status", "Status", "choice", STATUSES, words.plain, "Rejected and withdrawn ones are not counted"),
            Field("tlp", "TLP", "choice", (None, *v.Tlp), str, "How far it may be passed on"),
        ),
    )


WHEN: Rows = (
    (
        Field("date_earliest", "From", "date", help="Empty: open start"),
        Field("date_latest", "To", "date", help="The latest day on which it may have happened"),
        Field("time_precision", "Known to the", "choice", tuple(v.TimePrecision), words.plain),
    ),
)


def where(country: str) -> Rows:
    """Ask where it happened; governorates are those of the chosen country."""
    countries = {place.country_code: place.name for place in session.gazetteer().areas("country")}
    areas = {place.admin1: place.name for place in session.gazetteer().areas("admin1", country)}
    return (
        (Field("place_text", "Place, as written", width=2), Field("site", "Site or anchor", width=2)),
        (
            Field("place_relation", "Event is … it", "choice", (None, *v.PlaceRelation), words.plain),
            Field("country", "Country", "choice", ("", *countries), lambda code: countries.get(code, code or _BLANK)),
            Field("admin1", "Governorate", "choice", ("", *areas), lambda code: areas.get(code, code or _BLANK)),
            Field("admin2", "District"),
        ),
    )


_BLANK = "Not stated"


def citation(articles: Mapping[str, Article]) -> Rows:
    """Ask for a source, graded by the copy that is cited."""
    return (
        (Field("title", "Title", width=2), Field("publisher", "Publisher")),
        (Field("url", "Address", width=2), Field("date", "Published on", "date")),
        (
            Field("source_reliability", "Source", "choice", (None, *v.Reliability), _reliability),
            Field("information_credibility", "Information", "choice", (None, *v.Credibility), _credibility),
            Field("article_id", "Its text", "choice", (None, *articles), lambda each: article_title(articles, each)),
        ),
    )


def attribution(actors: Mapping[str, Actor], links: Iterable[ActorLink], cited: Mapping[str, str]) -> Rows:
    """Ask for one statement of responsibility."""
    return (
        (
            Field("actor_id", "Who", "choice", (None, *(each.actor_id for each in tree(actors, links))),
                  _actor(actors, links), width=2),
            _choice("stance", "Stance", v.Stance, blank=False),
            Field("basis", "Basis", "choice", tuple(v.AttributionBasis), lambda each: words.BASIS[each], width=2),
        ),
        (
            Field("stated_as", "In which name, as written"),
            Field("stated_by", "Said by"),
            Field("stated_on", "Said on", "date"),
            _cited(cited),
        ),
    )  # fmt: skip


def casualties(cited: Mapping[str, str]) -> Rows:
    """Ask for one figure of one source."""
    return (
        (
            Field("measure", "Measure", "choice", tuple(v.Measure), lambda each: words.MEASURE[each].capitalize()),
            Field("of", "Whose", "choice", tuple(v.CasualtiesOf), lambda each: words.OF[each].capitalize(), width=2),
            Field("stated", "Stated", "choice", tuple(v.Stated), _STATED.__getitem__),
        ),
        (
            Field("low", "Lowest", "count"),
            Field("best", "Best", "count"),
            Field("high", "Highest", "count"),
            _cited(cited),
            Field("note", "Note"),
        ),
    )


def evidence() -> Rows:
    """Ask what marked words stand for."""
    return (
        (
            Field("field", "They tell the", "choice", _EVIDENCE_FIELDS, words.plain),
            Field("value", "Which is"),
            Field("basis", "How", "choice", tuple(each for each in v.FieldBasis if each is not v.FieldBasis.NOT_STATED),
                  words.plain),
            _choice("grade", "Grade", v.Grade, blank=False),
        ),
    )  # fmt: skip


def article_title(articles: Mapping[str, Article], article_id: str) -> str:
    """Name an article by its title, its publisher or its first words."""
    article = articles[article_id]
    named = article.title or article.publisher or f"{article.text.strip()[:60]} …"
    return f"\u2068{visible(named)}\u2069"


_STATED = {v.Stated.NUMBER: "A number", v.Stated.NONE: "None, said so", v.Stated.UNSPECIFIED: "Some, no number"}


def _choice(name: str, title: str, kind: type[Enum], *, blank: bool = True) -> Field:
    options: tuple[Any, ...] = (None, *kind) if blank else tuple(kind)
    return Field(name, title, "choice", options, lambda each: words.plain(each.value))


def _cited(cited: Mapping[str, str]) -> Field:
    return Field("citation_id", "By source", "choice", (None, *cited), lambda each: cited.get(each, each))


def _actor(actors: Mapping[str, Actor], links: Iterable[ActorLink]) -> Any:
    depths = {branch.actor_id: branch.depth for branch in tree(actors, links)}

    def say(actor_id: str) -> str:
        actor = actors[actor_id]
        arabic = f" · \u2068{visible(actor.name_ar)}\u2069" if actor.name_ar else ""
        return f"{EM_SPACE * depths[actor_id]}{visible(actor.name)}{arabic}"

    return say


def _reliability(code: v.Reliability) -> str:
    return f"{code.value}: {words.RELIABILITY[code]}"


def _credibility(code: v.Credibility) -> str:
    return f"{code.value}: {words.CREDIBILITY[code]}"
