"""Asking the geocoder from a form: for words alone, as the rest of the record may not be filled in yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from incidentmap.model import Incident, Place, Placement, words
from incidentmap.model import vocabulary as v
from incidentmap.ui.shared import html_block, session
from incidentmap.ui.shared.markup import isolated
from incidentmap.ui.shared.widget_values import typed

WORDS = ("place_text", "site", "place_relation", "country", "admin1", "admin2")


def stand_in(name: str, said: Mapping[str, Any]) -> Incident:
    """Make an incident of what is said of its place alone."""
    known = typed(Incident, {each: said[each] for each in WORDS if each in said})
    some_day = date.today()
    return Incident(name, v.Category.OTHER, v.EventType.OTHER, some_day, some_day, v.TimePrecision.DAY, **known)


def say_why(incident: Incident) -> None:
    """Say what of the words the geocoder did not use, or read as something else; nothing where it read all."""
    if told := session.geocoder().told(incident):
        html_block.show(Markup("<p>{}.</p>").format(isolated(told[0].upper() + told[1:])))


def say(placement: Placement | None, there: Place | None) -> None:
    """Say where something was put and how well that is known, or why it was not."""
    if placement is None:
        html_block.show(Markup('<p class="quiet">Not placed yet.</p>'))
        return
    there = there or session.stored_place(placement.place_id or "")
    name = Markup("<b>{}</b>, ").format(isolated(there.name)) if there else ""
    html_block.show(Markup("<p>{}{}</p>").format(name, isolated(words.placed(placement))), live=True)
