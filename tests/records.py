"""Records for tests, made up: no place, date or name of them is anybody's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from incidentmap.model import Actor, Article, Citation, Evidence, Incident, Place, Placement, Revision, article_id_of
from incidentmap.model import vocabulary as v

TEXT = "Dateline. Two drones fell on the depot at Qaryat al-Mithal — nobody was hurt, «قال» the mayor."
ARTICLE = Article(article_id_of(TEXT), TEXT, title="Drones on a depot", published_on=date(2023, 11, 2))
ACTOR = Actor("example-brigade", "Example Brigade", v.ActorKind.ARMED_GROUP, name_ar="لواء المثال", aliases=("EB", "e"))
PLACE = Place("site:depot", "Depot", "site", 2.0, 33.0, 43.0, country_code="IQ", admin1="IQ-AN", source="made up")


def incident(incident_id: str = "X-1", **changes: Any) -> Incident:
    made = Incident(
        incident_id=incident_id,
        category=v.Category.ATTACK,
        event_type=v.EventType.AIR_DRONE_STRIKE,
        date_earliest=date(2023, 11, 1),
        date_latest=date(2023, 11, 1),
        time_precision=v.TimePrecision.DAY,
        target_actors=("example-brigade",),
        country="IQ",
        summary="Two drones fell on a depot.",
    )
    return replace(made, **changes)


def citation(incident_id: str = "X-1") -> Citation:
    return Citation(f"{incident_id}.c", incident_id, title="Drones", article_id=ARTICLE.article_id)


def evidence(incident_id: str = "X-1") -> Evidence:
    start = TEXT.index("Two drones")
    span = ARTICLE.span(start, start + len("Two drones"))
    return Evidence(incident_id, f"{incident_id}.c", "excerpt", "", v.FieldBasis.STATED, v.Grade.A, (span,))


def placement(incident_id: str = "X-1") -> Placement:
    return Placement(
        incident_id, "site:depot", v.WherePrec.EXACT, 33.0, 43.0, 2.0, v.PlacementMethod.SITE, 1.0, geocoder="made up"
    )


def revision(subject: str = "X-1", why: str = "a test") -> Revision:
    return Revision(subject, datetime.now(UTC), "tester", why, None, "{}", subjects=(f"incident:{subject}",))
