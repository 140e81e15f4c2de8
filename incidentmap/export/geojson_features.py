"""A hand-out as GeoJSON: a feature an incident, and what was asked as the member `hand_out`, which readers skip."""

from __future__ import annotations

from incidentmap.export.hand_out import HandOut, Row
from incidentmap.export.row_facts import facts
from incidentmap.export.row_geometry import drawn
from incidentmap.formats.geojson_file import Feature, to_geojson


def write(hand_out: HandOut) -> bytes:
    """Write the file."""
    features = (_feature(row, hand_out) for row in hand_out.rows())
    return to_geojson(features, hand_out=dict(hand_out.provenance.lines()))


def _feature(row: Row, hand_out: HandOut) -> Feature:
    where = drawn(row, hand_out.gazetteer)
    return Feature(row.record.incident_id, where.geometry, facts(row, where, hand_out.names))
