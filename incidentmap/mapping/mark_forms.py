"""What the forms of the marks mean, in short: for the legend of the screen and for those of pictures."""

from __future__ import annotations

FORMS = {
    "solid": "exact site",
    "halo": "near it",
    "outline or ring": "somewhere inside",
    "name": "only the country",
    "hollow": "intercepted",
    "thin line": "leads to the place",
}
