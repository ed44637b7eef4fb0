"""Pages of answers: whole, each answer once, and of one state of the record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import BadQuestion
from dateline.questions import ask
from dateline.questions.paging import page, pages
from dateline.record import Record
from tests.record.made import reading

LANDS = ("Kenya", "Norway", "Ghana", "Chile", "Nepal", "Samoa", "Tonga")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "record.db") as record:
        for land in LANDS:
            record.add(reading(f"{land} visited Peru.", "visited", land, "Peru"))
        yield record


def who(record: Record, question: str, size: int) -> list[list[str]]:
    return [[entry.claim.actors[0].text for entry in each.entries] for each in pages(record, question, size)]


@pytest.mark.parametrize("question", ["", "sort:who", "sort:-who", "sort:when", "visited sort:-recorded", "-who:Kenya"])
@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 50])
def test_pages_together_are_the_answers(record: Record, question: str, size: int) -> None:
    whole = [entry.claim.actors[0].text for entry in ask(record, question)]
    found = who(record, question, size)
    assert [each for some in found for each in some] == whole
    assert all(len(some) == size for some in found[:-1])


def test_a_limit_is_for_all_pages_together(record: Record) -> None:
    assert who(record, "limit:5", 2) == [["Kenya", "Norway"], ["Ghana", "Chile"], ["Nepal"]]
    assert who(record, "limit:4 sort:who", 2) == [["Chile", "Ghana"], ["Kenya", "Nepal"]]
    assert who(record, "limit:1", 2) == [["Kenya"]]


@pytest.mark.parametrize("question", ["", "sort:-recorded"])
def test_what_is_written_meanwhile_changes_no_page(record: Record, question: str) -> None:
    first = page(record, question, 3)
    record.add(reading("Malta visited Peru.", "visited", "Malta", "Peru"))
    record.judge(first.entries[0].claim.id, "reject", by="ada")
    second = page(record, question, 50, first.cursor)
    told = [entry.claim.actors[0].text for entry in (*first.entries, *second.entries)]
    assert sorted(told) == sorted(LANDS)
    assert second.revision == first.revision < page(record, question).revision


def test_as_of_holds_and_the_question_has_the_last_word(record: Record) -> None:
    assert [len(page(record, "", as_of=number).entries) for number in (0, 1, 3, 99)] == [0, 1, 3, 7]
    assert len(page(record, "as-of:2", as_of=5).entries) == 2
    assert page(record, "", as_of=99).revision == 7


def test_a_cursor_is_of_one_question(record: Record) -> None:
    cursor = page(record, "", 2).cursor
    with pytest.raises(BadQuestion, match="of another question"):
        page(record, "who:Kenya", 2, cursor)
    with pytest.raises(BadQuestion, match="of another question"):
        page(record, "", 2, cursor, as_of=3)


@pytest.mark.parametrize(
    "cursor",
    ["x", "!!", "\ud800", "W10", "e30", "bnVsbA", "MQ", "å", "W1tbW1tb", "WyIiLDEsMSwxXQ", "/../..", "A" * 999],
)
def test_what_is_no_cursor_is_refused(record: Record, cursor: str) -> None:
    with pytest.raises(BadQuestion, match="cursor"):
        page(record, "", 2, cursor)


def test_numbers_of_a_cursor_are_looked_at(record: Record) -> None:
    import base64
    import json

    good = page(record, "", 2).cursor
    assert good is not None
    name, *_ = json.loads(base64.urlsafe_b64decode(good + "=" * (-len(good) % 4)))
    for numbers in ([1, 2], [1, 2, -1], [1, 2, True], [1, 2, 2**70], [1, 2, "3"], [1.5, 2, 3], [1, 2, 3, 4]):
        forged = base64.urlsafe_b64encode(json.dumps([name, *numbers]).encode()).decode()
        with pytest.raises(BadQuestion, match="cursor"):
            page(record, "", 2, forged)


@pytest.mark.parametrize("limit", ["0", "00", "²", "٣", "-1", "x"])
def test_a_limit_is_a_number_from_one_on(record: Record, limit: str) -> None:
    with pytest.raises(BadQuestion, match="a limit is a number"):
        page(record, f"limit:{limit}")


def test_a_huge_limit_or_revision_is_as_good_as_none(record: Record) -> None:
    assert len(page(record, f"limit:{'9' * 400} as-of:{'9' * 400}").entries) == 7
