"""How far what is shown may be passed on: the strictest marking that any of it carries."""

from __future__ import annotations

from dataclasses import dataclass

from incidentmap.model.vocabulary import Tlp
from incidentmap.query.apply import View


@dataclass(frozen=True, slots=True)
class Marking:
    """The strictest TLP label among the incidents shown, and how many of them carry any."""

    tlp: Tlp
    marked: int


def marking(view: View) -> Marking | None:
    """Give the marking of what is shown; None where none of it carries one."""
    held = view.index.incidents.tlp
    codes = held.codes[view.rows]
    carried = codes[codes >= 0]
    if not len(carried):
        return None
    return Marking(Tlp(held.values[int(carried.min())]), len(carried))  # the vocabulary begins with the strictest
