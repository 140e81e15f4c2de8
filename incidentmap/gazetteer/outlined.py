"""Which places are drawn as their outlines, on the map as in files: governorates and districts that have one."""

from __future__ import annotations

from incidentmap.gazetteer.lookup import Gazetteer
from incidentmap.model.vocabulary import WherePrec

_AS_WELL_KNOWN = (WherePrec.DISTRICT, WherePrec.GOVERNORATE)
_KINDS = ("admin1:", "admin2:")


def is_outlined(place_id: str, where_prec: int) -> bool:
    """Tell whether something known that well, of this place, is drawn as an outline if there is one."""
    return where_prec in _AS_WELL_KNOWN and place_id.startswith(_KINDS)


def outline_of(gazetteer: Gazetteer, place_id: str, where_prec: int) -> bytes | None:
    """Give the outline to draw as WKB; None where there is none."""
    return gazetteer.outline(place_id) if is_outlined(place_id, where_prec) else None
