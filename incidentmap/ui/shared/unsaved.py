"""A record while it is being edited: what the form holds, kept through reruns and pages until it is saved.

The widgets hold native values (a date, a number, None), so a draft becomes nouns without parsing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from typing import Any

import streamlit as st

from incidentmap.errors import InvalidRecord
from incidentmap.model import (
    PARTS,
    Article,
    Incident,
    Place,
    Placement,
    Record,
)
from incidentmap.model.field import declared
from incidentmap.model.registry import PART_NOUNS, noun_of
from incidentmap.ui.shared import needed_fields, pointing, typed_json
from incidentmap.ui.shared.error_messages import sentence
from incidentmap.ui.shared.widget_values import Row, forget, read_loose, take_over, typed

DRAFTS = "drafts"
NEW = "new"  # stands for the id of an incident that has none yet
KEPT, GEOCODER = "As it was", "By the geocoder"  # where an incident is put, unless somebody says otherwise
KINDS: dict[str, type[Any]] = {each.part: each.cls for each in PART_NOUNS if each.part in PARTS}
FORM_FIELDS = tuple(name for name in declared(Incident) if name not in ("incident_id", "version", "merged_into"))
Errors = dict[str, str]


@dataclass
class Draft:
    """`base` is what was read, None for a new incident; `rows` are the parts by name and number."""

    name: str
    base: Record | None = None
    values: Row = field(default_factory=dict)
    placing: Row = field(default_factory=dict)
    rows: dict[str, dict[int, Row]] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    placed: tuple[Placement | None, Place | None] = (None, None)
    theirs: Record | None = None
    tried: bool = False
    in_review: bool = False  # saved so, as it names no source
    saved_as: str = ""  # a second click may come before the page has heard that the first one saved
    loose: Row = field(
        default_factory=lambda: {"sign_why": "", "pasted": "", "pasted_title": "", "pasted_publisher": ""}
    )  # typed beside the record's own fields
    first: str = ""  # as it was written before anything was typed; "" where something was from the first
    fresh: dict[int, Row] = field(default_factory=dict)  # rows that nobody tried to save yet, as they were added
    loosened: set[int] = field(default_factory=set)  # marked words whose statement or figure was taken away
    numbers: Iterator[int] = field(default_factory=count)

    def key(self, *parts: object) -> str:
        """Name a widget of this draft."""
        return "_".join(["edit", self.name, *map(str, parts)])

    def put(self, record: Record) -> None:
        """Take over a record's values."""
        self.forget_widgets()
        self.values |= {name: getattr(record.incident, name) for name in FORM_FIELDS}
        self.values["target_actors"] = list(record.incident.target_actors)
        self.placed, self.placing = (record.placement, None), {}
        for part in PARTS:
            self.rows[part] = {next(self.numbers): _row(each) for each in getattr(record, part)}
        pointing.to_rows(self.rows)
        self.first = self.written() if record == self.base else ""

    def written(self) -> str:
        """Write down all that was typed, and what it was typed on."""
        usual = {"how": self.usual_how, "point": "", "candidate": ""}
        placing = {name: value for name, value in self.placing.items() if value != usual.get(name)}
        held = {name: getattr(self, name) for name in ("base", "values", "rows", "loose", "fresh", "articles")}
        return typed_json.dumps(held | {"placing": placing, "loosened": sorted(self.loosened)})

    @property
    def usual_how(self) -> str:
        """Tell where the incident is put unless somebody says otherwise."""
        return KEPT if self.base and self.base.placement else GEOCODER

    def read(self) -> None:
        """Take over what the widgets hold; those of another page hold nothing."""
        take_over(self.values, self.key)
        take_over(self.placing, self.key)
        read_loose(self.loose, self.key)
        for part, rows in self.rows.items():
            for number, row in rows.items():
                take_over(row, partial(self.key, part, number))

    def add(self, part: str, **values: Any) -> None:
        """Add an empty row, or one with some values."""
        blank = {name: each.default for name, each in declared(KINDS[part]).items() if name != "incident_id"}
        number = next(self.numbers)
        self.rows[part][number] = blank | needed_fields.FIRST[KINDS[part]] | values
        self.fresh[number] = dict(self.rows[part][number])

    def drop(self, part: str, number: int) -> None:
        """Take a row away; with a source go the words marked in it, and what rested on it rests on none.

        Words that told a statement or figure stay, and tell of such in general.
        """
        row = self.rows[part].pop(number)
        for at in pointing.pointing_at(self, part, number):
            self._loosen(at, pointing.GENERAL[part])
        if part != "citations":
            return
        for name in ("evidence", "attributions", "casualties"):
            for at, each in list(self.rows[name].items()):
                if each["citation_id"] == row["citation_id"]:
                    self._unsourced(name, at)

    def incident(self, incident_id: str) -> Incident:
        """Make the incident; raise `InvalidRecord` at the first field that cannot be kept."""
        if empty := needed_fields.gaps(Incident, self.values):
            raise needed_fields.refusal(incident_id, Incident, empty)
        values = typed(Incident, self.values) | {"target_actors": tuple(self.values["target_actors"])}
        if self.base:
            return replace(self.base.incident, **values)
        return Incident(incident_id, **values)

    def parts(self, part: str, incident_id: str) -> tuple[Any, ...]:
        """Make one kind of parts; raise `InvalidRecord` at the first that cannot be kept."""
        return tuple(self.part(part, row, incident_id) for row in self.rows[part].values())

    def part(self, part: str, row: Mapping[str, Any], incident_id: str) -> Any:
        """Make one part; ids of a new incident's sources begin with the incident's."""
        asked = declared(KINDS[part])
        values = {name: row[name] for name in asked if name in row}
        if part == "evidence":
            values["field"] = pointing.to_id(self, row["field"], incident_id)
        if values.get("citation_id"):
            values["citation_id"] = self._citation_id(values["citation_id"], incident_id)
        if empty := needed_fields.gaps(KINDS[part], values):
            raise needed_fields.refusal(incident_id, KINDS[part], empty)
        return KINDS[part](incident_id=incident_id, **typed(KINDS[part], values))

    def _citation_id(self, citation_id: str, incident_id: str) -> str:
        own = citation_id.removeprefix(f"{NEW}.") if self.base is None else citation_id
        return citation_id if own == citation_id else f"{incident_id}.{own}"

    def record(self, incident_id: str) -> Record:
        """Make the whole record; raise `InvalidRecord` at the first field that cannot be kept."""
        placement = self.placed[0]
        made = {part: self.parts(part, incident_id) for part in PARTS}
        return Record(
            self.incident(incident_id),
            placement and replace(placement, incident_id=incident_id),
            **made,
        )

    def is_touched(self) -> bool:
        """Tell whether anything was typed that is not saved yet."""
        try:
            return self.base is None or self.record(self.name) != self.base
        except InvalidRecord:
            return True

    def try_to_save(self) -> None:
        """From now on what is still empty is refused in sight; rows that are added later are judged later."""
        self.tried = True
        self.fresh.clear()

    def errors(self) -> Errors:
        """Say what is wrong with the incident, by field; what is empty is missed once somebody tries to save it."""
        if empty := needed_fields.gaps(Incident, self.values):
            return needed_fields.each(Incident, empty) if self.tried else {}
        return _refusal(lambda: self.incident(self.name))

    def errors_of(self, part: str, number: int) -> Errors:
        """Say what is wrong with a part, by field; of one that was just added only what was typed is judged."""
        row = self.rows[part][number]
        found = self._errors_of(part, row)
        if number not in self.fresh:
            return found
        said = {name for name, value in row.items() if value != self.fresh[number].get(name)}
        return {fields: problem for fields, problem in found.items() if said.intersection(fields.split(", "))}

    def _errors_of(self, part: str, row: Row) -> Errors:
        if empty := needed_fields.gaps(KINDS[part], row):
            return needed_fields.each(KINDS[part], empty)
        if part == "evidence" and not isinstance(row["field"], str):  # what is wrong with that stands at its own row
            row = row | {"field": pointing.GENERAL[row["field"][0]]}
        return _refusal(lambda: self.part(part, row, self.name))

    def problems(self) -> list[str]:
        """Say all that keeps the record from being saved: a sentence of the incident, and one of each row."""
        found = list(_refusal(lambda: self.incident(self.name)).values())
        for part, rows in self.rows.items():
            title = noun_of(KINDS[part]).label
            refusals = [_refusal(partial(self.part, part, row, self.name)) for row in rows.values()]
            found += [f"{title}: {said}" for refusal in refusals for said in refusal.values()]
        return list(dict.fromkeys(found))

    def _unsourced(self, part: str, number: int) -> None:
        if part == "evidence":
            del self.rows[part][number]
        else:
            self.rows[part][number]["citation_id"] = None
            st.session_state[self.key(part, number, "citation_id")] = None

    def _loosen(self, number: int, told: str) -> None:
        self.rows["evidence"][number]["field"] = told
        st.session_state[self.key("evidence", number, "field")] = told
        self.loosened.add(number)

    def forget_widgets(self) -> None:
        """Let the widgets take their values from the draft again."""
        forget(self.key(""))


def begin(record: Record | None) -> Draft:
    """Begin to edit a record, or a new one."""
    if record:
        draft = Draft(record.incident_id, record)
        draft.put(record)
        return draft
    empty = {name: each.default for name, each in declared(Incident).items()}
    draft = Draft(NEW, None, {name: (empty | needed_fields.FIRST[Incident])[name] for name in FORM_FIELDS})
    draft.values["target_actors"] = []
    draft.rows = {part: {} for part in PARTS}
    draft.first = draft.written()
    return draft


def _row(noun: Any) -> Row:
    return {name: getattr(noun, name) for name in declared(type(noun)) if name != "incident_id"}


def _refusal(make: Any) -> Errors:
    try:
        make()
    except InvalidRecord as refusal:
        return {refusal.field: sentence(refusal)}
    return {}
