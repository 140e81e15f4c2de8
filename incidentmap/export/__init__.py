"""Files to hand out."""

from incidentmap.export.incident_csv import to_csv

__all__ = ["to_csv"]
