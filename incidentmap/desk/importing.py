"""Taking an import back as one step, and doing it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from incidentmap.model import Import, Revision, checks
from incidentmap.store import Store, import_states, reading
from incidentmap.store.import_states import Kept


@dataclass(frozen=True, slots=True)
class Imported:
    """An import, and what was said of it: that it was applied, taken back, done again; the newest last."""

    what: Import
    history: tuple[Revision, ...]


def imports_since(store: Store, moment: datetime) -> list[Imported]:
    """Give the imports of which anything was said at a moment or later, the newest first."""
    with store.reading() as connection:
        history: dict[str, list[Revision]] = {}
        for each in reading.revisions_since(connection, moment):
            history.setdefault(each.subject, []).append(each)
        found = import_states.imports(connection)
    return [Imported(each, tuple(history[each.import_id])) for each in reversed(found) if each.import_id in history]


def take_back(store: Store, import_id: str, by: str, why: str) -> tuple[Kept, ...]:
    """Take back all that an import brought; give the incidents that stay, because they were changed since."""
    _check_signed(by, why)
    with store.writing() as writer:
        return import_states.take_back(writer, import_id, by, why)


def do_again(store: Store, import_id: str, by: str, why: str) -> int:
    """Bring back what was taken back; give the number of the edit."""
    _check_signed(by, why)
    with store.writing() as writer:
        return import_states.do_again(writer, import_id, by, why)


def _check_signed(by: str, why: str) -> None:
    checks.required("import", "by", by)
    checks.required("import", "why", why)
