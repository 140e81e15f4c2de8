"""Sheets as people read them: groups, places and sources by their names, marked words by what they tell."""

from __future__ import annotations

from typing import Any

from incidentmap.model import Incident, Record, Sheet, part_ids, words
from incidentmap.model.field import Field, declared
from incidentmap.model.nations import people
from incidentmap.model.registry import PART_NOUNS
from incidentmap.model.sheet import part_from_sheet
from incidentmap.ui.shared.reader_names import name_of

_UNNAMED = {"attributions": "a statement", "casualties": "a figure"}  # of which this edit says nothing
_PARTS: dict[str, type[Any]] = {each.part: each.cls for each in PART_NOUNS}
_KINDS = {"place_id": "place", "anchor_id": "place", "country": "country", "admin1": "admin1"}  # by the field


def readable(noun: type[Any], sheet: Sheet, *others: Sheet | None) -> Sheet:
    """Say in words what ids and codes of a sheet stand for; `others` may hold what marked words tell."""
    told = _told_by_id(sheet, *others)
    return {name: _part(name, value, told) if _holds_parts(noun, name) else _said(noun, name, value, told)
            for name, value in sheet.items()}  # fmt: skip


def value_in_words(noun: type[Any], name: str, value: Any) -> Any:
    """Say one value of a noun likewise."""
    return _said(noun, name, value, {})


def _holds_parts(noun: type[Any], name: str) -> bool:
    return noun is Record and name in _PARTS


def _part(part: str, value: Any, told: dict[str, str]) -> Any:
    """Say what is held of one kind of parts: a list of them, or one placement."""
    if isinstance(value, list | tuple):
        return [_part(part, each, told) for each in value]
    if not isinstance(value, dict):
        return value
    own = part_ids.IDS.get(part)
    return {name: _said(_PARTS[part], name, each, told) for name, each in value.items() if name != own}


def _said(noun: type[Any], name: str, value: Any, told: dict[str, str]) -> Any:
    if isinstance(value, list | tuple):
        if name == "by_country":
            return [[name_of("country", code), number] for code, number in value]
        return [_said(noun, name, each, told) for each in value]
    if not value or not isinstance(value, str):
        return value
    if name == "nationality":
        return people(value)
    if noun is _PARTS["evidence"] and name == "field":
        part = part_ids.part_of(value)
        return told.get(value, _UNNAMED[part]) if part else words.plain(value).lower()
    refers = _field(noun, name).refers
    return told.get(value, value) if refers == "citation" else name_of(_KINDS.get(name, refers), value)


def _field(noun: type[Any], name: str) -> Field:
    return declared(Incident if noun is Record else noun).get(name) or Field(name=name)


def _told_by_id(*sheets: Sheet | None) -> dict[str, str]:
    """Name the sources, statements and figures of sheets, by their ids."""
    return {
        named: said
        for sheet in sheets
        for part in ("citations", *part_ids.IDS)
        for each in (sheet or {}).get(part, ())
        for named, said in _named(part, each)
    }


def _named(part: str, item: dict[str, Any]) -> list[tuple[str, str]]:
    own = part_ids.IDS.get(part, "citation_id")
    if own not in item:
        return []
    return [(item[own], _source(item) if part == "citations" else _in_words(part, item))]


def _source(item: dict[str, Any]) -> str:
    return str(item.get("publisher") or item.get("title") or item.get("url") or item["citation_id"])


def _in_words(part: str, item: dict[str, Any]) -> str:
    """Say a statement or figure as the panel does."""
    noun = part_from_sheet(_PARTS[part], item)
    if part == "casualties":
        return f"figure: {words.side_and_figure(noun)}"
    return f"statement: {words.statement(noun, name_of('actor', noun.actor_id))}"
