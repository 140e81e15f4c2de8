"""What a table says of one incident in words; nothing is added up, and not stated is said."""

from __future__ import annotations

from collections.abc import Mapping

from incidentmap.model import Attribution, Record, words
from incidentmap.model import vocabulary as v

NOT_STATED = "not stated"


def who_did_it(record: Record, names: Mapping[str, str]) -> str:
    """Name everybody who is said to have done it, or not to have, each once, with the bases of the statements."""
    bases: dict[str, dict[str, None]] = {}
    for each in record.attributions:
        bases.setdefault(_named(each, names), {})[words.BASIS[each.basis]] = None
    return "; ".join(f"{who} ({', '.join(said)})" for who, said in bases.items()) or NOT_STATED


def statements(record: Record, names: Mapping[str, str]) -> str:
    """Give every statement: who did it, or is said not to have, how that is known, and who says so."""
    return "; ".join(_statement(each, names) for each in record.attributions) or NOT_STATED


def casualties(record: Record, measure: v.Measure, of: v.CasualtiesOf) -> str:
    """Give the figures of one measure and side, rivals as a range, each nation that is said for itself."""
    figures = [each for each in record.casualties if (each.measure, each.of) == (measure, of)]
    return words.spreads(figures) if figures else NOT_STATED


def placed(record: Record) -> str:
    """Say how well an incident is placed, or why it is not."""
    found = record.placement
    return words.placed(found) if found else "not placed yet"


def _statement(said: Attribution, names: Mapping[str, str]) -> str:
    by = f", says {said.stated_by}" if said.stated_by else ""
    return f"{_named(said, names)} ({words.BASIS[said.basis]}{by})"


def _named(statement: Attribution, names: Mapping[str, str]) -> str:
    name = names.get(statement.actor_id, statement.actor_id)
    return name if statement.stance is v.Stance.ASSERTS else f"denied: not {name}"
