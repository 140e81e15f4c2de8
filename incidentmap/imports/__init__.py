"""Files taken in: rows become records, or refusals that say why."""

from incidentmap.imports.csv_rows import Refusal
from incidentmap.imports.seed_records import Seeds
from incidentmap.imports.seeds import fingerprint, read_seeds

__all__ = ["Refusal", "Seeds", "fingerprint", "read_seeds"]
