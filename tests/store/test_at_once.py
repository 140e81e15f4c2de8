"""Several at once: a reader sees one state, and writers follow one another."""

from __future__ import annotations

from threading import Thread

from incidentmap.store import Store, reading
from tests import records

LONG_ENOUGH = 0.5


def save(store: Store, subject: str) -> None:
    with store.writing() as writer:
        writer.add(records.revision(subject))


def test_a_reader_sees_one_state(store: Store) -> None:
    with store.reading() as connection:
        assert reading.state(connection) == 0
        save(store, "meanwhile")
        assert store.state() == 1
        assert reading.state(connection) == 0
    assert store.state() == 1


def test_a_writer_may_save_after_a_reader_used_its_connection(store: Store) -> None:
    for number in range(3):
        assert store.state() == number
        save(store, str(number))


def test_the_state_grows_in_the_order_of_commits(store: Store) -> None:
    second = Thread(target=save, args=(store, "second"), daemon=True)
    with store.writing() as writer:
        writer.add(records.revision("first"))
        second.start()
        second.join(LONG_ENOUGH)
        assert second.is_alive()
        assert store.state() == 0
    second.join()
    assert store.state() == 2


def test_a_reader_waits_for_no_writer(store: Store) -> None:
    with store.writing() as writer:
        writer.add(records.revision("first"))
        with store.reading() as connection:
            assert reading.state(connection) == 0
