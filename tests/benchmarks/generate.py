"""SQLite stores of generated incidents with the statistics of real files, the same every time, made once and kept.

Few actors, publishers and places have most of the incidents (Zipf), dates come in bursts, no two summaries are alike,
and a few articles are cited by many: one of 200 kB by some 3,000 at a million.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy.schema import CreateTable

from incidentmap.model import article_id_of
from incidentmap.model import vocabulary as v
from incidentmap.settings import PROJECT
from incidentmap.store import Store
from incidentmap.store.tables import metadata

CACHE = PROJECT / ".cache" / "generated"
AT_ONCE = 50_000
ACTORS, PUBLISHERS, WORDS, DAYS = 300, 400, 20_000, 4_000
FIRST = np.datetime64("2014-01-01")
AREAS = 600  # places among which there are districts, governorates, countries and seas
LONG_ARTICLE = 200_000  # characters
GOVERNORATES = [(code[:2], code) for code in (*(f"IQ-{n:02}" for n in range(18)), *(f"SY-{n:02}" for n in range(14)))]
SYLLABLES = (
    "ba",
    "da",
    "ha",
    "ka",
    "la",
    "ma",
    "ra",
    "shi",
    "kha",
    "al",
    "an",
    "ar",
    "ib",
    "ur",
    "il",
    "um",
    "et",
    "on",
)

Rows = Iterable[tuple[Any, ...]]


def store_of(size: int, cache: Path = CACHE) -> Path:
    """Give a database with so many incidents; it is made at the first call and must not be changed."""
    path = cache / f"{size}-{_version()}" / "incidents.sqlite"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"part-{os.getpid()}.sqlite")
        fill(part, size)
        part.rename(path)
    return path


def fill(path: Path, size: int) -> None:
    """Make a store, and write so many incidents into it in one transaction."""
    Store.open(f"sqlite:///{path}").close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        _Making(connection, size).fill()
        connection.commit()
        connection.execute("ANALYZE")
        connection.execute("PRAGMA journal_mode = WAL")


def _version() -> str:
    """Name this generator and the tables, so that a change of either makes new stores."""
    tables = "".join(str(CreateTable(table)) for table in metadata.sorted_tables)
    return sha256((Path(__file__).read_text("utf-8") + tables).encode()).hexdigest()[:12]


class _Making:
    """One store under way, and its one source of chance."""

    def __init__(self, connection: sqlite3.Connection, size: int) -> None:
        self.connection = connection
        self.size = size
        self.random = np.random.default_rng(size)
        self.words = _words(self.random)
        self.places = max(size // 20, 5)
        self.articles = max(size // 1_000, 2)
        self.governorate = self.random.integers(0, len(GOVERNORATES), self.places)
        self.precision = self._precision_of_places()
        self.points = np.round(self.random.random((self.places, 2)) * (7, 11) + (30, 37), 5)

    def fill(self) -> None:
        """1 who and where, 2 what is held, 3 what happened, in parts, 4 who signs."""
        self._actors()
        self._places()
        texts = [self._article_text(number) for number in range(self.articles)]
        self.article_ids = [article_id_of(text) for text in texts]
        self.quotes = [text[:40] for text in texts]
        titles = [self._sentence(6) for _ in texts]
        self._insert(
            "articles",
            "article_id text title publisher",
            zip(self.article_ids, texts, titles, self._publishers(len(texts)), strict=True),
        )
        for start in range(0, self.size, AT_ONCE):
            self._incidents(start, min(AT_ONCE, self.size - start))
        self._same_events()
        self._sign()

    def _insert(self, table: str, columns: str, rows: Rows) -> None:
        names = columns.split()
        marks = ", ".join("?" * len(names))
        quoted = ", ".join(f'"{name}"' for name in names)
        self.connection.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", rows)  # noqa: S608

    def _actors(self) -> None:
        kinds = self._pick(v.ActorKind, ACTORS)
        rows = [
            (
                f"g{n}",
                f"{self._name()} Brigade {n}",
                kinds[n],
                "لواء المثال" if n % 3 == 0 else "",
                f'["{self._name()}"]',
            )
            for n in range(ACTORS)
        ]
        self._insert("actors", "actor_id name kind name_ar aliases", rows)
        links = [(f"g{n}", f"g{n // 8}", "part_of") for n in range(8, 60)]
        self._insert("actor_links", "actor parent link", links)

    def _places(self) -> None:
        rows = (
            (
                f"geonames:{n}",
                f"{self._name()} {self._name()}",
                "town",
                float(1 + n % 9),
                *map(float, self.points[n]),
                "قرية المثال" if n % 2 else "",
                f'["{self._name()}"]',
                GOVERNORATES[self.governorate[n]][1],
                GOVERNORATES[self.governorate[n]][0],
            )
            for n in range(self.places)
        )
        named = "place_id name kind radius_km latitude longitude name_ar aliases admin1 country_code"
        self._insert("places", named, rows)

    def _incidents(self, start: int, count: int) -> None:
        ids = [f"made-{number:07}" for number in range(start, start + count)]
        place = self._zipf(self.places, count)
        precision = self._precisions(place)
        self._main(ids, start, place)
        self._placements(ids, place, precision)
        self._statements(ids)
        self._figures(ids)
        self._cited(ids)
        origins = ((name, "import-1", "made", name, "{}") for name in ids)
        self._insert("origins", "incident_id import_id dataset external_id raw_row", origins)

    def _main(self, ids: list[str], start: int, place: np.ndarray) -> None:
        count = len(ids)
        burst = (DAYS * self.random.random(count) ** 0.7).astype(int) // 20 * 20
        latest = FIRST + burst + self.random.integers(0, 20, count)
        earliest = latest - self._zipf(10, count)
        is_open = self.random.random(count) < 0.02
        status = self._pick(("confirmed", "draft", "rejected", "withdrawn"), count, (0.86, 0.12, 0.01, 0.01))
        stated = self.random.random(count) < 0.5
        columns = (
            ids,
            [1] * count,
            self._pick(v.Category, count, (0.35, 0.55, 0.1)),
            self._pick(v.EventType, count),
            [None if blank else str(day) for blank, day in zip(is_open, earliest, strict=True)],
            [str(day) for day in latest],
            ["on_or_before" if each else "day" for each in is_open],
            self._pick((None, *v.Outcome), count),
            self._pick((None, *v.WeaponClass), count),
            [GOVERNORATES[g][0] if said else "" for g, said in zip(self.governorate[place], stated, strict=True)],
            [GOVERNORATES[g][1] if said else "" for g, said in zip(self.governorate[place], stated[::-1], strict=True)],
            [f"near {self._name()}" for _ in ids],
            self._summaries(start, count),
            status,
        )
        named = "incident_id version category event_type date_earliest date_latest time_precision outcome weapon_class"
        self._insert("incidents", f"{named} country admin1 place_text summary status", zip(*columns, strict=True))

    def _summaries(self, start: int, count: int) -> list[str]:
        """Compose sentences of 12 to 40 words, a tenth with names in Arabic; the number tells any two apart."""
        lengths = self.random.integers(12, 41, count)
        words = self.words[self._zipf(WORDS, int(lengths.sum()))]
        ends = np.cumsum(lengths)
        arabic = self.random.random(count) < 0.1
        return [
            f"{' '.join(words[end - length : end])}{' كتائب حزب الله' if is_arabic else ''} ({number})."
            for number, (end, length, is_arabic) in enumerate(zip(ends, lengths, arabic, strict=True), start)
        ]

    def _placements(self, ids: list[str], place: np.ndarray, precision: np.ndarray) -> None:
        rows = (
            (name, None, None, None, None, None, "[]", "no such place")
            if code == 0
            else (name, f"geonames:{at}", code, *self._point(at, code), float(1 + at % 9 * code), "[]", "")
            for name, at, code in zip(ids, place.tolist(), precision.tolist(), strict=True)
        )
        named = "incident_id place_id where_prec latitude longitude uncertainty_km alternatives reason"
        self._insert("placements", named, rows)

    def _point(self, place: int, precision: int) -> tuple[float | None, float | None]:
        return (None, None) if precision in (5, 6) else (float(self.points[place][0]), float(self.points[place][1]))

    def _precision_of_places(self) -> np.ndarray:
        """Say how well each place is known, from 1 to 7: some of those named often are whole areas."""
        found = self.random.choice((1, 2), self.places, p=(0.45, 0.55))
        areas = min(AREAS, self.places)
        found[:areas] = self.random.choice(np.arange(1, 8), areas, p=(0.25, 0.25, 0.28, 0.15, 0.02, 0.03, 0.02))
        return found

    def _precisions(self, place: np.ndarray) -> np.ndarray:
        """Say how well each incident is placed: as its place is known, 0 not at all."""
        return np.where(self.random.random(len(place)) < 0.03, 0, self.precision[place])

    def _statements(self, ids: list[str]) -> None:
        who = np.repeat(np.arange(len(ids)), self.random.choice((0, 1, 2, 3), len(ids), p=(0.1, 0.6, 0.2, 0.1)))
        rows = zip(
            _part_ids(ids, who, "a"),
            [ids[number] for number in who],
            [f"g{actor}" for actor in self._zipf(ACTORS, len(who))],
            self._pick(v.AttributionBasis, len(who)),
            self._pick(("asserts", "denies"), len(who), (0.97, 0.03)),
            self._pick(("", *(f"the {word} group" for word in self.words[:200])), len(who), (0.9, *[0.0005] * 200)),
            strict=True,
        )
        self._insert("attributions", "attribution_id incident_id actor_id basis stance stated_as", rows)
        hit = np.flatnonzero(self.random.random(len(ids)) < 0.4)
        targets = zip(
            [ids[number] for number in hit], [f"g{each}" for each in self._zipf(ACTORS, len(hit))], strict=True
        )
        self._insert("target_actors", "incident_id actor_id", targets)

    def _figures(self, ids: list[str]) -> None:
        hurt = np.flatnonzero(self.random.random(len(ids)) < 0.3)
        high = self._zipf(200, len(hurt)).tolist()
        rows = zip(
            _part_ids(ids, hurt, "c"),
            [ids[number] for number in hurt],
            self._pick(v.Measure, len(hurt)),
            self._pick(v.CasualtiesOf, len(hurt)),
            ["number" if each else "none" for each in high],
            [0] * len(hurt),
            high,
            high,
            strict=True,
        )
        self._insert("casualties", "casualties_id incident_id measure of stated low best high", rows)

    def _cited(self, ids: list[str]) -> None:
        """Cite one to three sources each; a fiftieth of the first ones is held, and quoted."""
        times = self.random.choice((1, 2, 3), len(ids), p=(0.55, 0.3, 0.15))
        of = np.repeat(np.arange(len(ids)), times)
        article = np.where(self.random.random(len(of)) < 0.02, self._zipf(self.articles, len(of)), -1)
        names = [f"{ids[number]}.{place}" for place, number in enumerate(of.tolist())]
        titles = self.words[self._zipf(WORDS, 7 * len(of))].reshape(-1, 7)
        rows = zip(
            names,
            [ids[number] for number in of],
            [" ".join(words) for words in titles],
            self._publishers(len(of)),
            [None if each < 0 else self.article_ids[each] for each in article],
            strict=True,
        )
        self._insert("citations", "citation_id incident_id title publisher article_id", rows)
        self._quoted([(ids[of[at]], names[at], int(article[at])) for at in np.flatnonzero(article >= 0)])

    def _quoted(self, cited: list[tuple[str, str, int]]) -> None:
        (last,) = self.connection.execute("SELECT coalesce(max(evidence_id), 0) FROM evidence").fetchone()
        rows = [(last + n, *each[:2], "excerpt", "stated", "A") for n, each in enumerate(cited, 1)]
        self._insert("evidence", "evidence_id incident_id citation_id field basis grade", rows)
        spans = ((self.article_ids[of], 0, 40, self.quotes[of], last + n) for n, (*_, of) in enumerate(cited, 1))
        self._insert("spans", "article_id start end quote evidence_id", spans)

    def _same_events(self) -> None:
        sets = [(f"made-{n:07}|made-{n + 1:07}", n) for n in range(0, self.size - 1, 400)]
        rows = ((name, "suggested" if n % 1_200 else "refused") for name, n in sets)
        self._insert("same_events", "same_event_id status", rows)
        members = ((name, each) for name, _ in sets for each in name.split("|"))
        self._insert("same_event_members", "same_event_id incident_id", members)

    def _sign(self) -> None:
        at = "2024-03-01 00:00:00.000000"
        self._insert("imports", "import_id format by at", [("import-1", "made", "benchmark", at)])
        signed = ("import-1", at, "benchmark", "incidents to measure with", "{}")
        self._insert("revisions", "subject changed_at changed_by why after", [signed])

    def _article_text(self, number: int) -> str:
        text, wanted = f"Report {number}. ", LONG_ARTICLE if number == 0 else 2_000
        return text + " ".join(self.words[self._zipf(WORDS, wanted // 6)])

    def _publishers(self, count: int) -> list[str]:
        return [f"{self.words[number]} news".capitalize() for number in self._zipf(PUBLISHERS, count)]

    def _sentence(self, length: int) -> str:
        return " ".join(self.words[self._zipf(WORDS, length)])

    def _name(self) -> str:
        return str(self.words[self.random.integers(0, WORDS)]).capitalize()

    def _zipf(self, values: int, count: int) -> np.ndarray:
        """Draw numbers below `values`, the first far more often: each about half as often as that of half its rank."""
        drawn: np.ndarray = np.exp(self.random.random(count) * np.log(values + 1)).astype(np.int64) - 1
        return drawn

    def _pick(self, values: Iterable[Any], count: int, shares: tuple[float, ...] | None = None) -> list[Any]:
        options = [None if value is None else str(value) for value in values]
        return [options[number] for number in self.random.choice(len(options), count, p=shares)]


def _part_ids(ids: list[str], of: np.ndarray, letter: str) -> Iterator[str]:
    """Make ids of statements or figures of some incidents, of the form that the model gives them."""
    return (f"{ids[number]}:{letter}:{place:016x}" for place, number in enumerate(of.tolist()))


def _words(random: np.random.Generator) -> np.ndarray:
    """Make distinct words, the short ones first."""

    def made() -> Iterator[str]:
        for number in range(3 * WORDS):
            yield "".join(random.choice(SYLLABLES, 1 + number % 5))

    found = sorted(dict.fromkeys(made()), key=len)
    assert len(found) >= WORDS
    return np.array(found[:WORDS], dtype=object)
