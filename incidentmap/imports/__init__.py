"""Files taken in: rows become records, or refusals that say why."""

from incidentmap.imports.rows import Refusal
from incidentmap.imports.seeds import Seeds, read_seeds

__all__ = ["Refusal", "Seeds", "read_seeds"]
