"""What became of plans, promises, demands and threats, by the cases of cases/link/followups.toml, read from text."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dateline.link.followups import LEAST, Outcome, followups
from dateline.model.entry import Entry, entries
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.time import NOT_STATED

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "link" / "followups.toml").read_text("utf-8"))["case"]
Read = Callable[..., Reading]
AT = datetime(2024, 9, 1, tzinfo=UTC)


def told(case: dict[str, list[dict[str, object]]], read: Read) -> tuple[list[Entry], dict[str, str]]:
    found: list[Entry] = []
    names: dict[str, str] = {}
    for row in case["report"]:
        reading = read(str(row["text"]).strip(), row["published"])
        names[reading.report.id] = str(row["id"])
        found += entries(reading, AT)
    return found, names


def shown(outcome: Outcome, names: dict[str, str]) -> list[object]:
    answers = [[names[each.entry.report.id], each.how] for each in outcome.answers]
    return [outcome.notice.kind, outcome.notice.claim.action.text.split()[0], outcome.state, answers]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_case(case: dict[str, list[dict[str, object]]], read: Read) -> None:
    every, names = told(case, read)
    as_of = case.get("as_of")
    first = followups(every, as_of)  # type: ignore[arg-type]
    found = [shown(each, names) for each in first]
    for row in case["expected"]:
        assert row in found
    if case.get("only"):
        assert len(found) == len(case["expected"])
    random.Random(5).shuffle(every)
    assert followups(every, as_of) == first  # type: ignore[arg-type]
    for each in first:
        assert all(answer.reasons and LEAST <= answer.score <= 1 for answer in each.answers)


def test_what_came_after_the_day_asked_for_is_not_known_yet(read: Read) -> None:
    case = next(each for each in CASES if "announced, and made" in each["name"])
    every, _ = told(case, read)
    assert {each.state for each in followups(every, date(2024, 5, 10))} == {"open"}
    assert "done" in {each.state for each in followups(every, date(2024, 5, 16))}


def test_events_bring_notices_together(read: Read) -> None:
    case = next(each for each in CASES if "three reports" in each["name"])
    every, _ = told(case, read)
    assert len(followups(every, groups={each.claim.id: "event:1" for each in every})) == 1


def test_nothing_and_reports_without_a_day(read: Read) -> None:
    assert followups([]) == ()
    every, _ = told(CASES[0], read)
    bare = [replace(each, report=bare_of(each.report)) for each in every]
    assert {each.state for each in followups(bare)} == {"open"}
    assert {each.answers for each in followups(bare)} == {()}


def bare_of(report: Report) -> Report:
    return replace(report, published=NOT_STATED)
