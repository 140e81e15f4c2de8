"""Choosing what to see: filters, the frames they are applied to, and the counts that add up."""

from incidentmap.select.actors import Branch, tree
from incidentmap.select.apply import Counts, Excluded, View, apply
from incidentmap.select.choices import CODES, FILTERS, IDS, NOT_STATED, UNPLACED, Role
from incidentmap.select.filter import IncidentFilter
from incidentmap.select.frames import Frames, Kind
from incidentmap.select.link import Known, from_query, to_query
from incidentmap.select.marks import incidents_at, marks
from incidentmap.select.shaping import read_frames
from incidentmap.select.spoken import in_words
from incidentmap.select.timeline import Timeline, presets, timeline

__all__ = [
    "CODES",
    "FILTERS",
    "IDS",
    "NOT_STATED",
    "UNPLACED",
    "Branch",
    "Counts",
    "Excluded",
    "Frames",
    "IncidentFilter",
    "Kind",
    "Known",
    "Role",
    "Timeline",
    "View",
    "apply",
    "from_query",
    "in_words",
    "incidents_at",
    "marks",
    "presets",
    "read_frames",
    "timeline",
    "to_query",
    "tree",
]
