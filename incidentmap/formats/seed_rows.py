"""Rows of the seeds' tables as nouns, each checked against the names of the rows before it."""

from __future__ import annotations

from hashlib import sha256

from incidentmap.formats.csv_rows import Row
from incidentmap.formats.date_ranges import date_range
from incidentmap.model import (
    Actor,
    ActorLink,
    Aggregate,
    Attribution,
    Casualties,
    Citation,
    Incident,
    Response,
    SameEvent,
)
from incidentmap.model import vocabulary as v


class SeedRows:
    """Holds the names already read, against which later rows are checked."""

    def __init__(self) -> None:
        self.actor_ids: dict[str, str] = {}
        self.incident_ids: dict[str, str] = {}
        self.citation_ids: dict[tuple[str, str], str] = {}
        self.taken: dict[tuple[str, str], str] = {}

    def _actor_id(self, row: Row, field: str) -> str:
        return row.known(field, self.actor_ids, "a name in actors.csv")

    def _incident_id(self, row: Row, field: str) -> str:
        return row.known(field, self.incident_ids, "an incident of these seeds")

    def _citation_id(self, row: Row, incident_id: str) -> str | None:
        url = row.text("source_url")
        if url and (incident_id, url) not in self.citation_ids:
            raise row.refused("source_url", "is none of the incident's citations; add it to citations.csv")
        return self.citation_ids[incident_id, url] if url else None

    def _take(self, row: Row, *fields: str) -> None:
        """Refuse a row that repeats an id or a name of an earlier one; else note its own."""
        for field in fields:
            if first := self.taken.get((field, row.text(field))):
                raise row.refused(field, f"is taken by {first}; give this row its own, or remove it")
        self.taken |= {(field, row.text(field)): row.name for field in fields}

    def actor(self, row: Row) -> Actor:
        """Make an actor whose id and name no earlier row has."""
        actor = _actor(row)
        self._take(row, "actor_id", "name")
        return actor

    def actor_link(self, row: Row) -> ActorLink:
        """Make a link between two actors."""
        actor, parent = self._actor_id(row, "actor"), self._actor_id(row, "parent")
        return ActorLink(actor, parent, row.word("link", v.LinkKind), row.text("from"), row.text("to"))

    def incident(self, row: Row) -> Incident:
        """Make an incident whose id no earlier row has."""
        earliest, latest = date_range(row)
        targets = row.many("target_actors")
        incident = Incident(
            incident_id=row.text("incident_id"),
            category=row.word("category", v.Category),
            event_type=row.word("event_type", v.EventType),
            date_earliest=earliest,
            date_latest=latest,
            time_precision=row.word("time_precision", v.TimePrecision),
            outcome=row.word_or_blank("outcome", v.Outcome),
            weapon=row.text("weapon"),
            weapon_class=row.word_or_blank("weapon_class", v.WeaponClass),
            target=row.text("target"),
            target_actors=tuple(
                row.known_name("target_actors", name, self.actor_ids, "a name in actors.csv") for name in targets
            ),
            place_text=row.text("place_text"),
            place_relation=row.word_or_blank("place_relation", v.PlaceRelation),
            site=row.text("site"),
            admin1=row.text("admin1"),
            country=row.text("country"),
            summary=row.text("summary"),
            notes=row.text("notes"),
        )
        self._take(row, "incident_id")
        return incident

    def citation(self, row: Row) -> Citation:
        """Make a source of an incident."""
        incident_id, title, url = self._incident_id(row, "incident_id"), row.text("title"), row.text("url")
        credibility = row.whole("information_credibility")
        if credibility not in (None, *v.Credibility):
            raise row.refused("information_credibility", "is not 1 to 6")
        return Citation(
            citation_id="cit-" + _digest(incident_id, title, url),
            incident_id=incident_id,
            title=title,
            publisher=row.text("publisher"),
            url=url,
            date=row.day("date"),
            source_reliability=row.word_or_blank("source_reliability", v.Reliability),
            information_credibility=None if credibility is None else v.Credibility(credibility),
        )

    def attribution(self, row: Row) -> Attribution:
        """Make a statement of who did it."""
        incident_id = self._incident_id(row, "incident_id")
        return Attribution(
            incident_id=incident_id,
            actor_id=self._actor_id(row, "actor"),
            basis=row.word("basis", v.AttributionBasis),
            stance=row.word("stance", v.Stance),
            stated_as=row.text("stated_as"),
            stated_by=row.text("stated_by"),
            stated_on=row.day("stated_on"),
            citation_id=self._citation_id(row, incident_id),
        )

    def casualties(self, row: Row) -> Casualties:
        """Make a figure of one source."""
        incident_id = self._incident_id(row, "incident_id")
        return Casualties(
            incident_id=incident_id,
            measure=row.word("measure", v.Measure),
            of=row.word("of", v.CasualtiesOf),
            stated=row.word("stated", v.Stated),
            low=row.whole("low"),
            best=row.whole("best"),
            high=row.whole("high"),
            citation_id=self._citation_id(row, incident_id),
            note=row.text("note"),
            nationality=row.text("nationality"),
        )

    def response(self, row: Row) -> Response:
        """Make a link from an incident to the one that it answers."""
        from_incident, to_incident = self._incident_id(row, "from_incident"), self._incident_id(row, "to_incident")
        return Response(from_incident, to_incident, row.word("basis", v.ResponseBasis))

    def same_event(self, row: Row) -> SameEvent:
        """Make a set of incidents that may be one event."""
        members = tuple(
            row.known_name("incident_ids", name, self.incident_ids, "an incident of these seeds")
            for name in row.many("incident_ids")
        )
        return SameEvent(members, row.word("status", v.SameEventStatus), row.text("why"))


def _actor(row: Row) -> Actor:
    return Actor(
        actor_id=row.text("actor_id"),
        name=row.text("name"),
        kind=row.word("kind", v.ActorKind),
        name_ar=row.text("name_ar"),
        aliases=row.many("aliases"),
        side=row.text("side"),
        country=row.text("country"),
        notes=row.text("notes"),
        source_url=row.text("source_url"),
    )


def aggregate(row: Row) -> Aggregate:
    """Make a total over many attacks, as its counter printed it."""
    as_of = row.day("as_of")
    if as_of is None:
        raise row.refused("as_of", "is blank; a total needs its date")
    counts = (("IQ", row.whole("iraq")), ("SY", row.whole("syria")), ("JO", row.whole("jordan")))
    return Aggregate(
        aggregate_id="total-" + _digest(*(row.text(name) for name in ("as_of", "counter", "total", "title", "url"))),
        as_of=as_of,
        counter=row.text("counter"),
        category=v.Category.ATTACK,
        period_start=row.day("period_start"),
        total_low=row.whole("total"),
        total_high=row.whole("total"),
        by_country=tuple((country, count) for country, count in counts if count is not None),
        killed_low=row.whole("killed"),
        killed_high=row.whole("killed"),
        injured_low=row.whole("injured"),
        injured_high=row.whole("injured"),
        title=row.text("title"),
        publisher=row.text("publisher"),
        url=row.text("url"),
        note=row.text("note"),
    )


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8")).hexdigest()[:16]
