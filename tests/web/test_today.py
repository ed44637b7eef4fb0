"""The front page: what is new, changed, planned next, overdue and disputed, as of a day and of a version."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from dateline.record import Record
from dateline.web.app import create
from dateline.web.pages import today
from dateline.web.store import Store

Token = Callable[[TestClient], str]


def front(client: TestClient, **query: str) -> dict[str, object]:
    """The value of the front page."""
    return dict(client.get("/", params={**query, "format": "json"}).json())


def deeds(rows: object) -> list[tuple[str, str]]:
    """Who acts and by what words, of stories or of matters that lie ahead."""
    found = []
    assert isinstance(rows, list)
    for row in rows:
        claim = (row.get("entry") or row.get("entries", [None])[0] or row["notice"]["entries"][0])["claim"]
        found.append((", ".join(each["name"] or each["text"] for each in claim["actors"]), claim["action"]["text"]))
    return found


def test_new_are_the_stories_of_the_last_days_and_no_older_ones(client: TestClient) -> None:
    page = front(client)
    assert page["day"] == "2024-03-15"
    told = deeds(page["new"])
    assert ("Kenya", "closes border crossing") in told
    assert all("arrested" not in words for _, words in told)


def test_what_lies_ahead_stands_by_day_with_who_says_so(client: TestClient) -> None:
    page = front(client)
    assert ("Abiy Ahmed, William Ruto", "meet") in deeds(page["ahead"])
    assert [row["first"] for row in page["ahead"]] == sorted(row["first"] for row in page["ahead"])  # type: ignore[attr-defined]


def test_what_was_due_and_never_heard_of_again_is_overdue(client: TestClient) -> None:
    assert ("A Kenyan delegation", "visit") in deeds(front(client)["overdue"])


def test_what_reports_differ_on_stands_with_both_sides(client: TestClient) -> None:
    page = front(client)
    sides = [
        [side["value"] for side in point["sides"]]
        for story in page["disputed"]  # type: ignore[attr-defined]
        for point in story["event"]["disagreements"]
    ]
    assert ["12", "9"] in [sorted(each) for each in sides]
    assert ["Mombasa", "Nairobi"] in [sorted(each) for each in sides]


def test_what_was_judged_is_told_as_changed(client: TestClient, record: Record) -> None:
    claim = next(record.entries()).claim.id
    assert front(client)["changed"] == []
    record.judge(claim, "mend", by="ana", field="status", value="possible")
    (changed,) = front(client)["changed"]  # type: ignore[misc]
    assert (changed["kind"], changed["by"], "status" in changed["what"]) == ("judged", "ana", True)


def test_another_day_can_be_asked_for_and_nonsense_is_told(client: TestClient) -> None:
    page = front(client, day="2024-03-07")
    assert ("Kenya", "closes border crossing") not in deeds(page["new"])
    assert client.get("/?day=soon").status_code == 400


def test_a_record_that_is_older_than_some_days_shows_its_newest_day(record: Record, store: Store) -> None:
    client = TestClient(create(record, store, today=lambda: date(2031, 1, 1)), base_url="http://localhost")
    assert front(client)["day"] == "2024-03-14"
    assert front(client, day="2031-01-01")["new"] == []


def test_the_page_of_a_version_knows_nothing_of_later_ones(client: TestClient, record: Record) -> None:
    half = record.revision() // 2
    then = {entry.version for entry in record.entries(as_of=half)}
    page = front(client, as_of=str(half), day="2024-03-15")
    told = [each["entry"]["version"] for each in [*page["new"], *page["disputed"]]]  # type: ignore[misc]
    assert set(told) <= then
    assert len(then) < len(list(record.entries()))


def test_the_figures_are_those_of_the_record(client: TestClient, record: Record) -> None:
    figures = front(client)["figures"]
    assert isinstance(figures, dict)
    assert figures["reports"] == len(record)
    assert figures["claims"] == len(list(record.entries(rejected=True)))


@pytest.mark.anyio
async def test_figures_come_as_events_when_they_change(app: FastAPI, record: Record) -> None:
    class Request:
        gone = False

        async def is_disconnected(self) -> bool:
            return self.gone

    request = Request()
    stream = today._stream(request, app.state.desk)  # type: ignore[arg-type]
    first = await anext(stream)
    assert json.loads(first.removeprefix("data: "))["claims"] == len(list(record.entries()))
    request.gone = True
    assert [each async for each in stream] == []


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
