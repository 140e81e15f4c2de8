"""Columns with their bounds: what the database itself refuses."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum, IntEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone, so it is put back on reading."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Turn any aware moment into UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Give every moment its zone."""
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC)


def text(name: str, **options: Any) -> sa.Column[str]:
    """A text that is never null; "" means not stated."""
    return sa.Column(name, sa.Text, nullable=False, server_default="", **options)


def link(name: str, target: str, *, nullable: bool = False, **options: Any) -> sa.Column[str]:
    """A foreign key to a text id."""
    return sa.Column(name, sa.Text, sa.ForeignKey(target), nullable=nullable, **options)


def choice(
    name: str, kind: type[Enum], *, nullable: bool = False, **options: Any
) -> tuple[sa.Column[Any], sa.CheckConstraint]:
    """A column that takes the values of one enumeration only; unpack it into the table."""
    column_type = sa.SmallInteger() if issubclass(kind, IntEnum) else sa.Text()
    known = ", ".join(repr(member.value) for member in kind)
    return (
        sa.Column(name, column_type, nullable=nullable, **options),
        sa.CheckConstraint(f"{name} IN ({known})", name=f"{name}_known"),
    )


def bounded(name: str, low: float, high: float, *, whole: bool = False) -> tuple[sa.Column[Any], sa.CheckConstraint]:
    """A number within low..high or null; unpack it into the table."""
    column_type = sa.Integer() if whole else sa.Float()
    return (
        sa.Column(name, column_type),
        sa.CheckConstraint(f"{name} BETWEEN {low} AND {high}", name=f"{name}_range"),
    )


def point() -> tuple[Any, ...]:
    """Latitude and longitude in degrees WGS 84, both or neither; unpack it into the table."""
    return (
        *bounded("latitude", -90, 90),
        *bounded("longitude", -180, 180),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="point_whole"),
    )


def kept() -> sa.Column[bool]:
    """Whether a row stays when the import that it came with is taken back."""
    return sa.Column("kept", sa.Boolean, nullable=False, server_default=sa.false())
