"""Plain CSV of places: `name, latitude, longitude`; if known `kind, aliases, country, admin1, admin2, radius_km,
population`. Aliases are joined by "|".
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from incidentmap.formats.csv_file import BrokenCsv, CsvReader
from incidentmap.formats.formula_guard import unguarded
from incidentmap.formats.refusal import LONGEST_VALUE, Refusal
from incidentmap.formats.table import Line
from incidentmap.gazetteer.consistency import contradiction_of
from incidentmap.gazetteer.context import Context, context_of
from incidentmap.gazetteer.geodesy import Circle
from incidentmap.gazetteer.place_row import PlaceRow, is_arabic, town_radius
from incidentmap.gazetteer.stated_areas import is_stated
from incidentmap.gazetteer.user_places import ExistingPlaces, Refused, UserPlaces, number, point

NEEDED = ("name", "latitude", "longitude")
KINDS = ("town", "base", "airfield", "site", "oilgas", "dam", "crossing", "port")
_SITE_KM = 2.0


def read_place_table(table: CsvReader, existing: ExistingPlaces, source: str, licence: str) -> UserPlaces:
    """Read places row by row; the header names the columns, in any order, others are passed over."""
    user_places = UserPlaces()
    rows = _rows(table, user_places)
    user_places.read(rows, lambda cells: _record(_fields(table, cells), existing, source, licence), existing)
    return user_places


def _rows(table: CsvReader, user_places: UserPlaces) -> Iterator[Line]:
    """Give the rows; a line that is no CSV is refused, and the others are read."""
    while True:
        try:
            row = next(table)
        except StopIteration:
            return
        except BrokenCsv as trouble:
            value = trouble.text.strip()[:LONGEST_VALUE]
            user_places.refusals.append(Refusal(trouble.line, "row", value, trouble.reason))
            continue
        if any(row.cells):
            yield row


def _fields(table: CsvReader, cells: list[str]) -> dict[str, str]:
    width = len(table.header)
    kept = cells if any(cells[width:]) else cells[:width]  # a spreadsheet leaves blank cells at the right
    return {name: unguarded(cell.strip()) for name, cell in table.by_name(kept).items()}


def _record(fields: dict[str, str], existing: ExistingPlaces, source: str, licence: str) -> PlaceRow:
    name, kind = fields["name"], fields.get("kind", "").lower() or "town"
    if kind not in KINDS:
        raise Refused("kind", kind, f"is not one of {', '.join(KINDS)}")
    here = point(fields["latitude"], fields["longitude"])
    within = _within(fields, here, existing)
    population = int(number("population", fields.get("population") or "0", 0, 1e9))
    usual = town_radius(population) if kind == "town" else _SITE_KM
    aliases = [alias for each in fields.get("aliases", "").split("|") if (alias := each.strip())]
    return PlaceRow(
        f"added:{sha256(f'{name}|{here[0]}|{here[1]}'.encode('utf-8', 'replace')).hexdigest()[:12]}",
        name,
        kind,
        number("radius_km", fields.get("radius_km") or str(usual), 0.05, 300),
        source,
        licence,
        country_code=within.country,
        admin1=within.admin1,
        admin2=within.admin2,
        latitude=here[0],
        longitude=here[1],
        name_ar=next(filter(is_arabic, (name, *aliases)), ""),
        population=population,
        aliases=aliases,
    )


def _within(fields: dict[str, str], here: tuple[float, float], existing: ExistingPlaces) -> Context:
    """Take country, governorate and district as stated, by name or code, else as drawn around the point."""
    gazetteer = existing.gazetteer
    country, admin1, admin2 = (fields.get(name, "") for name in ("country", "admin1", "admin2"))
    stated = context_of(gazetteer, country, admin1, admin2)
    if is_stated(country) and not stated.country:
        raise Refused("country", country, "is no country of the gazetteer; write its ISO 3166-1 code")
    if is_stated(admin1) and gazetteer.admin1(stated.admin1) is None:
        raise Refused(
            "admin1", admin1, "is no governorate of the gazetteer; write its ISO 3166-2 code, or leave it blank"
        )
    drawn = stated.admin1 or existing.admin1_at(*here)
    within = gazetteer.admin1(drawn)
    code = stated.country or (within.country_code if within else "")
    if not code:
        raise Refused("country", country, "is not stated, and no governorate is drawn around the point")
    if within and within.country_code != code:
        if is_stated(admin1):
            raise Refused("admin1", admin1, f"does not lie in {code}")
        drawn = ""
    if contradiction := contradiction_of(Circle(*here, 0.0), Context(code, stated.admin1), gazetteer):
        raise Refused("latitude", f"{here[0]}, {here[1]}", contradiction)
    return Context(code, drawn, stated.admin2 if gazetteer.place(f"admin2:{stated.admin2}") else "")
