"""Times by the cases of cases/times; EDTF that is EDTF; anchors, signals and ranges; time that stays linear."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.intake.text import report
from dateline.lexicon import calendar
from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.model.report import Report, report_id
from dateline.model.span import Span
from dateline.model.time import Time, Timex
from dateline.stages.marks import marks
from dateline.stages.parse import parse
from dateline.stages.sentences import sentences
from dateline.stages.times import times
from dateline.taggers import spacy

CASES = Path(__file__).parents[2] / "cases" / "times"
WORDS_ALONE = Kit(calendar=calendar.load())
Find = Callable[..., tuple[Time, ...]]


@pytest.fixture(scope="module")
def find() -> Find:
    """Finds the times of a text: `find("They met on Monday.", date(2023, 9, 13))`."""
    kit = Kit(parser=spacy.load()[0], calendar=calendar.load())

    def _find(text: str, published: date | None = None) -> tuple[Time, ...]:
        reading = Reading(report=report(text, published))
        for stage in (sentences, marks, parse, times):
            reading = stage(reading, kit)
        return reading.times

    return _find


def cases() -> list[dict[str, object]]:
    return [case for path in sorted(CASES.glob("*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]]


def row(found: Time) -> list[str]:
    assert found.timex is not None
    assert found.text is not None
    return [found.text, found.timex.value, "unresolved" if found.state == "unresolved" else found.edtf or ""]


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case["name"]))
def test_case(case: dict[str, object], find: Find) -> None:
    published, text = case.get("published"), str(case["text"])
    assert published is None or isinstance(published, date)
    found = find(text, published)
    assert [row(each) for each in found] == case["expected"]
    for each in found:
        assert each.span is not None
        assert each.span.of(text) == each.text
        assert each.state == "known" or each.reason
        if each.edtf:
            edtf.parse_edtf(each.edtf)


def test_bounds_and_anchor_of_a_week(find: Find) -> None:
    (found,) = find("The ministry warned of it last week.", date(2023, 9, 13))
    assert (found.earliest, found.latest) == (date(2023, 9, 4), date(2023, 9, 10))
    assert (found.grain, found.anchor) == ("week", "published")


def test_anchor_in_the_report(find: Find) -> None:
    first, second = find("A bridge fell on June 3, 2022. Two days later the mayor quit.", date(2023, 9, 13))
    assert (first.anchor, second.anchor, second.anchor_span) == ("absolute", "time", first.span)


def test_since_is_open_and_keeps_its_signal(find: Find) -> None:
    (found,) = find("The town has been held since May 2017.", date(2023, 9, 13))
    assert found.timex == Timex("DATE", "2017-05")
    assert (found.signal, found.earliest, found.latest) == ("since", date(2017, 5, 1), None)


def test_a_range_is_bound_together(find: Find) -> None:
    first, second = find("They trained from 3 to 5 May 2021.", date(2023, 9, 13))
    assert first.range_end == second.span
    assert (first.earliest, first.latest) == (date(2021, 5, 3), None)
    assert (second.earliest, second.latest) == (None, date(2021, 5, 5))


def test_without_a_date_relative_times_are_unresolved_and_never_today(find: Find) -> None:
    for found in find("He left yesterday, two weeks ago he came back, and next year he goes. On Friday they voted."):
        assert found.state == "unresolved"
        assert found.earliest is None
        assert found.reason is not None
        assert "no anchor" in found.reason


def test_hours_count_from_the_minute_of_publication() -> None:
    text = "The plant was hit three hours ago."
    made = datetime(2023, 9, 13, 2, 30)
    published = Time(timex=Timex("TIME", "2023-09-13T02:30"), earliest=made, latest=made, grain="minute")
    dated = Report(report_id(text, published), text, Span(0, len(text)), published, "given")
    (found,) = times(Reading(report=dated), WORDS_ALONE).times
    assert found.timex == Timex("DATE", "2023-09-12T23:30")


def test_the_header_is_no_time_of_the_report(find: Find) -> None:
    assert [found.text for found in find(" date 2023-09-13 The port shut on Monday.")] == ["Monday"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*sorted(WORDS_ALONE.calendar.words), "1", "31", "1998", "'98", ",", "-", ".", "the", "of"]),
        max_size=14,
    )
)
def test_any_words_of_time_are_read_without_harm(words: list[str]) -> None:
    text = " ".join(words)
    found = times(Reading(report=report(text, date(2023, 9, 13))), WORDS_ALONE).times
    spans = [each.span for each in found if each.span is not None]
    assert spans == sorted(spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    for each in found:
        assert each.span is not None
        assert each.span.of(text) == each.text
        if each.edtf:
            edtf.parse_edtf(each.edtf)
        if each.earliest and each.latest:
            assert str(each.earliest)[:10] <= str(each.latest)[:10]


def test_time_is_linear(spent: Callable[[Callable[[], object]], float]) -> None:
    def read(text: str) -> float:
        return spent(lambda: times(Reading(report=report(text, date(2023, 9, 13))), WORDS_ALONE))

    text = "In March 1911 it rained. Two days later they left the town on Monday. "
    read(text * 20)
    assert read(text * 800) < 25 * read(text * 80)
