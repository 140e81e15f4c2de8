"""A description as it is read: entities undone, other languages' grammar in English, abbreviations written out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from incidentmap.geocode.languages import in_english
from incidentmap.geocode.offsets import DISTANCE, SIDES, without_commas
from incidentmap.text.entities import unescaped
from incidentmap.text.folding import REMEMBERED

_LONGEST = 400  # a place is described in a line; longer text is no description of one
_PLACE = r"(?P<place>[^,،;:()]+?)"
_QUARTER = r"(?:quarter|neighbou?rhood|sector|block)\b"


class _Rule(NamedTuple):
    """What is written instead of what; a text without its `sign` need not be looked through."""

    sign: re.Pattern[str]
    pattern: re.Pattern[str]
    written: str


def _rule(sign: str, pattern: str, written: str) -> _Rule:
    return _Rule(re.compile(sign), re.compile(pattern, re.IGNORECASE), written)


_RULES = (
    # Of "IVO Ramadi", "vic. Ramadi", "in the vicinity of Ramadi".
    _rule("[vV]", r"(?<![\w.])(?:in (?:the )?)?(?:i\.?v\.?o\.?|vic(?:inity)?\b\.?)(?: of)? (?=[^\W\d])", "near "),
    _rule("/", r"(?<!\w)([nsew]{1,3}) ?/ ?([nsew]{1,3}) (?=(?:of|from)\b)", r"\1 and \2 "),
    _rule("[aA]", r"(?<=\S) (?:ab|afb)(?=$|[,،;:()/])", " air base"),
    _rule("[vV]", r"(?<=\S) (?:gov|gov'?t|prov)\b\.?(?=$|[,،;:()/])", " governorate"),
    _rule("[dD]", r"(?<=\S) dist\b\.?(?=$|[,،;:()/])", " district"),
    _rule("[fadFAD]", r"(?<!\w)(?:former|abandoned|disused|defunct) (?=[^\W\d])", ""),
    # "Ramadi, 4 km north" and "Ramadi (4 km N)".
    _rule(
        r"\d",
        rf"^(?!.*\b(?:of|from|near|between)\b){_PLACE},? ?\(?(?P<offset>{DISTANCE} {SIDES})\)?$",
        r"\g<offset> of \g<place>",
    ),
    # "Red Sea (south)"; "Red Sea, south" is a name, too.
    _rule("[,(]", rf"^{_PLACE}(?:, ?| ?\()(?P<side>{SIDES})\)?$", r"\g<side> \g<place>"),
    _rule("[-–—]", rf"^{_PLACE} ?[-–—] ?(?P<quarter>{_QUARTER} ?\w+)", r"\g<quarter>, \g<place>"),
)


@lru_cache(maxsize=REMEMBERED)
def as_read(text: str) -> str:
    """Write a description as `description` reads it; what is too long for one is cut off."""
    written = without_commas(" ".join(in_english(unescaped(text[:_LONGEST])).split()))
    for rule in _RULES:
        if rule.sign.search(written):
            written = rule.pattern.sub(rule.written, written)
    return written
