"""Several places in one description: "A and B", "between A and B", "C: A, B and D governorates"."""

from __future__ import annotations

import re

from incidentmap.geocode.description import ASIDE, Mention, named, read
from incidentmap.geocode.wording import as_read

SIDE_BY_SIDE = re.compile("[/;؛]")
_AND = re.compile(" and | & ", re.IGNORECASE)
_JOINED = re.compile(f"({_AND.pattern})", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\b.+\band\b", re.IGNORECASE)
_LIST = re.compile(r"[,،/]| and | & ", re.IGNORECASE)
_PLURAL = re.compile(r"\b(governorate|province|district|air ?base|airbase|base|airport)s\b", re.IGNORECASE)
_EACH = re.compile(r"(?=,| and | & |$)", re.IGNORECASE)


def members(text: str) -> tuple[list[list[Mention]], list[Mention]]:
    """Split an enumeration into its members and what holds them all.

    "A and B", "A / B", "A; B" and "A, B and C" are members; so is what follows a colon, and what stands before it holds
    them. Elsewhere what follows a comma holds what stands before it: "A / B, C", "A and B, C".
    """
    inner: list[list[Mention]] = []
    outer: list[Mention] = []
    for clause in re.split("[;؛]", _with_kind_words(ASIDE.sub(" ", as_read(text)))):
        head, colon, tail = clause.partition(":")
        if colon:
            outer += read(head.strip())
        first, *rest = re.split("[,،]", tail or clause)
        if colon:
            first, rest = tail, []
        elif not _BETWEEN.search(first):
            *listed, last = _JOINED.split(clause)
            last, *rest = re.split("[,،]", last)
            first = "".join((*listed, last))
        inner += [found for piece in _LIST.split(first) if (found := named(read(piece.strip())))]
        outer += [mention for piece in rest for mention in read(piece.strip())]
    return inner, named(outer)


def is_between(text: str) -> bool:
    """Tell whether the words put the event between two places: somewhere in the area that holds both."""
    return bool(_BETWEEN.search(as_read(text)))


def joins_with_and(text: str) -> bool:
    """Tell whether the words join places with "and": the event is in all of them, or in one not known which."""
    return bool(_AND.search(ASIDE.sub(" ", as_read(text))))


def _with_kind_words(text: str) -> str:
    """Write "A, B and C governorates" as "A governorate, B governorate and C governorate"."""
    plural = _PLURAL.search(text)
    if not plural:
        return text
    listed = text[: plural.start()].rstrip()
    return _EACH.sub(f" {plural[1]}", listed) + text[plural.end() :]
