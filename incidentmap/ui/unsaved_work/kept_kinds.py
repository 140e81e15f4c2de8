"""The kinds of work that are kept: records, totals, stories, changes that wait, corrections, what stands beside."""

from __future__ import annotations

from functools import partial

from incidentmap.ui.briefing import kept_drafts as stories
from incidentmap.ui.incident import kept_drafts as records
from incidentmap.ui.records import kept_changes as changes
from incidentmap.ui.shared import asides
from incidentmap.ui.sources import unsaved as articles
from incidentmap.ui.totals import kept_drafts as totals
from incidentmap.ui.unsaved_work.keeping import Kind

KINDS = (
    *(Kind(each.KIND, each.bodies, each.take_up) for each in (records, totals, stories, changes, articles)),
    *(
        Kind(kind, partial(asides.bodies, kind), partial(asides.take_up, kind))
        for kind in (asides.REASON, asides.PLACE, asides.MANY)
    ),
)
