"""What the record says around a name, as the gazetteer's codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from incidentmap.gazetteer.kind_words import cut_kind
from incidentmap.gazetteer.lookup import Entry, Gazetteer
from incidentmap.text.folding import fold_light
from incidentmap.text.search_keys import keys


class Context(NamedTuple):
    """What the record says around the name: codes; "" where it does not say."""

    country: str = ""
    admin1: str = ""
    admin2: str = ""


def context_of(gazetteer: Gazetteer, country: str = "", admin1: str = "", admin2: str = "") -> Context:
    """Turn names or codes into the gazetteer's codes; what it does not know stays as written and fits nothing."""
    code = _code(gazetteer, country, "country", Context())
    first = _code(gazetteer, admin1, "admin1", Context(code))
    return Context(code, first, _code(gazetteer, admin2, "admin2", Context(code, first)))


def _code(gazetteer: Gazetteer, text: str, kind: str, context: Context) -> str:
    written = text.strip()
    if not written or gazetteer.place(f"{kind}:{written.upper()}"):
        return written.upper()
    entries = within(gazetteer.named({fold_light(written): 0, **dict.fromkeys(keys(cut_kind(written)[0]))}), context)
    found = [entry for entry in entries if entry.kind == kind]
    if not found:
        return written
    best = min(found, key=lambda entry: (entry.key != fold_light(written), entry.core, entry.place_id))
    return best.place_id.partition(":")[2]


def within(entries: Iterable[Entry], context: Context) -> list[Entry]:
    """Keep what lies in the stated country, governorate and, where any does, district; seas lie in none."""
    kept = [entry for entry in entries if entry.country_code in ("", context.country) or not context.country]
    if context.admin1:
        kept = [entry for entry in kept if entry.admin1 in ("", context.admin1)]
    if context.admin2:
        kept = [entry for entry in kept if entry.admin2 == context.admin2] or kept
    return kept
