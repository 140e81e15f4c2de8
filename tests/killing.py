"""Work in a process of its own that is killed at some moment, as a power cut or a careless `kill -9` would."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from signal import SIGKILL
from typing import Any

HITS = 20
TRIES = 5 * HITS
SPREAD = 0.618034  # multiples of it, without what is before the point, lie evenly however many there are
DONE = "done"

Work = Callable[..., None]  # takes a function that reports, and what it was given
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(  # whoever works is ready at once
    [
        "psycopg",
        "tests.desk.test_kill_saves",
        "tests.desk.test_kill_seeding",
        "tests.index.test_keeper",
        "tests.store.test_kill_backup",
        "tests.store.test_kill_migrations",
    ]
)


class Process:
    """Some work under way; it reports over a pipe."""

    def __init__(self, work: Work, *given: Any) -> None:
        self.reports, theirs = CONTEXT.Pipe(duplex=False)
        self.process = CONTEXT.Process(target=_run, args=(work, theirs, *given), daemon=True)
        self.process.start()
        theirs.close()
        assert self.reports.poll(60)
        assert self.reports.recv() == "ready"

    def kill(self) -> list[Any]:
        """Kill it, and give what it had reported."""
        self.process.kill()
        reported = self.end()
        assert self.process.exitcode == -SIGKILL or reported[-1:] == [DONE], "it fell over by itself"
        return reported

    def end(self) -> list[Any]:
        """Wait for its end, and give what it reported."""
        reported = []
        with suppress(EOFError, OSError):  # the last report may be torn
            while True:
                reported.append(self.reports.recv())
        self.process.join(60)
        return reported


def _run(work: Work, theirs: Connection, *given: Any) -> None:
    theirs.send("ready")
    work(theirs.send, *given)
    theirs.send(DONE)


def lasting(work: Work, *given: Any) -> float:
    """Measure how long some work takes in a process of its own."""
    process = Process(work, *given)
    start = time.perf_counter()
    assert process.end()[-1] == DONE
    return time.perf_counter() - start


def killed(work: Work, prepare: Callable[[], tuple[Any, ...]]) -> Iterator[tuple[list[Any], tuple[Any, ...]]]:
    """Kill some work in its middle, many times over; give what it had reported and what it worked on, each time.

    `prepare` makes what it works on anew. Kills that came too late do not count.
    """
    longest, hits = lasting(work, *prepare()), 0
    for number in range(1, TRIES):
        given = prepare()
        process = Process(work, *given)
        time.sleep(longest * (number * SPREAD % 1))
        reported = process.kill()
        if reported[-1:] == [DONE]:
            longest *= 0.95
            continue
        hits += 1
        yield reported, given
        if hits == HITS:
            return
    raise AssertionError(f"only {hits} of {TRIES} kills came in the middle")
