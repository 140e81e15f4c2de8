"""Small stores for one purpose each, with text from outside that means no good, or that runs right to left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from incidentmap.model import (
    Aggregate,
    Article,
    Attribution,
    Casualties,
    Citation,
    Evidence,
    SameEvent,
    article_id_of,
)
from incidentmap.model import vocabulary as v
from incidentmap.store import Store
from tests import records, stores

FIRST, SECOND = "X-1", "X-2"
PLACE_ID = records.PLACE.place_id


def store_at(home: Path, *nouns: object) -> None:
    """Add these records to the store under `home`, which is made if there is none."""
    path = home / stores.FILE
    store = Store.open(path) if path.exists() else stores.empty_at(path)
    with store.writing() as writer:
        for noun in nouns:
            writer.add(noun)
        writer.add(records.revision())
    store.close()


def told_in(
    home: Path, *, text: str, name: str, url: str, day: tuple[date, date], place_name: str, figures: tuple[int, int]
) -> None:
    """Two incidents at one place, in which every text that comes from outside is this one or that name."""
    article = Article(article_id_of(text), text, title=name, publisher=name, author=name, url=url)
    incident = records.incident(
        FIRST, summary=text, notes=text, target=name, weapon=name, place_text=text, site=name,
        date_earliest=day[0], date_latest=day[1], time_precision=v.TimePrecision.WEEK,
    )  # fmt: skip
    held = Citation("c.held", FIRST, title=name, publisher=name, url=url, article_id=article.article_id)
    named = Citation("c.named", FIRST, title=name, publisher=name, url='https://example.org/"onclick="window.pwned=1')
    span = article.span(0, len(text))
    low, high = figures
    store_at(
        home,
        replace(records.ACTOR, name=name, name_ar=name, aliases=(name,)),
        replace(records.PLACE, name=place_name),
        article,
        incident,
        replace(incident, incident_id=SECOND),
        records.placement(FIRST),
        records.placement(SECOND),
        held,
        named,
        Attribution(FIRST, records.ACTOR.actor_id, v.AttributionBasis.CLAIMED, v.Stance.ASSERTS, name, name, day[0]),
        Casualties(FIRST, v.Measure.KILLED, v.CasualtiesOf.TARGETS, v.Stated.NUMBER, low, None, high, "c.held", name),
        Evidence(FIRST, "c.held", "excerpt", "", v.FieldBasis.STATED, v.Grade.A, (span,)),
        SameEvent((FIRST, SECOND), v.SameEventStatus.SUGGESTED, why=text),
        Aggregate(
            "total-1", date(2023, 11, 5), name, v.Category.ATTACK, attackers=(name,), targets=(name,), places=(name,),
            injured_low=low, injured_high=high, title=text, publisher=name, url=url, note=text,
        ),
    )  # fmt: skip
