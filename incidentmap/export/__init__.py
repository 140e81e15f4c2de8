"""Files to hand out."""

from incidentmap.export.table import to_csv

__all__ = ["to_csv"]
