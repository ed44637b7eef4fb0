"""Claims of our own making go in, with what was read; the rows count each event once, by its denominator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

from dateline.intake import text as plain
from dateline.link import link
from dateline.model.entry import Entry, entries
from dateline.reader import load, read
from dateline.record import Record
from dateline.series import FORMULA, Measure, series, value
from dateline.series.recorded import read as denominator
from dateline.series.recorded import stands_at
from dateline.series.rows import Read, Row, Told, rows

NOW = datetime(2024, 7, 1, tzinfo=UTC)
ON = date(2024, 7, 1)


def reports(texts: Sequence[tuple[str, date, str]]) -> Iterator[Entry]:
    for outlet, day, words in texts:
        report = replace(plain.report(words, day), publisher=outlet)
        yield from entries(read(report, load()), NOW)


def told(texts: Sequence[tuple[str, date, str]]) -> list[Told]:
    by_id = {each.claim.id: each for each in reports(texts)}
    return [Told(event, {name: by_id[name] for name in event.claims}) for event in link(by_id.values())]


BOMBED = [
    ("Coast Herald", date(2024, 5, 7), "Ethiopia bombed a camp in Eritrea on Monday, the Eritrean army said."),
    ("Hill Post", date(2024, 5, 7), "Ethiopia bombed a camp in Eritrea on Monday, Eritrean officials told reporters."),
]
TALKS = [
    ("Coast Herald", date(2024, 5, 15), "Ethiopia will hold talks with Eritrea on Friday, the foreign ministry said."),
    ("Coast Herald", date(2024, 5, 22), "Ethiopia held talks with Eritrea on Friday, the foreign ministry said."),
]
READ = [Read(date(2024, 5, 7), "Coast Herald", 3), Read(date(2024, 5, 8), "Hill Post", 1),
        Read(date(2024, 5, 22), "Coast Herald", 2)]  # fmt: skip


def of(table: Sequence[Row], name: str) -> Row:
    return next(row for row in table if row.period == name)


def test_an_event_that_two_outlets_tell_counts_once_beside_what_was_read() -> None:
    table, left = rows(told(BOMBED), READ, "week", ON)
    week = of(table, "2024-W19")
    assert (week.reports, week.events, week.origins, week.conflict, week.cooperation) == (2, 1, 2, 1, 0)
    assert (week.read, week.outlets) == (4, 2)
    assert week.score is not None
    assert week.score < 0
    assert left == 0


def test_what_is_planned_and_then_done_stands_as_each_in_its_week() -> None:
    table, _ = rows(told(TALKS), READ, "week", ON)
    assert (of(table, "2024-W20").ahead, of(table, "2024-W20").events) == (1, 0)
    assert of(table, "2024-W21").events == 1


def test_by_when_it_occurred_an_event_stands_in_its_own_month() -> None:
    late = [("Coast Herald", date(2024, 6, 20), "Ethiopia bombed a camp in Eritrea on 6 May, the army said.")]
    some = [*READ, Read(date(2024, 6, 20), "Coast Herald", 1)]
    assert of(rows(told(late), some, "month", ON)[0], "2024-06").events == 1
    table, left = rows(told(late), some, "month", ON, "occurred")
    assert (of(table, "2024-05").events, of(table, "2024-06").events, left) == (1, 0, 0)


def test_an_event_of_no_known_day_is_left_out_and_counted() -> None:
    undated = [("Coast Herald", date(2024, 5, 7), "Ethiopia accused Eritrea of smuggling.")]
    found, left = rows(told(undated), READ, "week", ON, "occurred")
    assert sum(row.events for row in found) + left == len([each for each in told(undated) if each.event.stages])


def test_periods_run_on_where_nothing_was_read_and_the_last_may_not_be_over() -> None:
    table, _ = rows([], READ, "week", date(2024, 5, 23))
    assert [row.period for row in table] == ["2024-W19", "2024-W20", "2024-W21"]
    assert [row.read for row in table] == [4, 0, 2]
    assert [row.complete for row in table] == [True, True, False]
    assert rows([], [], "week", ON) == ([], 0)


def test_a_series_says_what_it_cannot_tell() -> None:
    found = series(told(BOMBED), READ, ("ETH", "ERI"), "week", date(2024, 5, 23))
    assert found.changes == ()
    assert found.forecast is None
    assert any("too few for a forecast" in note for note in found.notes)
    assert any("too few for changes" in note for note in found.notes)
    assert any("nothing was read in 1 of 3 weeks" in note for note in found.notes)
    assert any("2024-W21 was not over" in note for note in found.notes)


def weekly(weeks: int) -> tuple[list[Told], list[Read]]:
    """A bombing every other week, and every week from the middle on, out of ten reports a week."""
    texts, some = [], []
    for week in range(weeks):
        day = date(2022, 1, 4) + timedelta(weeks=week)
        some.append(Read(day, "Coast Herald", 10))
        if week >= weeks // 2 or week % 4 == 0:
            words = f"Ethiopia bombed a camp in Eritrea on {day - timedelta(days=1):%d %B %Y}, the army said."
            texts.append(("Coast Herald", day, words))
    return told(texts), some


def test_changes_and_forecast_come_with_method_and_score() -> None:
    some, read_ = weekly(48)
    found = series(some, read_, ("ETH", "ERI"), "week", ON, steps=2)
    (change,) = found.changes
    assert change.period in ("2022-W24", "2022-W25", "2022-W26")
    assert (change.before, change.after) == (pytest.approx(2.5, abs=0.5), 10.0)
    assert found.forecast is not None
    assert len(found.forecast.ahead) == 2
    assert found.forecast.tested[0].method == found.forecast.method
    assert [words.partition(":")[0] for words in found.how] == ["changes", "forecast"]


def test_every_measure_has_its_formula_and_its_value() -> None:
    table, _ = rows(told(BOMBED), READ, "week", ON)
    for measure in get_args(Measure):
        assert FORMULA[measure]
        assert value(of(table, "2024-W20"), measure) is None  # nothing was read
    assert value(of(table, "2024-W19"), "events") == 25.0
    assert value(of(table, "2024-W19"), "origins") == 50.0


def test_the_denominator_of_a_record_is_what_stood_on_it(tmp_path: Path) -> None:
    with Record(tmp_path / "record.db") as record:
        for outlet, day, words in (*BOMBED, TALKS[0]):
            record.add(read(replace(plain.report(words, day), publisher=outlet), load()))
        assert [(each.day.day, each.outlet, each.reports) for each in denominator(record)] == [
            (7, "Coast Herald", 1), (7, "Hill Post", 1), (15, "Coast Herald", 1),
        ]  # fmt: skip
        assert [each.outlet for each in denominator(record, outlets=["hill post"])] == ["Hill Post"]
        assert sum(each.reports for each in denominator(record, as_of=1)) == 1
        assert denominator(record, as_of=date(2001, 1, 1)) == []
        assert stands_at(record) is not None
        assert stands_at(record, date(2001, 1, 1)) is None
