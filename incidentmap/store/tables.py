"""The tables. A change here needs a migration; a test compares the two."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem

from incidentmap.model import vocabulary as v
from incidentmap.store.column_types import UtcDateTime, bounded, choice, kept, link, point, text

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _table(name: str, *parts: SchemaItem) -> sa.Table:
    return sa.Table(name, metadata, *parts)


def _id(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=True)


def _of_incident() -> sa.Column[str]:
    return link("incident_id", "incidents.incident_id", index=True)


articles = _table(
    "articles",
    _id("article_id"),
    text("text"),
    text("title"),
    text("publisher"),
    text("author"),
    text("url"),
    sa.Column("published_on", sa.Date),
    sa.Column("retrieved_at", UtcDateTime),
    text("language"),
    *choice("source_reliability", v.Reliability, nullable=True),
    *choice("tlp", v.Tlp, nullable=True),
    link("replaces", "articles.article_id", nullable=True),
)

actors = _table(
    "actors",
    _id("actor_id"),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    *choice("kind", v.ActorKind),
    text("name_ar"),
    sa.Column("aliases", sa.JSON, nullable=False),
    text("side"),
    text("country"),
    text("notes"),
    text("source_url"),
)

actor_links = _table(
    "actor_links",
    link("actor", "actors.actor_id", primary_key=True),
    link("parent", "actors.actor_id", primary_key=True),
    *choice("link", v.LinkKind, primary_key=True),
    text("valid_from"),
    text("valid_to"),
    sa.CheckConstraint("actor <> parent", name="not_itself"),
)

places = _table(
    "places",
    _id("place_id"),
    sa.Column("name", sa.Text, nullable=False),
    text("kind"),
    *bounded("radius_km", 0, 20_000),
    *point(),
    text("name_ar"),
    sa.Column("aliases", sa.JSON, nullable=False),
    text("admin1"),
    text("admin2"),
    text("country_code"),
    text("source"),
    text("licence"),
    text("verified"),
)

aliases = _table(
    "aliases",
    _id("alias_id"),
    sa.Column("text", sa.Text, nullable=False),
    text("country"),
    text("admin1"),
    link("place_id", "places.place_id", index=True),
    *choice("where_prec", v.WherePrec),
    *choice("origin", v.AliasOrigin),
    text("source"),
)

incidents = _table(
    "incidents",
    _id("incident_id"),
    sa.Column("version", sa.Integer, nullable=False),
    *choice("category", v.Category),
    *choice("event_type", v.EventType),
    sa.Column("date_earliest", sa.Date),
    sa.Column("date_latest", sa.Date, nullable=False, index=True),
    *choice("time_precision", v.TimePrecision),
    *choice("outcome", v.Outcome, nullable=True),
    text("weapon"),
    *choice("weapon_class", v.WeaponClass, nullable=True),
    text("target"),
    text("place_text"),
    *choice("place_relation", v.PlaceRelation, nullable=True),
    text("site"),
    text("admin1"),
    text("admin2"),
    text("country"),
    text("summary"),
    text("notes"),
    *choice("status", v.Status),
    link("merged_into", "incidents.incident_id", nullable=True),
    *choice("tlp", v.Tlp, nullable=True),
    sa.CheckConstraint("version >= 1", name="version_positive"),
    sa.CheckConstraint("date_earliest <= date_latest", name="dates_ordered"),
    sa.CheckConstraint("(date_earliest IS NULL) = (time_precision = 'on_or_before')", name="open_start"),
    sa.CheckConstraint("(merged_into IS NOT NULL) = (status = 'merged')", name="merged_into_one"),
)

target_actors = _table(
    "target_actors",
    link("incident_id", "incidents.incident_id", primary_key=True),
    link("actor_id", "actors.actor_id", primary_key=True, index=True),
)

citations = _table(
    "citations",
    _id("citation_id"),
    _of_incident(),
    text("title"),
    text("publisher"),
    text("url"),
    sa.Column("date", sa.Date),
    *choice("source_reliability", v.Reliability, nullable=True),
    *choice("information_credibility", v.Credibility, nullable=True),
    link("article_id", "articles.article_id", nullable=True),
)

attributions = _table(
    "attributions",
    _number("attribution_id"),
    _of_incident(),
    link("actor_id", "actors.actor_id", index=True),
    *choice("basis", v.AttributionBasis),
    *choice("stance", v.Stance),
    text("stated_as"),
    text("stated_by"),
    sa.Column("stated_on", sa.Date),
    link("citation_id", "citations.citation_id", nullable=True),
)

casualties = _table(
    "casualties",
    _number("casualties_id"),
    _of_incident(),
    *choice("measure", v.Measure),
    *choice("of", v.CasualtiesOf),
    *choice("stated", v.Stated),
    *bounded("low", 0, 10_000_000, whole=True),
    *bounded("best", 0, 10_000_000, whole=True),
    *bounded("high", 0, 10_000_000, whole=True),
    link("citation_id", "citations.citation_id", nullable=True),
    text("note"),
    sa.CheckConstraint("low <= best AND best <= high AND low <= high", name="figures_ordered"),
    sa.CheckConstraint("stated <> 'none' OR (low = 0 AND high = 0)", name="none_is_zero"),
    sa.CheckConstraint("stated <> 'unspecified' OR coalesce(low, best, high) IS NULL", name="unspecified_is_blank"),
    sa.CheckConstraint("stated <> 'number' OR coalesce(low, best, high) IS NOT NULL", name="number_is_given"),
)

evidence = _table(
    "evidence",
    _number("evidence_id"),
    _of_incident(),
    link("citation_id", "citations.citation_id"),
    sa.Column("field", sa.Text, nullable=False),
    text("value"),
    *choice("basis", v.FieldBasis),
    *choice("grade", v.Grade),
)

aggregates = _table(
    "aggregates",
    _id("aggregate_id"),
    sa.Column("as_of", sa.Date, nullable=False),
    text("counter"),
    *choice("category", v.Category),
    sa.Column("period_start", sa.Date),
    sa.Column("attackers", sa.JSON, nullable=False),
    sa.Column("targets", sa.JSON, nullable=False),
    *bounded("total_low", 0, 10_000_000, whole=True),
    *bounded("total_high", 0, 10_000_000, whole=True),
    sa.Column("by_country", sa.JSON, nullable=False),
    *bounded("killed_low", 0, 10_000_000, whole=True),
    *bounded("killed_high", 0, 10_000_000, whole=True),
    *bounded("injured_low", 0, 10_000_000, whole=True),
    *bounded("injured_high", 0, 10_000_000, whole=True),
    sa.Column("places", sa.JSON, nullable=False),
    text("title"),
    text("publisher"),
    text("url"),
    text("note"),
)

spans = _table(
    "spans",
    _number("span_id"),
    link("article_id", "articles.article_id", index=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("quote", sa.Text, nullable=False),
    sa.Column("evidence_id", sa.Integer, sa.ForeignKey("evidence.evidence_id"), index=True),
    link("aggregate_id", "aggregates.aggregate_id", nullable=True, index=True),
    sa.CheckConstraint('0 <= start AND start < "end"', name="offsets_ordered"),
    sa.CheckConstraint("(evidence_id IS NULL) <> (aggregate_id IS NULL)", name="one_owner"),
)

placements = _table(
    "placements",
    link("incident_id", "incidents.incident_id", primary_key=True),
    link("place_id", "places.place_id", nullable=True, index=True),
    *choice("where_prec", v.WherePrec, nullable=True),
    *point(),
    *bounded("uncertainty_km", 0, 20_000),
    *choice("method", v.PlacementMethod, nullable=True),
    *bounded("score", 0, 1),
    sa.Column("alternatives", sa.JSON, nullable=False),
    text("queried_as"),
    text("geocoder"),
    text("reason"),
    sa.Column("fell_back", sa.Boolean, nullable=False, server_default=sa.false()),
    text("decided_by"),
    text("anchor_id"),
    sa.CheckConstraint("(place_id IS NULL OR fell_back) = (reason <> '')", name="place_or_reason"),
    sa.CheckConstraint("NOT fell_back OR (place_id IS NOT NULL AND decided_by = '')", name="only_areas_fall_back"),
    sa.CheckConstraint("(place_id IS NULL) = (where_prec IS NULL)", name="place_has_precision"),
    sa.CheckConstraint("(latitude IS NULL) = (coalesce(where_prec, 6) IN (5, 6))", name="country_is_no_point"),
)

responses = _table(
    "responses",
    link("from_incident", "incidents.incident_id", primary_key=True),
    link("to_incident", "incidents.incident_id", primary_key=True, index=True),
    *choice("basis", v.ResponseBasis),
    sa.CheckConstraint("from_incident <> to_incident", name="not_itself"),
)

same_events = _table(
    "same_events",
    _id("same_event_id"),
    *choice("status", v.SameEventStatus),
    text("why"),
)

same_event_members = _table(
    "same_event_members",
    link("same_event_id", "same_events.same_event_id", primary_key=True),
    link("incident_id", "incidents.incident_id", primary_key=True, index=True),
)

imports = _table(
    "imports",
    _id("import_id"),
    text("sha256"),
    text("format"),
    text("by"),
    sa.Column("at", UtcDateTime, nullable=False),
    text("mapping"),
    *choice("state", v.ImportState, server_default=v.ImportState.APPLIED.value),
)

origins = _table(
    "origins",
    link("incident_id", "incidents.incident_id", primary_key=True),
    link("import_id", "imports.import_id", primary_key=True, index=True),
    text("dataset"),
    text("external_id"),
    text("raw_row"),
    kept(),
)

# What came with an import beside incidents, named as edits name it.
import_subjects = _table(
    "import_subjects",
    link("import_id", "imports.import_id", primary_key=True, index=True),
    sa.Column("subject", sa.Text, primary_key=True, index=True),
    kept(),
)

revisions = _table(
    "revisions",
    _number("revision_id"),
    sa.Column("subject", sa.Text, nullable=False, index=True),
    sa.Column("changed_at", UtcDateTime, nullable=False),
    text("changed_by"),
    text("why"),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
)

revision_subjects = _table(
    "revision_subjects",
    sa.Column("revision_id", sa.Integer, sa.ForeignKey("revisions.revision_id"), primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True, index=True),
)
