"""Choosing what to see: filters, the counts that add up, marks, timeline and pages, over the index."""

from incidentmap.query.apply import Counts, Excluded, View, apply
from incidentmap.query.data_days import DataDays, data_days, latest_day, latest_months, month_of, presets
from incidentmap.query.event_counts import Events
from incidentmap.query.extent import Corners, extent
from incidentmap.query.filter import IncidentFilter
from incidentmap.query.filters import FILTERS, NOT_STATED, UNPLACED, Filter, Several
from incidentmap.query.groups import Branch, tree
from incidentmap.query.kinds import Kind
from incidentmap.query.link import from_query, from_text, to_query, to_text
from incidentmap.query.link_reader import in_few, once
from incidentmap.query.listing import ids, position, table, who_did_it
from incidentmap.query.marking import Marking, marking
from incidentmap.query.marks import Marks, marks, rows_of_mark
from incidentmap.query.place_marks import Mark
from incidentmap.query.revealing import revealing
from incidentmap.query.role import Role
from incidentmap.query.sentence import in_words
from incidentmap.query.time_bins import Unit, bin_ends, bin_starts
from incidentmap.query.timeline import Folded, Timeline, timeline
from incidentmap.query.typed_dates import typed_range
from incidentmap.query.window import Window, around

__all__ = [
    "FILTERS",
    "NOT_STATED",
    "UNPLACED",
    "Branch",
    "Corners",
    "Counts",
    "DataDays",
    "Events",
    "Excluded",
    "Filter",
    "Folded",
    "IncidentFilter",
    "Kind",
    "Mark",
    "Marking",
    "Marks",
    "Role",
    "Several",
    "Timeline",
    "Unit",
    "View",
    "Window",
    "apply",
    "around",
    "bin_ends",
    "bin_starts",
    "data_days",
    "extent",
    "from_query",
    "from_text",
    "ids",
    "in_few",
    "in_words",
    "latest_day",
    "latest_months",
    "marking",
    "marks",
    "month_of",
    "once",
    "position",
    "presets",
    "revealing",
    "rows_of_mark",
    "table",
    "timeline",
    "to_query",
    "to_text",
    "tree",
    "typed_range",
    "who_did_it",
]
