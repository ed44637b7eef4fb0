"""Numbers in words and digits as ranges with a unit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.quantity import casualties_in, quantities_in
from dateline.model.reading import Reading

Read = Callable[..., Reading]
Found = list[tuple[str, float | None, float | None, str | None]]


def quantities(read: Read, text: str) -> Found:
    reading = read(text, through="parse")
    found = quantities_in(text, reading.parse, reading.parse.sentence(0))
    assert all(each.text == each.span.of(text) for each in found)
    return [(each.text, each.low, each.high, each.unit) for each in found]


def casualties(read: Read, text: str) -> Found:
    reading = read(text, through="parse")
    found = casualties_in(text, reading.parse, reading.parse.sentence(0))
    return [(each.text, each.low, each.high, each.unit) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The navy fired three missiles.", ("three", 3, 3, "missiles")),
        ("Oslo sent 40,000 shells.", ("40,000", 40000, 40000, "shells")),
        ("Riyadh lent $2.5 billion to Cairo.", ("$2.5 billion", 2.5e9, 2.5e9, "dollars")),
        ("At least 12 trucks crossed.", ("At least 12", 12, None, "trucks")),
        ("Up to 300 soldiers left.", ("Up to 300", None, 300, "soldiers")),
        ("Nearly 40 officers resigned.", ("Nearly 40", 36, 40, "officers")),
        ("About 200 farmers marched.", ("About 200", 180, 220, "farmers")),
        ("Between 3 and 5 boats sank.", ("Between 3 and 5", 3, 5, "boats")),
        ("Dozens of drones flew over.", ("Dozens", 24, 99, "drones")),
        ("Tens of thousands of refugees fled.", ("Tens of thousands", 20000, 99999, "refugees")),
        ("He sold a dozen tanks.", ("a dozen", 12, 12, "tanks")),
        ("Two hundred and fifty fighters surrendered.", ("Two hundred and fifty", 250, 250, "fighters")),
        ("Several envoys walked out.", ("Several", 3, 9, "envoys")),
    ],
)
def test_ranges(read: Read, text: str, expected: tuple[str, float, float, str]) -> None:
    assert expected in quantities(read, text)


@pytest.mark.parametrize("text", ["The war ended in 1975.", "They met on 12 March.", "He was the third to speak."])
def test_dates_and_ordinals_are_no_quantities(read: Read, text: str) -> None:
    assert quantities(read, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 12 people were killed and 30 wounded.", [("At least 12", "killed"), ("30", "wounded")]),
        ("Rebels killed nine soldiers.", [("nine", "killed")]),
        ("The bomb left nine dead.", [("nine", "killed")]),
        ("Police detained about 50 protesters.", [("about 50", "detained")]),
        ("Two gunmen killed the mayor.", []),
        ("The navy bought nine boats.", []),
    ],
)
def test_casualties(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(each[0], each[3]) for each in casualties(read, text)] == expected
