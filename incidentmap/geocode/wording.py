"""A description as it is read: entities undone, other languages' grammar in English, abbreviations written out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from incidentmap.geocode.languages import in_english
from incidentmap.geocode.offsets import DISTANCE, SIDES, without_commas
from incidentmap.text.entities import unescaped
from incidentmap.text.folding import REMEMBERED

LONGEST_READ = 400  # a place is described in a line; longer text is no description of one
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
    # "west of Ramadi by 4 km" and "west of Ramadi, 4 km".
    _rule(
        r"\d",
        rf"^(?P<side>{SIDES}) (?:of|from) {_PLACE},? ?(?:\bby )?\(?(?P<offset>{DISTANCE})\)?$",
        r"\g<offset> \g<side> of \g<place>",
    ),
    # "Ramadi, 4 km north" and "Ramadi (4 km N)"; a sign before the distance is a dash.
    _rule(
        r"\d",
        rf"^(?!.*\b(?:of|from|near|between)\b)(?=[^-−–—]){_PLACE},? ?\(?[-−–—]?(?P<offset>{DISTANCE} {SIDES})\)?$",
        r"\g<offset> of \g<place>",
    ),
    # "Red Sea (south)"; "Red Sea, south" is a name, too.
    _rule("[,(]", rf"^{_PLACE}(?:, ?| ?\()(?P<side>{SIDES})\)?$", r"\g<side> \g<place>"),
    _rule("[-–—]", rf"^{_PLACE} ?[-–—] ?(?P<quarter>{_QUARTER} ?\w+)", r"\g<quarter>, \g<place>"),
)


_SIGNS = re.compile(r"[-−–—]\d")
_SIGNED = re.compile(rf"(?<![\w)])(?<!\d )[-−–—](?P<distance>{DISTANCE})", re.IGNORECASE)


def signed_distance(text: str) -> str:
    """Give the distance that stands right behind a sign like a minus, "" for none; "10-15 km" is a range."""
    found = _SIGNED.search(_in_english(text)) if _SIGNS.search(text) else None
    return found["distance"] if found else ""


@lru_cache(maxsize=REMEMBERED)
def as_read(text: str) -> str:
    """Write a description as `description` reads it; what is too long for one is cut off."""
    written = _in_english(text)
    for rule in _RULES:
        if rule.sign.search(written):
            written = rule.pattern.sub(rule.written, written)
    return written


def _in_english(text: str) -> str:
    return without_commas(" ".join(in_english(unescaped(text[:LONGEST_READ])).split()))
