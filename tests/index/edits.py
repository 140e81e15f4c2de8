"""A small made-up world in a store, and everything that can happen to it, drawn at random."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa

from incidentmap.desk.editing import save
from incidentmap.desk.merging import merge
from incidentmap.errors import IncidentMapError
from incidentmap.model import (
    Actor,
    ActorLink,
    Aggregate,
    Alias,
    Article,
    Attribution,
    Casualties,
    Citation,
    Evidence,
    Incident,
    Place,
    Placement,
    Record,
    Response,
    Revision,
    SameEvent,
    article_id_of,
)
from incidentmap.model import vocabulary as v
from incidentmap.store import Store, Writer, reading, tables

ACTORS = (
    Actor("us", "US forces", v.ActorKind.STATE_FORCE),
    Actor("kh", "Kataib Hezbollah", v.ActorKind.ARMED_GROUP, "كتائب حزب الله", ("Hezbollah Brigades",)),
    Actor("nujaba", "Nujaba", v.ActorKind.ARMED_GROUP),
)
PLACES = (
    Place("site:depot", "Depot", "base", 3, 33.8, 42.4, "عين المثال", ("Dépôt",), "IQ-AN", "", "IQ"),
    Place("site:harbour", "Harbour", "base", 2, 36.5, 44.3, "", (), "SY-HA", "", "SY"),
    Place("site:depot@or-harbour", "Depot or Harbour", "derived", 90, 36.0, 44.0, "", (), "IQ-AR", "", "IQ"),
    Place("geonames:1", "Sea", "country", 500, 32.0, -20.0, country_code="LB"),
)
TEXTS = ("Drones hit the depot.", "قصف بالصواريخ على القاعدة")
ARTICLES = tuple(
    Article(article_id_of(text), text, title=title, publisher=publisher, tlp=tlp)
    for text, title, publisher, tlp in zip(
        TEXTS, ("الطائرات المسيرة", ""), ("", "Daily Example"), (v.Tlp.AMBER, None), strict=True
    )
)
WORDS = ("drone", "Depot", "صاروخ", "kata'ib", "five", "night", "é", "_x", "'")
FIRST = date(2023, 11, 1)


def chance(seed: int = 1) -> Random:
    """Give a source of chance that draws the same each time."""
    return Random(seed)  # noqa: S311


def fill(store: Store, size: int, random: Random) -> None:
    """Write a world of so many incidents, as an import would."""
    with store.writing() as writer:
        for noun in (*ACTORS, ActorLink("kh", "nujaba", v.LinkKind.PART_OF), *PLACES, *ARTICLES):
            writer.add(noun)
        _add(writer, "import-1", size, random)


def fill_more(store: Store, import_id: str, size: int, random: Random) -> None:
    """Write so many more incidents, as a later import would."""
    with store.writing() as writer:
        _add(writer, import_id, size, random)


def _add(writer: Writer, import_id: str, size: int, random: Random) -> None:
    for number in range(size):
        drawn = record(f"{import_id}-{number}", random)
        writer.add(drawn.incident)
        for part in drawn.parts():
            writer.add(part)
    writer.add(Revision(import_id, datetime(2024, 1, 1, tzinfo=UTC), "test", "to test", None, "{}"))


def record(name: str, random: Random) -> Record:
    """Make up an incident with all that hangs on it."""
    is_open = random.random() < 0.2
    latest = FIRST + timedelta(random.randrange(6))
    incident = Incident(
        name,
        random.choice(list(v.Category)),
        random.choice(list(v.EventType)),
        None if is_open else latest - timedelta(random.randrange(3)),
        latest,
        v.TimePrecision.ON_OR_BEFORE if is_open else v.TimePrecision.WEEK,
        outcome=random.choice([None, *v.Outcome]),
        weapon_class=random.choice([None, *v.WeaponClass]),
        target_actors=tuple(random.sample(["us", "kh", "nujaba"], random.randrange(3))),
        country=random.choice(["", "IQ", "JO"]),
        admin1=random.choice(["", "IQ-AN"]),
        place_text=random.choice(["", "near the depot"]),
        site=random.choice(["", "Depot"]),
        summary=" ".join(random.choices(WORDS, k=random.randrange(5))),
        tlp=random.choice([None, *v.Tlp]),
        status=random.choice([v.Status.DRAFT, v.Status.CONFIRMED, v.Status.CONFIRMED, v.Status.REJECTED]),
    )
    return Record(
        incident,
        placement(name, random),
        citations=(cited := citations(name, random)),
        attributions=tuple(statement(name, random) for _ in range(random.randrange(3))),
        casualties=tuple(figure(name, random) for _ in range(random.randrange(3))),
        evidence=tuple(evidence(each) for each in cited if each.article_id == ARTICLES[0].article_id),
    )


def placement(name: str, random: Random) -> Placement | None:
    precision = random.choice([None, 0, *v.WherePrec])
    if not precision:
        return None if precision is None else Placement(name, None, None, reason="no such place")
    place = random.choice(PLACES)
    if precision in (5, 6):
        return Placement(name, place.place_id, precision)
    return Placement(name, place.place_id, precision, 33.0 + precision, 44.0, float(precision))


def citations(name: str, random: Random) -> tuple[Citation, ...]:
    held = random.choice([None, *(each.article_id for each in ARTICLES)])
    publisher = random.choice(["", "Rudaw"])
    return tuple(
        Citation(f"{name}.{number}", name, "A report", publisher, article_id=held)
        for number in range(random.randrange(3))
    )


def statement(name: str, random: Random) -> Attribution:
    actor, stance = random.choice(ACTORS), random.choice([v.Stance.ASSERTS, v.Stance.ASSERTS, v.Stance.DENIES])
    basis = random.choice(list(v.AttributionBasis))
    return Attribution(name, actor.actor_id, basis, stance, random.choice(["", "the outlaws"]))


def figure(name: str, random: Random) -> Casualties:
    stated, *numbers = random.choice(
        [
            (v.Stated.NONE, 0, 0, 0),
            (v.Stated.NUMBER, 2, None, None),
            (v.Stated.NUMBER, 0, None, 3),
            (v.Stated.UNSPECIFIED, None, None, None),
        ]
    )
    measure, of = random.choice(list(v.Measure)), random.choice(list(v.CasualtiesOf))
    return Casualties(name, measure, of, stated, *numbers, nationality=random.choice(["", "US", "IQ", "GB"]))


def evidence(citation: Citation) -> Evidence:
    span = ARTICLES[0].span(0, 6)
    basis, grade = v.FieldBasis.STATED, v.Grade.A
    return Evidence(citation.incident_id, citation.citation_id, "weapon", "drone", basis, grade, (span,))


class Happenings:
    """What may happen to a store; each one is an edit with its revision, or is refused and changes nothing."""

    def __init__(self, store: Store, random: Random) -> None:
        self.store = store
        self.random = random
        self.kinds: tuple[Callable[[], Any], ...] = (
            self.add,
            self.change,
            self.change,
            self.change_date,
            self.remove,
            self.reject,
            self.merge,
            self.same_event,
            self.decide_same_event,
            self.respond,
            self.learn_alias,
            self.add_total,
            self.place_anew,
            self.rename_article,
            self.rename_actor,
            self.add_actor,
            self.correct_place,
        )

    def happen(self) -> str:
        """Let one thing happen, and say which."""
        kind = self.random.choice(self.kinds)
        try:
            kind()
        except IncidentMapError as refusal:
            return f"{kind.__name__} refused: {refusal}"
        return kind.__name__

    def add(self) -> None:
        self._save((None, record(f"y-{self.random.randrange(10**6)}", self.random)))

    def change(self) -> None:
        for before in self._some():
            after = record(before.incident_id, self.random)
            self._save((before, replace(after, incident=replace(after.incident, version=before.incident.version))))

    def change_date(self) -> None:
        for before in self._some():
            day = FIRST + timedelta(self.random.randrange(6))
            dates = {"date_earliest": day, "date_latest": day, "time_precision": v.TimePrecision.DAY}
            self._save((before, replace(before, incident=replace(before.incident, **dates))))

    def remove(self) -> None:
        for before in self._some():
            self._save((before, None))

    def reject(self) -> None:
        for before in self._some():
            self._save((before, replace(before, incident=replace(before.incident, status=v.Status.REJECTED))))

    def merge(self) -> None:
        found = list(self._some(2))
        if len(found) == 2:
            merge(self.store, found[0].incident_id, found[1].incident_id, "test", "one event")

    def same_event(self) -> None:
        ids = tuple(sorted(each.incident_id for each in self._some(self.random.choice([2, 3]))))
        if len(ids) > 1:
            self._save((None, SameEvent(ids, v.SameEventStatus.SUGGESTED)))

    def decide_same_event(self) -> None:
        with self.store.reading() as connection:
            keys = connection.scalars(sa.select(tables.same_events.c.same_event_id)).all()
            if keys:
                before = reading.subject(connection, f"same_event:{self.random.choice(sorted(keys))}")
        if keys:
            after = replace(before, status=self.random.choice(list(v.SameEventStatus)))
            self._save((before, self.random.choice([None, after])))

    def respond(self) -> None:
        found = list(self._some(2))
        if len(found) == 2:
            ids = [each.incident_id for each in found]
            self._save((None, Response(*ids, self.random.choice(list(v.ResponseBasis)))))

    def learn_alias(self) -> None:
        number, place = self.random.randrange(10**6), self.random.choice(PLACES)
        alias = Alias(f"alias-{number}", "old depot", place.place_id, v.WherePrec.EXACT, origin=v.AliasOrigin.ANALYST)
        self._save((None, alias))

    def add_total(self) -> None:
        named = f"total-{self.random.randrange(10**6)}"
        self._save((None, Aggregate(named, FIRST, "somebody", v.Category.ATTACK, total_low=1)))

    def place_anew(self) -> None:
        number = self.random.randrange(10**6)
        place = Place(f"coordinates:{number}", f"Point {number}", "point", 1, 33.0, 43.0, country_code="YE")
        for before in self._some():
            put = Placement(before.incident_id, place.place_id, v.WherePrec.EXACT, 33.0, 43.0, 1.0)
            save(self.store, [(before, replace(before, placement=put))], "test", "a test", [place])

    def rename_article(self) -> None:
        article = self.random.choice(ARTICLES)
        said = {"title": self.random.choice(WORDS), "publisher": self.random.choice(["", "Evening Example"])}
        self.correct_article(article.article_id, said | {"tlp": self.random.choice([None, "RED", "CLEAR"])})

    def correct_article(self, article_id: str, said: dict[str, str | None]) -> None:
        self._update(tables.articles, f"article:{article_id}", article_id=article_id, said=said)

    def rename_actor(self) -> None:
        actor = self.random.choice(ACTORS)
        said = {"aliases": [self.random.choice(WORDS)]}
        self._update(tables.actors, f"actor:{actor.actor_id}", actor_id=actor.actor_id, said=said)

    def add_actor(self) -> None:
        named = f"actor-{self.random.randrange(10**6)}"
        with self.store.writing() as writer:
            writer.add(Actor(named, named.title(), v.ActorKind.ARMED_GROUP))
            writer.add(_signed(f"actor:{named}"))
        for before in self._some():
            said = Attribution(before.incident_id, named, v.AttributionBasis.CLAIMED, v.Stance.ASSERTS)
            self._save((before, replace(before, attributions=(*before.attributions, said))))

    def correct_place(self) -> None:
        place = self.random.choice(PLACES)
        said = {"name": self.random.choice(WORDS), "country_code": self.random.choice(["IQ", "TR"])}
        self._update(tables.places, f"place:{place.place_id}", place_id=place.place_id, said=said)

    def _update(self, table: sa.Table, subject: str, *, said: dict[str, Any], **which: str) -> None:
        with self.store.writing() as writer:
            writer.connection.execute(sa.update(table).filter_by(**which).values(said))
            writer.add(_signed(subject))

    def _some(self, most: int = 1) -> Iterator[Record]:
        with self.store.reading() as connection:
            found = reading.records(connection)
        chosen = self.random.sample(sorted(found), min(most, len(found)))
        return iter([found[each] for each in chosen])

    def _save(self, change: Any) -> None:
        save(self.store, [change], "test", "a test")


def _signed(subject: str) -> Revision:
    return Revision(subject, datetime.now(UTC), "test", "a test", None, "{}", subjects=(subject,))
