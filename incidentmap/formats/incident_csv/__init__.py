"""The project's own table of incidents, written and read back whole, as CSV or XLSX."""

from incidentmap.formats.incident_csv.csv_columns import COLUMNS
from incidentmap.formats.incident_csv.reader import TableRead, read_csv, read_table
from incidentmap.formats.incident_csv.writer import check_fits_xlsx, to_csv, to_xlsx

__all__ = ["COLUMNS", "TableRead", "check_fits_xlsx", "read_csv", "read_table", "to_csv", "to_xlsx"]
