"""Events and series of a record on PostgreSQL are those of a record in a file: one contract for both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dateline.intake import text as plain
from dateline.link.index import Index
from dateline.reader import load, read
from dateline.record import Record
from dateline.series.recorded import read as denominator
from dateline.series.recorded import stands_at

TEXTS = (
    ("Coast Herald", date(2024, 5, 7), "Ethiopia bombed a camp in Eritrea on Monday, the Eritrean army said."),
    ("Hill Post", date(2024, 5, 7), "Ethiopia bombed a camp in Eritrea on Monday, Eritrean officials told reporters."),
    ("Hill Post", date(2024, 5, 9), "Kenya expelled two diplomats of Somalia on Thursday."),
)


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    if request.param == "sqlite":
        place = str(tmp_path / "record.db")
    else:
        make: Callable[[], str] = request.getfixturevalue("postgres")
        place = make()
    with Record(place) as record:
        for outlet, day, words in TEXTS:
            record.add(read(replace(plain.report(words, day), publisher=outlet), load()))
        yield record


def test_what_is_linked_is_linked_in_either_and_judged_in_either(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "kept.links"
    with Index(record, path) as index:
        index.catch_up()
        (both,) = [each for each in index.every() if len(each) > 1]
        (event,) = index.events(both[:1])
        assert (event.event.origins, event.event.outlets) == (2, 2)
    number = record.judge(both[0], "not same", by="a reader", other=both[1])
    with Index(record, path) as index:
        index.catch_up()
        assert all(len(each) == 1 for each in index.every())
    record.undo(number, by="a reader")
    with Index(record, path) as index:
        index.catch_up()
        assert both in index.every()


def test_the_denominator_is_the_same(record: Record) -> None:
    found = [(each.day.day, each.outlet, each.reports) for each in denominator(record)]
    assert found == [(7, "Coast Herald", 1), (7, "Hill Post", 1), (9, "Hill Post", 1)]
    assert sum(each.reports for each in denominator(record, as_of=2)) == 2
    assert stands_at(record) is not None
