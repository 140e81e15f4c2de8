"""Positions as people write them: one reader for the form, tables, the command line and files that are brought."""

from incidentmap.text.positions.axis import read_axis
from incidentmap.text.positions.position import Position
from incidentmap.text.positions.position_reader import FORMS, Found, off_globe, position_in, read_position

__all__ = ["FORMS", "Found", "Position", "off_globe", "position_in", "read_axis", "read_position"]
