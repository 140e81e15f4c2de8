"""Work in a process of its own that is killed at some moment, as a power cut or a careless `kill -9` would.

No kill depends on luck to come in the middle: the work's steps are counted, it says when it comes to the chosen one,
and takes none after that. The step is chosen by the time that each took once, so that long ones, such as a commit, are
hit as often as they would be by chance, and within. Times choose what is hit, and nothing else.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from time import perf_counter, sleep
from typing import Any, NamedTuple, NoReturn

from tests import patience

HITS = 20
LATE = HITS // 4  # at most; the work takes a few steps more or less each time
SPREAD = 0.618034  # multiples of it, without what is before the point, lie evenly however many there are
GRAIN_SECONDS = 0.0002
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
        "tests.store.test_unsaved_file",
    ]
)


class Process:
    """Some work under way; it reports over a pipe."""

    def __init__(self, work: Work, *given: Any) -> None:
        self.reports, theirs = CONTEXT.Pipe(duplex=False)
        self.process = CONTEXT.Process(target=_run, args=(work, theirs, *given), daemon=True)
        self.process.start()
        theirs.close()

    def kill(self) -> list[Any]:
        """Kill it, and give what it had reported."""
        self.process.kill()
        reported = self.end()
        assert self.process.exitcode == -signal.SIGKILL, "it fell over by itself"
        return reported

    def end(self) -> list[Any]:
        """Wait for its end, and give what it reported."""
        reported = []
        with suppress(EOFError, OSError):  # the last report may be torn
            while self.reports.poll(patience.SECONDS):
                reported.append(self.reports.recv())
        self.process.join(patience.SECONDS)
        return reported


def _run(work: Work, theirs: Connection, *given: Any) -> None:
    patience.lend()
    work(theirs.send, *given)
    theirs.send(DONE)


class Step(NamedTuple):
    """One of the work's steps: a call of a function of Python's or C's, or a return; and when it was taken."""

    number: int
    at: float


def measured(report: Callable[[Any], None], work: Work, *given: Any) -> None:
    """Do some work and report which steps it takes when; of those that follow closely, one."""
    steps: list[Step] = []
    number, start = 0, perf_counter()
    last = kept = start

    def step(*_: object) -> None:
        nonlocal number, last, kept
        now = perf_counter()
        if now - kept > GRAIN_SECONDS:
            steps.append(Step(number, last - start))  # the one before: what took so long began there
            kept = now
        number, last = number + 1, now

    sys.setprofile(step)
    work(lambda _: None, *given)
    sys.setprofile(None)
    report([*steps, Step(number, last - start)])


def stopping(report: Callable[[Any], None], work: Work, signals: Connection, chosen: int, *given: Any) -> None:
    """Do some work up to the chosen step; say whether it was reached, and stay there."""
    number = 0

    def step(*_: object) -> None:
        nonlocal number
        number += 1
        if number == chosen:
            signals.send(True)
        elif number > chosen:
            _stay()

    sys.setprofile(step)
    work(report, *given)
    sys.setprofile(None)
    signals.send(False)
    _stay()


def _stay() -> NoReturn:
    while True:
        signal.pause()


def killed(work: Work, prepare: Callable[[], tuple[Any, ...]]) -> Iterator[tuple[list[Any], tuple[Any, ...]]]:
    """Kill some work in its middle, many times over; give what it had reported and what it worked on, each time.

    `prepare` makes what it works on anew.
    """
    steps, done = Process(measured, work, *prepare()).end()
    assert done == DONE
    late = 0
    for number in range(1, HITS + 1):
        given, moment = prepare(), steps[-1].at * (number * SPREAD % 1)
        chosen = steps[max(0, bisect_right(steps, moment, key=lambda each: each.at) - 1)]
        signals, theirs = CONTEXT.Pipe(duplex=False)
        process = Process(stopping, work, theirs, max(1, chosen.number), *given)
        theirs.close()
        assert signals.poll(patience.SECONDS)
        late += not signals.recv()
        sleep(max(0.0, moment - chosen.at))  # into the step; the work cannot get further meanwhile
        yield process.kill(), given
    assert late <= LATE, f"{late} of {HITS} kills came after the work"
