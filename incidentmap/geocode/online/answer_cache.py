"""What online services answered before, kept on this machine: each question is asked once.

Found and not found are kept, outages never; "not found" is asked again after a while, as maps grow.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from incidentmap.errors import GeocoderTrouble
from incidentmap.geocode.online.service_answer import ServiceAnswer

NOT_FOUND_FOR = timedelta(days=30)
_PATIENCE_S = 10
_TABLE = "CREATE TABLE IF NOT EXISTS answer (question TEXT PRIMARY KEY, asked_at TEXT NOT NULL, hits TEXT NOT NULL)"
_GET = "SELECT asked_at, hits FROM answer WHERE question = ?"
_PUT = (
    "INSERT INTO answer VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET asked_at = excluded.asked_at, hits = excluded.hits"
)


class AnswerCache:
    """Answers by question, in one SQLite file that threads and processes may share; made when first written to."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def get(self, request: Sequence[str]) -> list[ServiceAnswer] | None:
        """Return the answer to a question, empty for a fresh "not found", or None if it must be asked.

        Raise `GeocoderTrouble` if the file cannot be read.
        """
        if not self.path.exists():
            return None
        with self._opened() as connection:
            row = connection.execute(_GET, (_key(request),)).fetchone()
            return _fresh(*row) if row else None

    def put(self, request: Sequence[str], answers: Sequence[ServiceAnswer]) -> None:
        """Keep an answer with its date; raise `GeocoderTrouble` if the file cannot be written."""
        written = json.dumps([asdict(answer) for answer in answers], ensure_ascii=False)
        with self._opened() as connection:
            connection.execute(_PUT, (_key(request), datetime.now(UTC).isoformat(timespec="seconds"), written))

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one transaction; a connection a question is cheap beside a question to a server."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=_PATIENCE_S)
            try:
                with connection:
                    connection.execute(_TABLE)
                    yield connection
            finally:
                connection.close()
        except (sqlite3.Error, OSError, ValueError, TypeError, KeyError) as error:
            raise GeocoderTrouble(
                f"{self.path}: the answers kept there cannot be used ({error}); delete the file"
            ) from error


def _key(request: Sequence[str]) -> str:
    return json.dumps(list(request), ensure_ascii=False)


def _fresh(asked_at: str, answers: str) -> list[ServiceAnswer] | None:
    kept = [ServiceAnswer(**{**answer, "names": tuple(answer["names"])}) for answer in json.loads(answers)]
    outdated = not kept and datetime.now(UTC) - datetime.fromisoformat(asked_at) > NOT_FOUND_FOR
    return None if outdated else kept
