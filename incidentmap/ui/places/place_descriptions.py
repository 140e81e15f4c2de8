"""Places and placements in words, as the rooms of the page of places say them."""

from __future__ import annotations

from markupsafe import Markup

from incidentmap.model import Candidate, Incident, Place, Placement, words
from incidentmap.ui.shared import session
from incidentmap.ui.shared.markup import NOTHING, isolated, plain
from incidentmap.ui.shared.place_names import where_lies


def candidate(each: Candidate) -> Markup:
    """Write one candidate: what it is, where it lies, and how well it fits."""
    place = session.known_place(each.place_id)
    more = Markup("{} · score {:.2f} · {}").format(isolated(where_lies(place)), each.score, plain(each.place_id))
    return Markup('<b>{}</b> <span class="quiet">{}</span>').format(isolated(each.name), more)


def now(placement: Placement | None, place: Place | None = None) -> Markup:
    """Say where an incident stands in one line of HTML; `place` is given where nothing holds it yet."""
    if placement is None or placement.where_prec is None:
        return Markup("not placed{}").format(Markup(": {}").format(isolated(placement.reason)) if placement else "")
    place = place or session.known_place(placement.place_id)
    return Markup("{}, {}").format(
        isolated(place.name if place else str(placement.place_id)), isolated(words.placed(placement))
    )


def asked(incident: Incident) -> Markup:
    """Write the words for the place of an incident, and what the record says around them."""
    named = {
        "Place, as written": incident.place_text,
        "Site or anchor": incident.site,
        "Event is … it": words.plain(incident.place_relation) if incident.place_relation else "",
        "District": incident.admin2,
        "Governorate": session.place_name("admin1", incident.admin1) if incident.admin1 else "",
        "Country": session.place_name("country", incident.country) if incident.country else "",
    }
    rows = (
        Markup("<tr><th scope='row'>{}</th><td>{}</td></tr>").format(name, isolated(said))
        for name, said in named.items()
        if said
    )
    return Markup("<table class='im-changes'>{}</table>").format(NOTHING.join(rows))
