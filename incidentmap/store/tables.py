"""The tables, as the nouns declare them. A change there or here needs a migration; a test compares the two."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem

from incidentmap.model import vocabulary as v
from incidentmap.model.field import Field, declared
from incidentmap.model.registry import named, noun_of
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


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=True)


def _table_of(kind: str, *parts: SchemaItem) -> sa.Table:
    """Make the table of a noun; `parts` are columns besides its fields, or in the place of one, and rules."""
    entry = named(kind)
    own = {part.name for part in parts if isinstance(part, sa.Column)}
    fields = [each for each in declared(entry.cls).values() if not each.apart and each.name not in own]
    return _table(entry.table, *(part for each in fields for part in _column(each)), *parts)


def _column(field: Field) -> tuple[SchemaItem, ...]:
    """Make the column of a field, and what the database itself refuses in it."""
    options: dict[str, Any] = {"nullable": field.may_be_none and not field.key}
    options |= {name: True for name in ("indexed", "unique", "key") if getattr(field, name)}
    options = {_OPTIONS.get(name, name): value for name, value in options.items()}
    if field.many:
        return (sa.Column(field.name, sa.JSON, nullable=False),)
    if field.is_choice:
        return choice(field.name, field.kind, **options)
    if field.refers:
        return (link(field.name, _id_of(field.refers), **options),)
    if field.high is not None:
        return bounded(field.name, field.low or 0, field.high, whole=field.kind is int)
    if field.kind is str and not (field.key or field.required or field.may_be_none):
        return (text(field.name, index=field.indexed or None, unique=field.unique or None),)
    return (sa.Column(field.name, _TYPES[field.kind], **options),)


_OPTIONS = {"indexed": "index", "key": "primary_key"}
_TYPES: dict[type, Any] = {str: sa.Text, int: sa.Integer, float: sa.Float, date: sa.Date, datetime: UtcDateTime}


def _id_of(kind: str) -> str:
    entry = named(kind)
    return f"{entry.table}.{entry.id[0]}"


def _apart(kind: str, field: str, own: sa.Column[Any]) -> sa.Table:
    """Make the table of a field of which a noun has many: one row each, under the id of the noun."""
    held = declared(named(kind).cls)[field]
    name, _, column = held.apart.partition(".")
    to = (sa.ForeignKey(_id_of(held.refers)),) if held.refers else ()
    return _table(name, own, sa.Column(column, sa.Text, *to, primary_key=True, index=True))


def table_of(noun: Any) -> sa.Table:
    """Give the table of a noun or of its type."""
    return metadata.tables[noun_of(noun).table]


def apart_of(field: Field) -> tuple[sa.Table, str]:
    """Give the table that holds a field apart, and its column there; "" where whole nouns stand there."""
    name, _, column = field.apart.partition(".")
    return metadata.tables[name], column


articles = _table_of("article")
actors = _table_of("actor")
actor_links = _table_of("actor_link", sa.CheckConstraint("actor <> parent", name="not_itself"))
places = _table_of(
    "place",
    *bounded("radius_km", 0, 20_000),
    sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="point_whole"),
)
aliases = _table_of("alias")
incidents = _table_of(
    "incident",
    sa.Column("version", sa.Integer, nullable=False),
    sa.CheckConstraint("version >= 1", name="version_positive"),
    sa.CheckConstraint("date_earliest <= date_latest", name="dates_ordered"),
    sa.CheckConstraint("(date_earliest IS NULL) = (time_precision = 'on_or_before')", name="open_start"),
    sa.CheckConstraint("(merged_into IS NOT NULL) = (status = 'merged')", name="merged_into_one"),
)
target_actors = _apart("incident", "target_actors", link("incident_id", "incidents.incident_id", primary_key=True))
citations = _table_of("citation")
# Statements and figures are numbered in the order in which they were entered; words point at them by their ids.
attributions = _table_of("attribution", _number("number"))
casualties = _table_of(
    "casualties",
    _number("number"),
    sa.CheckConstraint("low <= best AND best <= high AND low <= high", name="figures_ordered"),
    sa.CheckConstraint("stated <> 'none' OR (low = 0 AND high = 0)", name="none_is_zero"),
    sa.CheckConstraint("stated <> 'unspecified' OR coalesce(low, best, high) IS NULL", name="unspecified_is_blank"),
    sa.CheckConstraint("stated <> 'number' OR coalesce(low, best, high) IS NOT NULL", name="number_is_given"),
)
evidence = _table_of("evidence", _number("evidence_id"))
aggregates = _table_of("aggregate")
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

responses = _table_of("response", sa.CheckConstraint("from_incident <> to_incident", name="not_itself"))
same_events = _table_of("same_event", sa.Column("same_event_id", sa.Text, primary_key=True))
same_event_members = _apart(
    "same_event", "incident_ids", link("same_event_id", "same_events.same_event_id", primary_key=True)
)
stories = _table_of("story")
imports = _table_of("import")
origins = _table_of("origin", kept())
# What came with an import beside incidents, named as edits name it.
import_subjects = _table(
    "import_subjects",
    link("import_id", "imports.import_id", primary_key=True, index=True),
    sa.Column("subject", sa.Text, primary_key=True, index=True),
    kept(),
)
# What came with an import, named as edits name it: a mark for each field that it said something in.
digests = _table("digests", sa.Column("subject", sa.Text, primary_key=True), text("marks"))
revisions = _table_of("revision", _number("revision_id"))
revision_subjects = _apart(
    "revision",
    "subjects",
    sa.Column("revision_id", sa.Integer, sa.ForeignKey("revisions.revision_id"), primary_key=True),
)
snapshots = _table_of("snapshot")
snapshot_files = _table_of("snapshot_file")
# Rows of snapshots, packed; a page goes by the sha256 of what it holds, so that snapshots that hold the same share it.
snapshot_pages = _table(
    "snapshot_pages",
    sa.Column("page_id", sa.Text, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
