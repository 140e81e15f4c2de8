"""What stands in the page of an HTML file before any script runs: what it says of itself, and whose data it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from incidentmap.export.map_words import ranges_kept
from incidentmap.export.provenance import NOT_MARKED, Provenance
from incidentmap.mapping.mark_forms import FORMS
from incidentmap.model import words
from incidentmap.model.vocabulary import Category
from incidentmap.text.visible import visible

_STATIC = Path(__file__).resolve().parent / "static" / "one_file"
_DATA = (
    "Outlines, governorates, rivers and lakes: Natural Earth, public domain.",
    "Relief: GLOBE 1.0, NOAA National Geophysical Data Center, public domain.",
    "Names of towns and districts: GeoNames, CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
    "Scripts of the map and of this page: Incident Map, Apache License 2.0, https://www.apache.org/licenses/LICENSE-2.0",
)
_CATEGORY = Markup(
    '<button type="button" value="{}" aria-pressed="true"><span class="glyph {}"></span>{}'
    ' <span class="number"></span></button>'
)
_ABOUT = Markup("<dt>{}</dt><dd><bdi>{}</bdi></dd>")
_SOURCE = Markup("<li><bdi>{}</bdi></li>")


def body(said: Provenance, sources: Iterable[str]) -> Markup:
    """Write what stands in the page before any script runs."""
    return Markup((_STATIC / "page.html").read_text("utf-8")).format(  # noqa: S704  # ours; what is put in is escaped
        marking=_marking(said.marking),
        asked=title(said),
        shown=said.shown,
        data_until=words.day(said.data_until) if said.data_until else "no data",
        as_of=f"{words.day(said.as_of.date())}, {said.as_of:%H:%M} UTC",
        categories=_joined(_CATEGORY, ((each.value, each.value, words.CATEGORY[each]) for each in Category)),
        forms=Markup(" · ").join(
            Markup("<b>{}</b> {}").format(form if at else form.capitalize(), meaning)
            for at, (form, meaning) in enumerate(FORMS.items())
        ),
        about=_joined(_ABOUT, ((name, visible(str(told))) for name, told in said.lines())),
        sources=_joined(_SOURCE, ((each,) for each in (*_DATA, *(f"Places: {each}" for each in sources)))),
        printed=ranges_kept(visible(said.asked)) + f"; {said.shown}; as of {said.moment}; sha256 {said.sha256}",
        leaflet_licence=(_STATIC / "LICENSE-leaflet.txt").read_text("utf-8"),
    )


def _joined(element: Markup, rows: Iterable[tuple[str, ...]]) -> Markup:
    return Markup("").join(element.format(*row) for row in rows)


def title(said: Provenance) -> str:
    """Say the filter in words, its ranges from left to right beside Arabic."""
    return ranges_kept(visible(said.asked[:1].upper() + said.asked[1:]))


def _marking(said: str) -> Markup:
    """Write the marking as the Traffic Light Protocol does, its colour on black; what is not marked is said."""
    if said == NOT_MARKED:
        return Markup("<span>{}</span>").format(said.capitalize())
    label, _, others = said.partition(";")
    colour = label.removeprefix("TLP:").partition("+")[0].lower()
    return Markup('<span class="tlp tlp-{}">{}</span>{}').format(colour, label, others)
