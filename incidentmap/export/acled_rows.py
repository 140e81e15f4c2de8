"""A hand-out in the shape of ACLED's files: what ACLED has one cell for and we hold no one value of, stays blank.

1. ACLED's own columns: a point only where there is one, `fatalities` only where exactly one figure of the killed is
   stated, and is one number; an actor only where exactly one is named.
2. Ours, behind them: days, precision, radius, every statement, all figures as ranges, the marking, and what was asked.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from incidentmap.export.hand_out import HandOut, Row
from incidentmap.export.row_facts import figures, named
from incidentmap.export.row_geometry import DrawnAs, drawn
from incidentmap.formats import acled_file
from incidentmap.formats.csv_file import CsvWriter
from incidentmap.formats.formula_guard import Guarded
from incidentmap.formats.incident_csv.csv_columns import casualties_column
from incidentmap.gazetteer import Gazetteer
from incidentmap.model import Incident, Record, record_words
from incidentmap.model import vocabulary as v

Cells = Mapping[str, str]
_OURS = ("date_earliest", "date_latest", "where_prec", "uncertainty_km", "where", "who_did_it", "directed_against")
_FIGURES = tuple(casualties_column(measure, of) for measure in v.Measure for of in v.CasualtiesOf)
COLUMNS = (*acled_file.COLUMNS, *_OURS, *_FIGURES, "tlp", "hand_out")


def write(hand_out: HandOut) -> bytes:
    """Write the file (UTF-8 with its mark, CR LF), guarded against formulas."""
    out = io.StringIO(newline="")
    lines = CsvWriter(out)
    lines.write(COLUMNS)
    for row in hand_out.rows():
        cells = _cells(row, hand_out)
        lines.write(cells.get(column, "") for column in COLUMNS)
    return out.getvalue().encode("utf-8-sig")


def _cells(row: Row, hand_out: HandOut) -> Cells:
    record, names = row.record, hand_out.names
    return {
        "event_id_cnty": record.incident_id,
        **_when(record.incident),
        **_what(record.incident),
        **_who(record, names),
        **_where(row, hand_out),
        "source": "; ".join(dict.fromkeys(filter(None, (each.publisher for each in record.citations)))),
        "notes": record.incident.summary,
        "fatalities": _number(fatalities(record)),
        "timestamp": "",  # when ACLED changed its entry; this is none of ACLED's
        **figures(record),
        "tlp": row.marking.value if row.marking else "",
        "hand_out": hand_out.provenance.sentence(),
    }


def _when(incident: Incident) -> dict[str, str]:
    """Give the day on which it counts, the latest; none where it is known less well than ACLED has codes for."""
    first, last = incident.date_earliest, incident.date_latest
    code = _time_precision(incident)
    return {
        "event_date": last.isoformat() if code else "",
        "year": _number(last.year if first and first.year == last.year else None),
        "time_precision": _number(code),
        "date_earliest": first.isoformat() if first else "",
        "date_latest": last.isoformat(),
    }


def _time_precision(incident: Incident) -> int | None:
    """Give the code that holds both what is said of the precision and all the days."""
    said = acled_file.TIME_PRECISION.get(incident.time_precision)
    days = _days(incident.date_earliest, incident.date_latest)
    fitting = (code for code, longest in acled_file.LONGEST.items() if said and said <= code and days <= longest)
    return next(fitting, None)


def _days(first: date | None, last: date) -> int:
    return (last - first).days + 1 if first else max(acled_file.LONGEST.values()) + 1


def _what(incident: Incident) -> dict[str, str]:
    return {
        "disorder_type": acled_file.disorder_type(incident.event_type),
        "event_type": acled_file.EVENT_TYPE.get(incident.event_type, ""),
        "sub_event_type": incident.event_type.value,
    }


def _who(record: Record, names: Mapping[str, str]) -> dict[str, str]:
    denied = {each.actor_id for each in record.attributions if each.stance is v.Stance.DENIES}
    said = (each.actor_id for each in record.attributions if each.stance is v.Stance.ASSERTS)
    did_it = tuple(dict.fromkeys(said))
    against = record.incident.target_actors
    return {
        "actor1": named(did_it, names) if len(did_it) == 1 and not denied.intersection(did_it) else "",
        "actor2": named(against, names) if len(against) == 1 else "",
        "who_did_it": record_words.statements(record, names),
        "directed_against": named(against, names),
    }


def _where(row: Row, hand_out: HandOut) -> dict[str, str]:
    held, put, names = row.record.incident, row.record.placement, hand_out.names
    country = held.country or (row.place.country_code if row.place else "")
    admin1 = held.admin1 or (row.place.admin1 if row.place else "")
    found = drawn(row, hand_out.gazetteer)
    east, north = found.geometry.coords[0] if found.geometry and found.kind is DrawnAs.POINT else (None, None)
    return {
        "iso": _number(_numeric(country)),
        "country": names.get(country, country),
        "admin1": names.get(admin1, admin1),
        "admin2": _district(held.admin2, hand_out.gazetteer),
        "location": row.place.name if row.place else held.place_text,
        "latitude": _number(north),
        "longitude": _number(east),
        "geo_precision": _number(acled_file.GEO_PRECISION.get(put.where_prec) if put and put.where_prec else None),
        "where_prec": _number(int(put.where_prec) if put and put.where_prec else None),
        "uncertainty_km": _number(put.uncertainty_km if put else None),
        "where": record_words.placed(row.record),
    }


def _district(code: str, gazetteer: Gazetteer) -> str:
    found = gazetteer.place(f"admin2:{code}") if code else None
    return found.name if found else code


def fatalities(record: Record) -> int | None:
    """Give the number of the killed where exactly one figure is stated, and it is one number; none is 0."""
    killed = [each for each in record.casualties if each.measure is v.Measure.KILLED]
    low, high = killed[0].bounds if len(killed) == 1 else (None, None)
    return low if low == high else None


@lru_cache(maxsize=300)
def _numeric(code: str) -> int | None:
    from pycountry import countries  # only for this kind of file

    found = countries.get(alpha_2=code) if code else None
    return int(found.numeric) if found else None


def _number(value: float | None) -> str:
    return Guarded("" if value is None else value)
