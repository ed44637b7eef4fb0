"""What one voice said then and now: what is of one matter, and what changed."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime

from dateline.link.said import said
from dateline.model.entry import Entry, entries
from dateline.model.reading import Reading

Read = Callable[..., Reading]
AT = datetime(2024, 9, 1, tzinfo=UTC)


def told(read: Read, *rows: tuple[date, str]) -> list[Entry]:
    return [each for day, text in rows for each in entries(read(text, day), AT)]


def test_what_changed_since_the_voice_last_spoke_of_it(read: Read) -> None:
    every = told(
        read,
        (date(2024, 5, 2), "Kenya will withdraw 300 soldiers from Somalia, Defence Minister Aden Duale said."),
        (date(2024, 6, 2), "Kenya did not withdraw its soldiers from Somalia, Defence Minister Aden Duale said."),
        (date(2024, 7, 2), "Norway thanked Fiji, Defence Minister Aden Duale said."),
    )
    found = said(every)
    withdrawals = [each for each in found if "withdraw" in each.entry.sentence.text]
    assert withdrawals[0].before is None
    assert withdrawals[-1].before is not None
    assert "whether it is so" in [each.field for each in withdrawals[-1].changes]
    assert [each.before for each in found if "Fiji" in each.entry.sentence.text] == [None]
    random.Random(3).shuffle(every)
    assert said(every) == found
    assert said([]) == ()
