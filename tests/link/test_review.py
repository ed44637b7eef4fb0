"""The queue of what is doubtful: fields of claims and pairs of names, the worst first, and nothing that was judged."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from dateline.link.people import people
from dateline.link.review import DOUBTFUL, Tie, queue
from dateline.model.actors import NoActors
from dateline.model.claim import Confidence
from dateline.model.entry import Entry, entries
from dateline.model.reading import Reading

Read = Callable[..., Reading]
AT = datetime(2024, 9, 1, tzinfo=UTC)


def told(read: Read, *texts: str) -> list[Entry]:
    return [each for text in texts for each in entries(read(text, date(2024, 5, 2)), AT)]


def sure(entry: Entry, **fields: float) -> Entry:
    made = tuple(Confidence(field, value, "by hand") for field, value in fields.items())
    return replace(entry, claim=replace(entry.claim, confidence=made))


def test_the_most_doubtful_field_of_a_claim_comes_first(read: Read) -> None:
    every = told(read, "France accused Mali on Monday.", "Kenya thanked Norway on Tuesday.", "Chad met Togo on Friday.")
    rows = [sure(each, type=value, actors=0.99) for each, value in zip(every, (0.5, 0.2, 0.9), strict=True)]
    found = queue(rows)
    assert [(each.subject, each.field, each.sure) for each in found] == [
        (rows[1].claim.id, "type", 0.2), (rows[0].claim.id, "type", 0.5),
    ]  # fmt: skip
    assert all(each.sure < DOUBTFUL and each.reasons and each.entries for each in found)
    random.Random(1).shuffle(rows)
    assert queue(rows) == found
    assert queue([replace(each, review="accepted") for each in rows]) == ()
    assert queue([]) == ()


def test_names_that_may_be_one_stand_in_the_queue_until_they_are_judged(read: Read) -> None:
    every = told(
        read,
        "Norwegian lawmaker V. Kuznets thanked Kenya on Monday.",
        "Norway's Viktor Kuznets accused Kenya on Tuesday.",
    )
    rows = [sure(each, type=0.99) for each in every]
    found = queue(rows, people(rows, actors=NoActors()))
    assert [each.other is not None and each.field is None for each in found] == [True]
    (question,) = found
    assert len(question.entries) == 2
    assert question.other is not None
    for verdict in (True, False, None):
        judged = people(rows, [(question.subject, question.other, verdict)], NoActors())
        assert queue(rows, judged) == ()


def test_what_hangs_loosely_together_is_asked_about_until_somebody_says(read: Read) -> None:
    one, other = (sure(each, type=0.99) for each in told(read, "Chad met Togo on Friday.", "Togo met Chad on Monday."))
    left, right = sorted((one.claim.id, other.claim.id))
    loose = Tie(right, left, 0.1, (("same word", 1.6), ("other time", -1.5)))
    (question,) = queue([one, other], ties=[loose])
    assert (question.subject, question.other, question.field) == (left, right, "event")
    assert 0.5 < question.sure < 0.6
    assert question.doubt > 0.9
    assert question.reasons == ("same word (+1.60)", "other time (-1.50)")
    assert {each.claim.id for each in question.entries} == {left, right}
    assert queue([one, other], ties=[loose], judged={(left, right)}) == ()
    assert queue([one, other], ties=[replace(loose, points=3.0)]) == ()
    assert queue([one], ties=[loose]) == ()
