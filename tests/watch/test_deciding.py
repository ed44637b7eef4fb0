"""What is done about an entry of a feed, case by case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dateline.watch.deciding import MOST_TRIES, Notice, Tried, decide

NOW = datetime(2024, 3, 5, 12, tzinfo=UTC)
TEASER = Notice("https://post.example/feed", "1", NOW, "https://post.example/pact", "Pact", words="A pact.", count=2)
WHOLE = replace(TEASER, words="word " * 300, count=300)
SILENT = replace(TEASER, words="", count=0)


@pytest.mark.parametrize(
    ("notice", "known", "tried", "action"),
    [
        (TEASER, None, Tried(), "fetch"),
        (WHOLE, None, Tried(), "take"),
        (replace(TEASER, link=None), None, Tried(), "take"),
        (replace(SILENT, link=None), None, Tried(), "give up"),
        (TEASER, TEASER.hash, Tried(), "leave"),
        (replace(TEASER, updated=NOW), TEASER.hash, Tried(), "fetch"),
        (TEASER, None, Tried(1, NOW - timedelta(minutes=4)), "wait"),
        (TEASER, None, Tried(1, NOW - timedelta(minutes=6)), "fetch"),
        (TEASER, None, Tried(3, NOW - timedelta(minutes=19)), "wait"),
        (TEASER, None, Tried(MOST_TRIES, NOW - timedelta(days=9)), "give up"),
    ],
)
def test_decisions(notice: Notice, known: str | None, tried: Tried, action: str) -> None:
    assert decide(notice, known, tried, NOW).action == action


@pytest.mark.parametrize(("notice", "action"), [(TEASER, "take"), (WHOLE, "take"), (SILENT, "give up")])
def test_without_pages(notice: Notice, action: str) -> None:
    assert decide(notice, None, Tried(), NOW, pages=False).action == action


def test_when_it_is_tried_again() -> None:
    decision = decide(TEASER, None, Tried(2, NOW), NOW)
    assert decision.until == NOW + timedelta(minutes=10)
