"""The fields of a record, as a form asks for them; None and "" are not stated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Any

from incidentmap.model import (
    Actor,
    ActorLink,
    Article,
    Attribution,
    Casualties,
    Citation,
    Evidence,
    Incident,
    words,
)
from incidentmap.model import vocabulary as v
from incidentmap.model.field import Field as Declared
from incidentmap.model.field import declared
from incidentmap.model.nations import PEOPLES, people
from incidentmap.model.statuses import FOLLOWING
from incidentmap.ui.shared import actor_choice, session
from incidentmap.ui.shared.form_widgets import Field, Kind, shown
from incidentmap.ui.shared.markup import first_words, visible
from incidentmap.ui.shared.needed_fields import needed
from incidentmap.ui.shared.pointing import Told
from incidentmap.ui.shared.unsaved import FORM_FIELDS

Rows = Sequence[Sequence[Field]]
STATUSES = (v.Status.DRAFT, v.Status.CONFIRMED, v.Status.REJECTED, v.Status.WITHDRAWN)
EXCERPT = "excerpt"
_EVIDENCE_FIELDS = (
    EXCERPT, "date", "place", "category", "outcome", "weapon", "target", "attribution", "casualties", "context",
)  # fmt: skip


def _plain(value: Any) -> str:
    said = words.of_member(value) if isinstance(value, Enum) else words.plain(str(value))
    return said[:1].upper() + said[1:]


def ask(
    noun: type[Any],
    name: str,
    options: Sequence[Any] | None = None,
    say: Callable[[Any], str] | None = None,
    width: float = 1,
) -> Field:
    """Ask for a field as its noun declares it; `options` are others than its enumeration's."""
    said = declared(noun)[name]
    if options is None and said.is_choice:
        options = (None, *said.members) if said.may_be_none else said.members
    kind: Kind = "several" if said.many else "choice" if options is not None else _widget(said)
    return Field(
        name, said.label, kind, options or (), say or _plain, said.caption or None, width,
        needed=name in needed(noun),
    )  # fmt: skip


def _widget(said: Declared) -> Kind:
    if said.kind is date:
        return "date"
    if said.kind in (int, float):
        return "count" if said.kind is int else "number"
    return "area" if said.long else "text"


def what(actors: Mapping[str, Actor], links: Iterable[ActorLink], now: v.Status | None = None) -> Rows:
    """Ask what happened, to whom, and what has become of the record, which is `now` of that status."""
    statuses = (now, *FOLLOWING[now]) if now else STATUSES
    rows: Rows = (
        (ask(Incident, "category"), ask(Incident, "event_type", say=str, width=2)),
        (ask(Incident, "outcome"), ask(Incident, "weapon_class"), ask(Incident, "weapon")),
        (
            ask(Incident, "target"),
            _actor(Incident, "target_actors", actors, links),
        ),
        (ask(Incident, "summary"),),
        (ask(Incident, "notes"),),
        (ask(Incident, "status", statuses), ask(Incident, "tlp", say=str)),
    )
    more = [name for name in FORM_FIELDS if name not in _asked_in(*rows, *WHEN) and name not in _WHERE]
    return (*rows, *((ask(Incident, name),) for name in more))


def _asked_in(*rows: Sequence[Field]) -> set[str]:
    return {field.name for row in rows for field in row}


WHEN: Rows = ((ask(Incident, "date_earliest"), ask(Incident, "date_latest"), ask(Incident, "time_precision")),)
_WHERE = ("place_text", "site", "place_relation", "country", "admin1", "admin2")


def where(country: str) -> Rows:
    """Ask where it happened; governorates are those of the chosen country."""
    countries = {place.country_code: place.name for place in session.gazetteer().areas("country")}
    areas = {place.admin1: place.name for place in session.gazetteer().areas("admin1", country)}
    return (
        (ask(Incident, "place_text", width=2), ask(Incident, "site", width=2)),
        (
            ask(Incident, "place_relation"),
            ask(Incident, "country", ("", *countries), lambda code: countries.get(code, code or _BLANK)),
            ask(Incident, "admin1", ("", *areas), lambda code: areas.get(code, code or _BLANK)),
            ask(Incident, "admin2"),
        ),
    )


_BLANK = "Not stated"


def citation(articles: Mapping[str, Article]) -> Rows:
    """Ask for a source, graded by the copy that is cited."""
    return (
        (ask(Citation, "title", width=2), ask(Citation, "publisher")),
        (ask(Citation, "url", width=2), ask(Citation, "date")),
        (
            ask(Citation, "source_reliability", say=_reliability),
            ask(Citation, "information_credibility", say=_credibility),
            ask(Citation, "article_id", (None, *articles), lambda each: article_title(articles, each)),
        ),
    )


def attribution(actors: Mapping[str, Actor], links: Iterable[ActorLink], cited: Mapping[str, str]) -> Rows:
    """Ask for one statement of responsibility."""
    return (
        (
            _actor(Attribution, "actor_id", actors, links),
            ask(Attribution, "stance"),
            ask(Attribution, "basis", say=lambda each: words.BASIS[each], width=2),
        ),
        (
            ask(Attribution, "stated_as"),
            ask(Attribution, "stated_by"),
            ask(Attribution, "stated_on"),
            _cited(Attribution, cited),
        ),
    )


def casualties(cited: Mapping[str, str]) -> Rows:
    """Ask for one figure of one source."""
    return (
        (
            ask(Casualties, "measure", say=lambda each: words.MEASURE[each].capitalize()),
            ask(Casualties, "of", say=lambda each: words.OF[each].capitalize(), width=2),
            ask(Casualties, "nationality", ("", *sorted(PEOPLES, key=people)), _people),
            ask(Casualties, "stated", say=_STATED.__getitem__),
        ),
        (
            ask(Casualties, "low"),
            ask(Casualties, "best"),
            ask(Casualties, "high"),
            _cited(Casualties, cited),
            ask(Casualties, "note"),
        ),
    )


def evidence(more: Mapping[Told, str]) -> Rows:
    """Ask what marked words stand for; `more` are the statements and figures they may tell, in words."""
    stated = tuple(each for each in v.FieldBasis if each is not v.FieldBasis.NOT_STATED)
    return (
        (
            ask(Evidence, "field", (*_EVIDENCE_FIELDS, *more), lambda told: more.get(told) or _plain(told)),
            ask(Evidence, "value"),
            ask(Evidence, "basis", stated),
            ask(Evidence, "grade"),
        ),
    )


def article_title(articles: Mapping[str, Article], article_id: str) -> str:
    """Name an article by its title, its publisher or its first words."""
    article = articles[article_id]
    named = article.title or article.publisher or f"{first_words(article.text)} …"
    return f"\u2068{visible(named)}\u2069"


def _people(code: str) -> str:
    return people(code) if code else _BLANK


_STATED = {v.Stated.NUMBER: "A number", v.Stated.NONE: "None, said so", v.Stated.UNSPECIFIED: "Some, no number"}


def _cited(noun: type[Any], cited: Mapping[str, str]) -> Field:
    return ask(noun, "citation_id", (None, *cited), lambda each: cited.get(each, each))


def _actor(noun: type[Any], name: str, actors: Mapping[str, Actor], links: Iterable[ActorLink]) -> Field:
    """Ask for groups, which are found by every name they have; None is not stated."""
    many = declared(noun)[name].many
    asked = ask(noun, name, tuple(actors) if many else (None, *actors), lambda each: visible(actors[each].name), 2)
    return replace(asked, choices=actor_choice.choices(actors, links, None if many else {None: shown(asked, None)}))


def _reliability(code: v.Reliability) -> str:
    return f"{code.value}: {words.RELIABILITY[code]}"


def _credibility(code: v.Credibility) -> str:
    return f"{code.value}: {words.CREDIBILITY[code]}"
