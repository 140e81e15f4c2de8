"""By role: whether the chosen groups did it, or were hit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from incidentmap.index import Index
from incidentmap.model import checks
from incidentmap.query.filters.base import Facts, Filter, Names, Widget
from incidentmap.query.link_reader import Said
from incidentmap.query.role import Role

if TYPE_CHECKING:
    from incidentmap.query.filter import IncidentFilter


class Roles(Filter):
    """`role`, which means nothing without a group."""

    key = "role"
    widget = Widget("role", "Role")

    def is_set(self, chosen: IncidentFilter) -> bool:
        """Tell whether groups are chosen in one role only."""
        return bool(chosen.actors) and chosen.role is not Role.EITHER

    def check(self, chosen: IncidentFilter) -> None:
        """Refuse what is no role."""
        checks.one_of("filter", "role", chosen.role, Role)

    def read(self, said: Said, index: Index) -> dict[str, Any]:
        """Read one of the roles."""
        return {"role": said.one("role", {role.value: role for role in Role}, Role.EITHER, ", ".join(Role))}

    def write(self, chosen: IncidentFilter) -> dict[str, str]:
        """Write the role."""
        return {} if chosen.role is Role.EITHER else {"role": chosen.role.value}

    def facts(self, index: Index, chosen: IncidentFilter) -> Facts:
        """Ask nothing more than the groups do."""
        return {}

    def passes(self, facts: Facts, chosen: IncidentFilter) -> np.ndarray:
        """Judge by the role."""
        return facts[f"actors_{chosen.role}"]

    def sentence(self, chosen: IncidentFilter, names: Names) -> str:
        """Say nothing: the groups say it."""
        return ""
