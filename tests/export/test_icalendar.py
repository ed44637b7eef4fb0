"""iCalendar, read by the `icalendar` library: what lies ahead of its report, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest

from dateline.export.icalendar import Matter, feed
from dateline.model.act import StatusValue
from dateline.model.entry import Entry
from dateline.model.place import Place
from dateline.model.time import NOT_STATED, Time

Write = Callable[[str, list[Entry]], Path]
AHEAD: dict[StatusValue, str] = {
    "planned": "CONFIRMED", "expected": "TENTATIVE", "possible": "TENTATIVE", "conditional": "TENTATIVE",
    "not": "CANCELLED",
}  # fmt: skip


def events(path: Path) -> list[icalendar.Event]:
    data = path.read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(data)
    assert [each.errors for each in calendar.walk() if each.errors] == []
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    return list(calendar.walk("VEVENT"))


@pytest.fixture
def monday(stretch: Callable[..., Time]) -> Time:
    return stretch("2024-03-11")


@pytest.mark.parametrize("status", sorted(AHEAD))
def test_status(status: StatusValue, entry: Callable[..., Entry], monday: Time, write: Write) -> None:
    (event,) = events(write("icalendar", [entry(status=status, when=monday)]))
    assert event["STATUS"] == AHEAD[status]
    assert str(event["SUMMARY"]).lower().startswith(status)


@pytest.mark.parametrize("status", ["happened", "ongoing", "attempted", "denied"])
def test_what_is_told_as_done_is_no_plan(
    status: StatusValue, entry: Callable[..., Entry], monday: Time, left: Callable[..., dict[str, int]]
) -> None:
    assert left("icalendar", [entry(status=status, when=monday)]) == {"told as done or denied, not as lying ahead": 1}


def test_an_event_says_who_says_so_and_where_to_check(
    entry: Callable[..., Entry], monday: Time, goma: Place, write: Write
) -> None:
    claim = entry(status="planned", when=monday, where=goma, version=7, url="https://news.example/a?b=1")
    (event,) = events(write("icalendar", [claim]))
    assert event["UID"] == "c0ffee00c0ffee00@dateline"
    assert event["SEQUENCE"] == 7
    assert event.decoded("DTSTAMP") == datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
    assert event["LOCATION"] == "Goma (COD)"
    assert event["GEO"].to_ical() == "-1.67;29.22"
    assert event["URL"] == "https://news.example/a?b=1"
    description = str(event["DESCRIPTION"])
    assert "“Kenya warned Norway on Monday.”" in description
    assert "On whose word: the report itself" in description
    assert "characters 0–30" in description


def test_the_last_day_is_followed_by_the_end(
    entry: Callable[..., Entry], stretch: Callable[..., Time], write: Write
) -> None:
    day, week = entry(status="planned", when=stretch("2024-03-11")), stretch("2024-03-11", "2024-03-17")
    first, second = events(write("icalendar", [day, entry(status="planned", when=week, id="c2")]))
    assert first.decoded("DTEND") - first.decoded("DTSTART") == timedelta(days=1)
    assert (second.decoded("DTSTART"), second.decoded("DTEND")) == (date(2024, 3, 11), date(2024, 3, 18))


def test_an_instant_has_its_day(entry: Callable[..., Entry], write: Write) -> None:
    noon = datetime(2024, 3, 11, 12)
    (event,) = events(write("icalendar", [entry(status="planned", when=Time(earliest=noon, latest=noon))]))
    assert event.decoded("DTSTART") == date(2024, 3, 11)


def test_an_open_end_has_none(entry: Callable[..., Entry], write: Write) -> None:
    (event,) = events(write("icalendar", [entry(status="planned", when=Time(earliest=date(2024, 3, 11)))]))
    assert "DTEND" not in event


def test_what_was_over_or_has_no_day_is_left(
    entry: Callable[..., Entry], stretch: Callable[..., Time], left: Callable[..., dict[str, int]]
) -> None:
    claims = [
        entry(id="c1", status="planned", when=stretch("2024-03-04")),
        entry(id="c2", status="planned", when=NOT_STATED),
        entry(id="c3", status="planned", when=replace(stretch("2024-03-11"), state="unresolved")),
        entry(id="c5", status="planned", when=stretch("2024-03-11"), published=None),
    ]
    assert left("icalendar", claims) == {
        "its day was over when it was reported": 1,
        "no day is given for it": 2,
        "the report has no date to lie ahead of": 1,
    }


def test_a_second_version_is_left(
    entry: Callable[..., Entry], monday: Time, write: Write, left: Callable[..., dict[str, int]]
) -> None:
    claims = [entry(status="planned", when=monday), entry(status="not", when=monday)]
    assert len(events(write("icalendar", claims))) == 1
    assert left("icalendar", claims)["another version of it goes out"] == 1


def test_long_lines_are_folded_between_characters(entry: Callable[..., Entry], monday: Time, write: Write) -> None:
    claim = entry(status="planned", when=monday)
    long = replace(claim, sentence=replace(claim.sentence, text="大臣は、月曜日に; " * 40))
    (event,) = events(write("icalendar", [long]))
    assert ("大臣は、月曜日に; " * 40).strip() in str(event["DESCRIPTION"])


def test_hostile_words(hostile: list[Entry], monday: Time, write: Write) -> None:
    claims = [replace(each, claim=replace(each.claim, status="planned", when=monday)) for each in hostile]
    claims = [replace(each, report=replace(each.report, published=monday)) for each in claims]
    found = events(write("icalendar", claims))
    assert len(found) == len({each.claim.id for each in hostile})
    assert not any(str(each.get("URL", "")).startswith("javascript") for each in found)


def test_nothing(write: Write) -> None:
    assert events(write("icalendar", [])) == []


def test_what_may_come_any_day_up_to_its_last_stands_on_that(entry: Callable[..., Entry], write: Write) -> None:
    (event,) = events(write("icalendar", [entry(status="planned", when=Time(latest=date(2024, 3, 11)))]))
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2024, 3, 11), date(2024, 3, 12))


def told(path: Path, *matters: Matter) -> list[icalendar.Event]:
    with path.open("w", encoding="utf-8", newline="") as out:
        assert feed(matters, out) == len(matters)
    return events(path)


def test_a_matter_is_one_event_however_many_tell_of_it(
    entry: Callable[..., Entry], monday: Time, tmp_path: Path
) -> None:
    day = date(2024, 3, 11)
    some = tuple(entry(id=f"c{at}", version=at, status="planned", when=monday) for at in range(1, 9))
    (event,) = told(tmp_path / "a.ics", Matter("ab12", "planned", "CONFIRMED", day, day, some))
    assert event["UID"] == "ab12@dateline"
    assert event["SEQUENCE"] == 8
    assert str(event["DESCRIPTION"]).count("On whose word") == 5
    assert "and 3 more" in str(event["DESCRIPTION"])
    assert event["DTSTART"].params["VALUE"] == "DATE"


def test_a_feed_has_no_zones_and_may_be_empty(entry: Callable[..., Entry], monday: Time, tmp_path: Path) -> None:
    day = date(2024, 3, 11)
    off = Matter("ab12", "called off", "CANCELLED", day, None, (entry(status="not", when=monday),))
    (event,) = told(tmp_path / "a.ics", off)
    assert event["STATUS"] == "CANCELLED"
    assert b"VTIMEZONE" not in (tmp_path / "a.ics").read_bytes()
    assert told(tmp_path / "b.ics") == []
