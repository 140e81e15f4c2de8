"""Placements say how they came about, who decided, and whether they are only the area around

What was told by a score, a wording or a sign in an id gets a column of its own, in the placements and in the edits that
hold them. Equal placements of one incident stay equal, so that each edit can be undone exactly when it could before.
"""

import json
import logging
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NAME_NOT_KEPT = "an analyst, name not kept"
_METHODS = (
    "site", "town", "district", "governorate", "country", "sea", "coordinates", "alias", "near", "area", "direction",
    "part", "several", "or", "chosen", "point",
)  # fmt: skip
_BY_HAND = "chosen by an analyst"
_FALLBACK_SCORE = 0.5
_AREAS = ("country", "governorate", "district")
_FROM_ANOTHER = ("near", "area", "direction", "part", "district", "chosen")  # not an area that holds several
_BATCH = 500
_LOG = logging.getLogger("incidentmap.store.migrations")
_REVISIONS = sa.table("revisions", *map(sa.column, ("revision_id", "changed_by", "before", "after")))
_PLACEMENTS = sa.table(
    "placements",
    sa.column("alternatives", sa.JSON),
    *map(sa.column, ("incident_id", "place_id", "where_prec", "latitude", "longitude", "uncertainty_km", "method")),
    *map(sa.column, ("score", "queried_as", "geocoder", "reason", "decided_by", "anchor_id")),
    sa.column("fell_back", sa.Boolean),
)
_INCIDENTS = sa.table("incidents", *map(sa.column, ("incident_id", "country", "admin1", "admin2")))
_NOTHING_NEW = {"fell_back": False, "decided_by": "", "anchor_id": ""}
_NEW = tuple(_NOTHING_NEW)

Placed = dict[str, Any]
Deciders = dict[tuple[str, Any], str]  # by incident and placement


def upgrade() -> None:
    connection = op.get_bind()
    with op.batch_alter_table("placements", copy_from=_table_before()) as batch:
        batch.drop_constraint(op.f("ck_placements_place_or_reason"), type_="check")
        batch.alter_column("method", existing_type=sa.Text(), nullable=True, server_default=None)
        batch.add_column(sa.Column("fell_back", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch.add_column(sa.Column("decided_by", sa.Text(), server_default="", nullable=False))
        batch.add_column(sa.Column("anchor_id", sa.Text(), server_default="", nullable=False))
    deciders = _who_decided(connection)
    _type_rows(connection, deciders)
    _type_edits(connection, deciders)
    known = ", ".join(repr(each) for each in _METHODS)
    with op.batch_alter_table("placements", copy_from=_table_between()) as batch:
        batch.create_check_constraint(op.f("ck_placements_method_known"), f"method IN ({known})")
        batch.create_check_constraint(
            op.f("ck_placements_place_or_reason"), "(place_id IS NULL OR fell_back) = (reason <> '')"
        )
        batch.create_check_constraint(
            op.f("ck_placements_only_areas_fall_back"), "NOT fell_back OR (place_id IS NOT NULL AND decided_by = '')"
        )
    for incident_id, doubt in _doubtful(connection):
        _LOG.warning("incident:%s: %s; look at where it was put", incident_id, doubt)


def _who_decided(connection: sa.Connection) -> Deciders:
    """Name who first put an incident where a person put it; who takes a later edit back does not decide."""
    deciders: Deciders = {}
    for row in _edits(connection, _BY_HAND):
        for key, placement in _placements_in(row.after):
            if placement["geocoder"] == _BY_HAND:
                deciders.setdefault((key, _frozen(placement)), row.changed_by)
    return deciders


def _type_rows(connection: sa.Connection, deciders: Deciders) -> None:
    held = [column for column in _PLACEMENTS.c if column.name not in _NEW]
    update = sa.update(_PLACEMENTS).where(_PLACEMENTS.c.incident_id == sa.bindparam("named"))
    update = update.values({name: sa.bindparam(f"new_{name}") for name in ("method", "reason", *_NEW)})
    last = ""
    while rows := _next_rows(connection, held, last):
        changed = []
        for row in rows:
            placement = {**row, "alternatives": [_candidate(each) for each in row["alternatives"]]}
            typed = _typed(f"incident:{row['incident_id']}", placement, deciders)
            if typed != placement | _NOTHING_NEW:
                values = {f"new_{name}": typed[name] for name in ("method", "reason", *_NEW)}
                changed.append({"named": row["incident_id"], **values})
        if changed:
            connection.execute(update, changed)
        last = rows[-1]["incident_id"]


def _next_rows(connection: sa.Connection, columns: list[Any], last: str) -> list[Placed]:
    named = _PLACEMENTS.c.incident_id
    query = sa.select(*columns).where(named > last).order_by(named).limit(_BATCH)
    return [dict(row) for row in connection.execute(query).mappings()]


def _type_edits(connection: sa.Connection, deciders: Deciders) -> None:
    for row in _edits(connection, '"placement"'):
        sides = {"before": _typed_side(row.before, deciders), "after": _typed_side(row.after, deciders)}
        named = _REVISIONS.c.revision_id == row.revision_id
        connection.execute(sa.update(_REVISIONS).where(named).values(sides))


def _edits(connection: sa.Connection, words: str) -> Iterator[Any]:
    """Read the edits that hold some words, oldest first, in batches: what is read may be written meanwhile."""
    held, last = _REVISIONS.c, 0
    says = held.before.contains(words, autoescape=True) | held.after.contains(words, autoescape=True)
    query = sa.select(held.revision_id, held.changed_by, held.before, held.after).where(says)
    query = query.order_by(held.revision_id).limit(_BATCH)
    while rows := connection.execute(query.where(held.revision_id > last)).all():
        yield from rows
        last = rows[-1].revision_id


def _typed_side(side: str | None, deciders: Deciders) -> str | None:
    sheets = _sheets(side)
    if sheets is None:
        return side
    for key, placement in _placements_of(sheets):
        sheets[key]["placement"] = _typed(key, placement, deciders)
    return json.dumps(sheets, ensure_ascii=False)


def _placements_in(side: str | None) -> list[tuple[str, Placed]]:
    return _placements_of(_sheets(side) or {})


def _sheets(side: str | None) -> dict[str, Any] | None:
    """Read one side of an edit; None where it is not of the form that edits have, as those of imports."""
    try:
        found = json.loads(side or "null")
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _placements_of(sheets: dict[str, Any]) -> list[tuple[str, Placed]]:
    return [
        (key, sheet["placement"])
        for key, sheet in sheets.items()
        if key.startswith("incident:") and isinstance(sheet, dict) and isinstance(sheet.get("placement"), dict)
    ]


def _typed(key: str, placement: Placed, deciders: Deciders) -> Placed:
    """Say in fields what signs said; a function of the placement alone, so that equal ones stay equal."""
    method = placement["method"] if placement["method"] in _METHODS else None
    chosen = placement["geocoder"] == _BY_HAND
    fell_back = _is_around(placement)
    said = f"this is the {method} that is stated" if fell_back else ""
    return placement | {
        "method": method,
        "reason": placement["reason"] or said,
        "fell_back": fell_back,
        "decided_by": deciders.get((key, _frozen(placement)), NAME_NOT_KEPT) if chosen else "",
        "anchor_id": _anchor(placement["place_id"] or "", method),
    }


def _is_around(placement: Placed) -> bool:
    """Tell where only the area stated around the words is known: by score, kind of area, and that words were asked."""
    at = placement["place_id"] is not None and placement["method"] in _AREAS and placement["geocoder"] != _BY_HAND
    return at and placement["score"] == _FALLBACK_SCORE and bool(placement["queried_as"])


def _anchor(place_id: str, method: str | None) -> str:
    return place_id.rpartition("@")[0] if method in _FROM_ANOTHER else ""


def _candidate(held: list[Any]) -> dict[str, Any]:
    """Write a candidate as edits hold it."""
    return dict(zip(("place_id", "name", "score"), held, strict=True))


def _frozen(value: Any) -> Any:
    """Make a value a key: equal ones are one, whatever the order of their fields."""
    if isinstance(value, dict):
        return tuple(sorted((name, _frozen(each)) for name, each in value.items() if name not in _NEW))
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _doubtful(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """List what has the score of such an area, but may not be one: it was read so, or stands elsewhere."""
    held = _PLACEMENTS.c
    query = sa.select(held.incident_id, held.place_id, held.fell_back, held.method, *_INCIDENTS.c[1:])
    query = query.join_from(_PLACEMENTS, _INCIDENTS, held.incident_id == _INCIDENTS.c.incident_id)
    query = query.where(held.score == _FALLBACK_SCORE, held.place_id.is_not(None))
    for row in connection.execute(query.order_by(held.incident_id)):
        stated = row.place_id in (f"country:{row.country}", f"admin1:{row.admin1}")
        stated |= row.method == "district" and row.admin2 != ""
        if row.fell_back and not stated:
            yield row.incident_id, "may be where its words say, not only the area stated around them"
        elif not row.fell_back:
            yield row.incident_id, "may be only the area stated around its words, though it does not say so"


def _table_before() -> sa.Table:
    """Describe the table as version 0003 has it: SQLite's own description lacks the checks."""
    return sa.Table(
        "placements",
        sa.MetaData(),
        *_columns(),
        sa.Column("method", sa.Text(), server_default="", nullable=False),
        *_columns_after(),
        sa.CheckConstraint("(place_id IS NULL) = (reason <> '')", name=op.f("ck_placements_place_or_reason")),
        *_kept(),
    )


def _table_between() -> sa.Table:
    return sa.Table(
        "placements",
        sa.MetaData(),
        *_columns(),
        sa.Column("method", sa.Text(), nullable=True),
        *_columns_after(),
        sa.Column("fell_back", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("decided_by", sa.Text(), server_default="", nullable=False),
        sa.Column("anchor_id", sa.Text(), server_default="", nullable=False),
        *_kept(),
    )


def _columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("where_prec", sa.SmallInteger(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("uncertainty_km", sa.Float(), nullable=True),
    )


def _columns_after() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("alternatives", sa.JSON(), nullable=False),
        sa.Column("queried_as", sa.Text(), server_default="", nullable=False),
        sa.Column("geocoder", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
    )


def _kept() -> tuple[Any, ...]:
    return (
        sa.CheckConstraint(
            "(latitude IS NULL) = (coalesce(where_prec, 6) IN (5, 6))", name=op.f("ck_placements_country_is_no_point")
        ),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_placements_point_whole")),
        sa.CheckConstraint("(place_id IS NULL) = (where_prec IS NULL)", name=op.f("ck_placements_place_has_precision")),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_placements_latitude_range")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_placements_longitude_range")),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_placements_score_range")),
        sa.CheckConstraint("uncertainty_km BETWEEN 0 AND 20000", name=op.f("ck_placements_uncertainty_km_range")),
        sa.CheckConstraint("where_prec IN (1, 2, 3, 4, 5, 6, 7)", name=op.f("ck_placements_where_prec_known")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.incident_id"], name=op.f("fk_placements_incident_id")),
        sa.ForeignKeyConstraint(["place_id"], ["places.place_id"], name=op.f("fk_placements_place_id")),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_placements")),
        sa.Index("ix_placements_place_id", "place_id"),
    )
