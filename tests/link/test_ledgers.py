"""What lies ahead, and how far transfers were told to have come: texts of our own, read and put side by side."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime

from dateline.link.diary import ahead, overdue
from dateline.link.followups import followups
from dateline.link.transfers import dealings
from dateline.model.entry import Entry, entries
from dateline.model.reading import Reading

Read = Callable[..., Reading]
AT = datetime(2024, 9, 1, tzinfo=UTC)


def told(read: Read, *rows: tuple[date, str]) -> list[Entry]:
    return [each for day, text in rows for each in entries(read(text, day), AT)]


VISIT = (date(2024, 5, 2), "French President Emmanuel Macron will visit Japan on May 14, his office said.")
AGAIN = (date(2024, 5, 3), "Emmanuel Macron will visit Japan on May 14, officials said.")
TROOPS = (date(2024, 5, 3), "Some 4,000 Kenyan soldiers will leave Somalia by September, officials said.")
PAST = (date(2024, 5, 20), "Germany opened an embassy in Fiji on May 1.")


def rows(found: Iterable[Entry]) -> list[list[object]]:
    return [
        [str(each.first or ""), str(each.last or ""), each.state, len(each.entries)]
        for each in ahead(found, date(2024, 5, 5))
    ]


def test_what_lies_ahead_stands_by_day_and_once(read: Read) -> None:
    every = told(read, VISIT, AGAIN, TROOPS, PAST)
    expected = [["2024-05-14", "2024-05-14", "planned", 2], ["", "2024-09-30", "planned", 1]]
    assert rows(every) == expected
    random.Random(2).shuffle(every)
    assert rows(every) == expected
    assert ahead(every, date(2024, 5, 5), date(2024, 5, 13)) == ()
    assert ahead(every, date(2025, 1, 1)) == ()
    assert ahead([], date(2025, 1, 1)) == ()


def test_what_is_overdue(read: Read) -> None:
    every = told(read, VISIT, TROOPS)
    late = overdue(followups(every, date(2024, 10, 2)))
    assert [str(each.notice.term.last and date.fromordinal(each.notice.term.last)) for each in late] == [
        "2024-05-14", "2024-09-30",
    ]  # fmt: skip
    assert overdue(followups(every, date(2024, 5, 10))) == ()


def test_how_far_a_transfer_was_told_to_have_come(read: Read) -> None:
    every = told(
        read,
        (date(2024, 1, 5), "Ukraine asked Norway for air defence missiles on Friday."),
        (date(2024, 2, 5), "Norway promised to give Ukraine air defence missiles."),
        (date(2024, 6, 5), "Norway delivered 20 air defence missiles to Ukraine on Wednesday."),
        (date(2024, 6, 6), "Norway delivered 300 tonnes of grain to Sudan on Thursday."),
    )
    found = dealings(every)
    arms = [each for each in found if any("missile" in good for good in each.goods)]
    assert len(arms) == 1
    assert [step.stage for step in arms[0].steps] == ["wanted", "offered", "delivered"]
    assert (arms[0].furthest, arms[0].latest) == ("delivered", "delivered")
    assert {party.country for party in arms[0].to} == {"UKR"}
    assert len(found) >= 2
    random.Random(4).shuffle(every)
    assert dealings(every) == found
    assert dealings([]) == ()
