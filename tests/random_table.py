"""A table of random strings, always the same for a seed: every kind of cell that somebody may bring.

`python -m tests.random_table 10000` sends so many through `geocode`, the form, the table of incidents and back, and
tells what went wrong.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from incidentmap.desk.batch import ADDED, asker, geocode_table
from incidentmap.errors import InvalidRecord
from incidentmap.formats.incident_csv import read_csv, to_csv
from incidentmap.gazetteer import Context, contradiction_of
from incidentmap.gazetteer.geodesy import Circle
from incidentmap.geocode import Gazetteer, OfflineGeocoder, read_point
from incidentmap.model import Record
from tests import records

LARGE = 1_000_000  # characters of the largest cells
_LARGE_EVERY = 250
_COUNTRIES = ("", "IQ", "Syria", "YE", "iraq", "XX", "العراق", "IRQ")
_NAMES = ("Mosul", "الموصل", "Ain al-Asad", "Deir ez-Zor", "Sana'a", "Al-Qaim", "Taji", "Basra", "حلب", "Erbil")
_WORDS = (
    "near",
    "5 km north of",
    "150 km west of",
    "between",
    "and",
    "village of",
    "district",
    "غرب",
    "٢٠ كم",
    "NNE of",
)
_POSITIONS = (
    "{0:.4f}, {1:.4f}", "({1:.3f} {0:.3f})", "N{0:.2f} E{1:.2f}", "POINT({1:.5f} {0:.5f})", "geo:{0:.4f},{1:.4f}",
    "https://www.google.com/maps/@{0:.5f},{1:.5f},12z", "lat {0:.3f} lon {1:.3f}", "{0:.3f};{1:.3f},,",
    "{0:.0f}, {1:.0f}",
)  # fmt: skip
_CASES: tuple[Callable[[str], str], ...] = (str, str.upper, str.lower, str.title, str.swapcase)


def strings(seed: int) -> Iterator[str]:
    """Give strings without end."""
    chance = random.Random(seed)  # noqa: S311  the same strings each time
    kinds = (_unicode, _controls, _described, _position, _digits, _markup)
    number = 0
    while True:
        number += 1
        if number % _LARGE_EVERY == 0:
            piece = chance.choice(kinds)(chance) or "x"
            yield (piece * (LARGE // len(piece) + 1))[:LARGE]
        else:
            yield chance.choice(kinds)(chance)


def problems(count: int, seed: int, folder: Path) -> list[str]:
    """Send strings through `geocode`, the form, a table and back; list what was lost or abroad without a word."""
    texts = list(islice(strings(seed), count))
    chance = random.Random(seed)  # noqa: S311
    came = [[str(at), text, chance.choice(_COUNTRIES)] for at, text in enumerate(texts)]
    with (folder / "in.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "place", "country"], *came])
    with Gazetteer() as gazetteer:
        geocoder = OfflineGeocoder(gazetteer)
        geocode_table(folder / "in.csv", folder / "out.csv", asker(geocoder), lambda _: None)
        answered = _of_table(folder / "out.csv", came, geocoder)
        return [*answered, *_of_form(texts), *_of_incidents(texts, geocoder)]


def _of_table(answer: Path, came: list[list[str]], geocoder: OfflineGeocoder) -> Iterator[str]:
    csv.field_size_limit(2 * LARGE)
    with answer.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    if header != ["id", "place", "country", *ADDED] or len(rows) != len(came):
        yield f"{len(came)} rows came and {len(rows)} went, under {header}"
    for sent, row in zip(came, rows, strict=False):
        said = dict(zip(header, row, strict=True))
        if row[:3] != sent:
            yield f"{sent[0]}: came out as {row[1][:60]!r} {row[2]!r}"
        if not (said["place_id"] or said["reason"]):
            yield f"{sent[0]}: {sent[1][:60]!r} has neither a place nor a reason"
        if said["latitude"] and (abroad := _abroad(said, geocoder)) and abroad not in said["reason"]:
            yield f"{sent[0]}: {sent[1][:60]!r} in {sent[2]} {abroad} without a word"


def _abroad(said: dict[str, str], geocoder: OfflineGeocoder) -> str:
    point = Circle(float(said["latitude"]), float(said["longitude"]), 0.0)
    country = geocoder.query("", said["country"]).context.country
    return contradiction_of(point, Context(country), geocoder.gazetteer)


def _of_form(texts: list[str]) -> Iterator[str]:
    for at, text in enumerate(texts):
        try:
            latitude, longitude = read_point(text)
        except InvalidRecord:
            pass
        else:
            if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
                yield f"{at}: {text[:60]!r} was read as {latitude}, {longitude}"


def _of_incidents(texts: list[str], geocoder: OfflineGeocoder) -> Iterator[str]:
    sent: list[Record] = []
    for at, text in enumerate(texts):
        try:
            incident = records.incident(f"X-{at}", place_text=text, site="")
        except InvalidRecord:
            continue
        placed = geocoder.place(incident).placement
        if placed.place_id is None and not placed.reason:
            yield f"{at}: {text[:60]!r} has no place and no reason in the form"
        sent.append(Record(incident, placed))
    came, refused = read_csv(to_csv(sent))
    yield from (f"{each.value[:60]!r} was refused: {each.reason}" for each in refused)
    back = {each.incident_id: each for each in came}
    yield from (
        f"{each.incident_id}: {each.incident.place_text[:60]!r} is another in the table of incidents"
        for each in sent
        if back.get(each.incident_id) != each
    )


def _unicode(chance: random.Random) -> str:
    codes = (chance.choice((0x250, 0x700, 0x3000, 0x11000, 0x110000)) for _ in range(chance.randrange(40)))
    return "".join(chr(code) for end in codes if not 0xD800 <= (code := chance.randrange(32, end)) <= 0xDFFF)


def _controls(chance: random.Random) -> str:
    return "".join(chance.choice("\0\t\n\v\f\x1b\x07\x7f\x85\u2028\u202e\u2066\u200b\ufeff aM5,.;") for _ in range(20))


def _described(chance: random.Random) -> str:
    words = (chance.choice((*_NAMES, *_WORDS)) for _ in range(chance.randrange(1, 6)))
    return chance.choice(_CASES)(chance.choice((" ", ", ", " / ")).join(words))


def _position(chance: random.Random) -> str:
    where = (chance.uniform(-95, 95), chance.uniform(-185, 185)) if chance.random() < 0.5 else (33.3, 44.4)
    return chance.choice(_CASES)(chance.choice(_POSITIONS).format(*where))


def _digits(chance: random.Random) -> str:
    return "".join(chance.choice("0123456789٣۴.,-+eE °'\"NSEWkm") for _ in range(chance.randrange(1, 400)))


def _markup(chance: random.Random) -> str:
    pieces = ("=1+1", "'", '"', "&amp;amp;", "&#0;", "<b>", "{", "[[", "\\", "%s", "{0}", *_NAMES)
    return "".join(chance.choice(pieces) for _ in range(chance.randrange(8)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        found = problems(int(sys.argv[1]), 1, Path(scratch))
    print(*found, f"{len(found)} problems", sep="\n")
    sys.exit(bool(found))
