"""Files read and written: rows become records, or refusals that say why."""

from incidentmap.formats.refusal import Refusal, write_report
from incidentmap.formats.seed_records import Seeds
from incidentmap.formats.seeds import fingerprint, read_seeds

__all__ = ["Refusal", "Seeds", "fingerprint", "read_seeds", "write_report"]
