"""Choosing what to see: filters, the counts that add up, marks, timeline and pages, over the index."""

from incidentmap.query.apply import Counts, Excluded, View, apply
from incidentmap.query.filter import IncidentFilter
from incidentmap.query.filters import FILTERS, NOT_STATED, UNPLACED, Filter, Several
from incidentmap.query.groups import Branch, tree
from incidentmap.query.kinds import Kind
from incidentmap.query.link import from_query, to_query
from incidentmap.query.listing import ids, position, table, who_did_it
from incidentmap.query.marks import Mark, Marks, Window, around, extent, marks, rows_of_mark
from incidentmap.query.role import Role
from incidentmap.query.sentence import in_words
from incidentmap.query.timeline import Timeline, earliest_day, latest_day, presets, timeline

__all__ = [
    "FILTERS",
    "NOT_STATED",
    "UNPLACED",
    "Branch",
    "Counts",
    "Excluded",
    "Filter",
    "IncidentFilter",
    "Kind",
    "Mark",
    "Marks",
    "Role",
    "Several",
    "Timeline",
    "View",
    "Window",
    "apply",
    "around",
    "earliest_day",
    "extent",
    "from_query",
    "ids",
    "in_words",
    "latest_day",
    "marks",
    "position",
    "presets",
    "rows_of_mark",
    "table",
    "timeline",
    "to_query",
    "tree",
    "who_did_it",
]
