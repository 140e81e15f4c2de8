"""What became of the rows of a snapshot since, as a list: new, changed (old → new, field by field), withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

from incidentmap.query.comparison import Differences
from incidentmap.ui.shared import history_view, html_block
from incidentmap.ui.shared.markup import NOTHING, isolated

MOST = 50  # incidents of each kind; `verify` tells all


def show(found: Differences) -> None:
    """List all of it, some of each where there are many."""
    html_block.show(listed(found), "im im-differences")


def listed(found: Differences) -> Markup:
    """Write the list."""
    if not found:
        return Markup('<p class="quiet">Nothing changed in these records.</p>')
    parts = (
        _part("New", found.new, lambda each: _named(found, each)),
        _part("Changed", found.changed, lambda each: history_view.fields_changed(_key(each), *found.changed[each])),
        _part("Withdrawn", found.withdrawn, lambda each: _named(found, each, found.withdrawn[each])),
        _part("Left out by the filter now", found.left_out, lambda each: _named(found, each)),
    )
    return NOTHING.join(parts)


def _part(title: str, incidents: Iterable[str], say: Callable[[str], Markup]) -> Markup:
    names = list(incidents)
    if not names:
        return NOTHING
    more = Markup('<p class="quiet">and {:,} more</p>').format(len(names) - MOST) if len(names) > MOST else NOTHING
    said = NOTHING.join(map(say, names[:MOST]))
    return Markup('<p class="head">{}: {:,}</p>{}{}').format(title, len(names), said, more)


def _key(incident_id: str) -> str:
    return f"incident:{incident_id}"


def _named(found: Differences, incident_id: str, why: str = "") -> Markup:
    said = Markup('<p>{} {}<br><span class="quiet">{}</span></p>')
    return said.format(isolated(incident_id), why, isolated(found.titles[incident_id]))
