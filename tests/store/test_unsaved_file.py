"""What was typed and is not saved: kept for whoever typed it, overwritten by nobody else, and not for ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.errors import StoreUnavailable
from incidentmap.store import unsaved_file
from incidentmap.store.unsaved_file import KEPT_FOR, UnsavedWork, Work
from tests import killing

WRITES = 40
TEXT = st.text(min_size=1)


@pytest.fixture
def work(tmp_path: Path) -> UnsavedWork:
    return UnsavedWork(tmp_path / "home" / "unsaved.sqlite")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    return lambda age: monkeypatch.setattr(unsaved_file, "_now", lambda: datetime.now(UTC) + age)


def typed(found: list[Work]) -> set[tuple[str, str, str]]:
    return {(each.subject, each.session, each.body) for each in found}


def test_nothing_is_made_for_somebody_who_typed_nothing(work: UnsavedWork) -> None:
    assert work.of_owner("she") == work.of_session("one") == work.expired("she") == []
    work.expire()
    work.let_go("she", "record:new", "one")
    assert not work.path.parent.exists()


@given(owner=TEXT, subject=TEXT, session=TEXT, body=TEXT)
def test_what_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, **given: str) -> None:
    work = UnsavedWork(tmp_path_factory.mktemp("kept") / "unsaved.sqlite")
    work.keep(**given)
    (found,) = work.of_owner(given["owner"])
    assert {name: getattr(found, name) for name in given} == given
    assert work.of_session(given["session"]) == [found]
    assert datetime.now(UTC) - found.kept_at < timedelta(days=1)
    work.let_go(given["owner"], given["subject"], given["session"])
    assert work.of_owner(given["owner"]) == []


def test_each_session_has_its_own_and_overwrites_no_other(work: UnsavedWork) -> None:
    for session, body in (("one", "a"), ("two", "b"), ("one", "c")):
        work.keep("she", "record:new", session, body)
    assert typed(work.of_owner("she")) == {("record:new", "one", "c"), ("record:new", "two", "b")}
    assert work.of_owner("he") == []


def test_going_on_sets_aside_what_was_typed_meanwhile(work: UnsavedWork) -> None:
    work.keep("session one", "record:new", "one", "earlier")
    work.keep("she", "record:new", "two", "meanwhile")
    (earlier,) = work.of_session("one")
    assert work.take_over(earlier, "she", "two")
    assert [each.body for each in work.of_session("two")] == ["earlier"]
    assert {each.body for each in work.of_owner("she")} == {"earlier", "meanwhile"}
    assert not work.take_over(earlier, "she", "three")
    assert {each.body for each in work.of_owner("she")} == {"earlier", "meanwhile"}


def test_after_thirty_days_it_is_gone_and_its_owner_is_told_once(
    work: UnsavedWork, later: Callable[[timedelta], None]
) -> None:
    work.keep("she", "record:old", "one", "a")
    later(KEPT_FOR - timedelta(hours=1))
    work.keep("she", "record:young", "one", "b")
    work.expire()
    assert len(work.of_owner("she")) == 2
    later(KEPT_FOR + timedelta(hours=1))
    work.expire()
    assert typed(work.of_owner("she")) == typed(work.of_session("one")) == {("record:young", "one", "b")}
    assert [each.subject for each in work.expired("she")] == ["record:old"]
    assert work.expired("he") == []
    work.told("she")
    assert work.expired("she") == []
    assert len(work.of_owner("she")) == 1


def test_too_much_is_refused_and_what_was_kept_stays(work: UnsavedWork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unsaved_file, "LONGEST", 3)
    work.keep("she", "record:new", "one", "abc")
    with pytest.raises(StoreUnavailable, match="too much to be kept"):
        work.keep("she", "record:new", "one", "abcd")
    assert [each.body for each in work.of_owner("she")] == ["abc"]


def test_a_file_that_is_none_of_ours_is_told(work: UnsavedWork) -> None:
    work.path.parent.mkdir()
    work.path.write_bytes(b"somebody's notes " * 100)
    with pytest.raises(StoreUnavailable, match="save often"):
        work.keep("she", "record:new", "one", "a")
    assert work.path.read_bytes().startswith(b"somebody's notes")


def typing(report: Callable[[Any], None], path: Path) -> None:
    for number in range(WRITES):
        UnsavedWork(path).keep("she", "record:new", "one", str(number))
        report(number)


def test_a_kill_loses_at_most_what_was_being_kept(tmp_path: Path) -> None:
    numbers = count()
    for reported, (path,) in killing.killed(typing, lambda: (tmp_path / f"{next(numbers)}.sqlite",)):
        found = [int(each.body) for each in UnsavedWork(path).of_owner("she")]
        last = max((each for each in reported if each != killing.DONE), default=-1)
        assert found in ([last], [last + 1]) if last >= 0 else found in ([], [0])
