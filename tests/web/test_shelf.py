"""What is kept for readers: made once for all, shown while it is made anew, never older than by far."""

from __future__ import annotations

import threading
import time

import pytest
from starlette.requests import Request

from dateline.record import Record
from dateline.web import desk
from dateline.web.app import create
from dateline.web.desk import Visit
from dateline.web.store import Store


@pytest.fixture
def visit(record: Record, store: Store) -> Visit:
    request = Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []})
    return Visit(create(record, store).state.desk, request, None, None)


def again(visit: Visit) -> Visit:
    """Another request of the same desk."""
    return Visit(visit.desk, visit.request, None, None)


def test_many_who_come_at_once_have_it_made_once(visit: Visit, record: Record) -> None:
    made: list[int] = []

    def slow() -> int:
        made.append(1)
        time.sleep(0.2)
        return len(made)

    threads = [threading.Thread(target=lambda: again(visit).lately("x", slow)) for _ in range(5)]
    for number, thread in enumerate(threads):
        thread.start()
        if number == 2:  # a coder writes meanwhile
            record.judge(next(record.entries()).claim.id, "accept", by="ada")
    for thread in threads:
        thread.join()
    assert made == [1]


def test_what_is_a_little_old_is_shown_while_it_is_made_anew(
    visit: Visit, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    done = threading.Event()

    def make() -> int:
        made.append(1)
        if len(made) > 1:
            done.set()
        return len(made)

    assert visit.lately("x", make, seconds=0.0001) == 1
    assert again(visit).lately("x", make, seconds=0.0001) == 1, "nothing was written since"
    record.judge(next(record.entries()).claim.id, "accept", by="ada")
    monkeypatch.setattr(desk, "_FAR", 10**9)
    monkeypatch.setattr(desk, "_QUICK", 0.0)
    monkeypatch.setattr(desk, "_SHARE", 0.0)
    assert again(visit).lately("x", make, seconds=0.0001) == 1
    assert done.wait(5)
    for _ in range(200):
        if again(visit).lately("x", make, seconds=100) == 2:
            break
        time.sleep(0.01)
    assert again(visit).lately("x", make, seconds=100) == 2


def test_what_is_older_by_far_is_made_before_it_is_shown(
    visit: Visit, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    assert visit.lately("x", lambda: made.append(1) or len(made), seconds=0.0) == 1
    record.judge(next(record.entries()).claim.id, "accept", by="ada")
    assert again(visit).lately("x", lambda: made.append(1) or len(made), seconds=0.0) == 2
    assert again(visit).once("y", lambda: made.append(1) or len(made)) == 3


def test_what_fails_is_told_and_made_again(visit: Visit) -> None:
    with pytest.raises(ZeroDivisionError):
        visit.lately("x", lambda: 1 // 0)
    assert visit.lately("x", lambda: 1) == 1
