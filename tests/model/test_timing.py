"""The time of an act: from its own words, from what it is joined to, from the sentence before, and else not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dateline.intake.text import report
from dateline.lexicon import calendar
from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.model.tense import tense_at
from dateline.model.time import NOT_STATED, Time
from dateline.model.timing import time_of
from dateline.stages.marks import marks
from dateline.stages.parse import parse
from dateline.stages.sentences import sentences
from dateline.stages.times import times
from dateline.taggers import spacy

Ask = Callable[[str, str], tuple[Time, str]]
PUBLISHED = date(2023, 9, 13)


@pytest.fixture(scope="module")
def read() -> Callable[[str], Reading]:
    kit = Kit(parser=spacy.load()[0], calendar=calendar.load())

    def _read(text: str) -> Reading:
        reading = Reading(report=report(text, PUBLISHED))
        for stage in (sentences, marks, parse, times):
            reading = stage(reading, kit)
        return reading

    return _read


@pytest.fixture(scope="module")
def ask(read: Callable[[str], Reading]) -> Ask:
    """`ask(text, word)`: the time of what `word` tells, and on what it rests."""

    def _ask(text: str, word: str) -> tuple[Time, str]:
        reading = read(text)
        token = reading.parse.at(text.index(word))
        assert token is not None
        return time_of(reading, token)

    return _ask


@pytest.mark.parametrize(
    ("text", "word", "value", "basis"),
    [
        ("Rebels shelled the town on Monday.", "shelled", "2023-09-11", "clause"),
        ("The envoy, who visited Minsk in July, will join the talks.", "visited", "2023-07", "clause"),
        ("The attack on Monday killed five people.", "attack", "2023-09-11", "clause"),
        ("The envoy flew to Minsk on Monday and met the president.", "met", "2023-09-11", "sentence"),
        ("Last week the army began to withdraw its tanks.", "withdraw", "2023-W36", "sentence"),
        ("On Monday the navy failed in its bid to sink the hulk.", "sink", "2023-09-11", "sentence"),
        ("Rebels shelled the town on Monday. Five people died.", "died", "2023-09-11", "discourse"),
    ],
)
def test_dated(ask: Ask, text: str, word: str, value: str, basis: str) -> None:
    found, rests_on = ask(text, word)
    assert found.timex is not None
    assert (found.timex.value, rests_on) == (value, basis)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The envoy, who visited Minsk in July, will join the talks.", "join"),
        ("The minister said on Monday that rebels had shelled the town.", "shelled"),
        ("Rebels shelled the town on Monday.\n\nFive people died.", "died"),
        ("Rebels shelled the town on Monday. The army will answer.", "answer"),
        ("Rebels shelled the town.", "shelled"),
        ("In 1990 the broker pleaded guilty to fraud. The president pardoned him.", "pardoned"),
        ("He fled to Minsk on 3 May 2021. The court jailed his brother.", "jailed"),
        ("They meet every Monday.", "meet"),
    ],
)
def test_not_dated_and_never_by_the_day_of_publication(ask: Ask, text: str, word: str) -> None:
    found, basis = ask(text, word)
    assert (found.state, basis) == ("not_stated", "none")


@pytest.mark.parametrize(
    ("text", "word", "words"),
    [
        (
            "Rebels took a bridge on Monday. Hours before the truce they shelled the port.",
            "shelled",
            "Hours before the",
        ),
        ("Rebels took a bridge on Monday. The guards fled after the bombardment.", "fled", "after the bombardment"),
        ("The minister stepped down after the inquiry had begun.", "stepped", "after the inquiry had begun"),
    ],
)
def test_a_clause_dated_by_an_event_is_unresolved(ask: Ask, text: str, word: str, words: str) -> None:
    found, basis = ask(text, word)
    assert (found.state, basis) == ("unresolved", "event")
    assert found.text is not None
    assert found.text.startswith(words)
    assert found.timex is None


def test_a_hearing_before_a_judge_is_no_time(ask: Ask) -> None:
    assert ask("The smuggler appeared before a judge.", "appeared") == (NOT_STATED, "none")


def test_later_sets_a_joined_verb_off(ask: Ask) -> None:
    text = "The envoy travelled to Minsk in July and later proposed a truce."
    assert ask(text, "proposed")[0].state == "not_stated"
    assert ask(text, "travelled")[0].edtf == "2023-07"


def test_a_range_is_one_time(ask: Ask) -> None:
    found, _ = ask("The two navies trained from 3 to 5 May 2021 off the coast.", "trained")
    assert (found.text, found.edtf) == ("3 to 5 May 2021", "2021-05-03/2021-05-05")
    assert (found.earliest, found.latest) == (date(2021, 5, 3), date(2021, 5, 5))


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The court ruled on Monday.", "past"),
        ("The court has ruled on Monday.", "past"),
        ("The court will rule on Monday.", "future"),
        ("The court plans to rule on Monday.", "future"),
        ("A ruling is expected on Monday.", "future"),
        ("The court said it would rule on Monday.", "future"),
        ("The court sits on Monday.", "present"),
    ],
)
def test_tense(read: Callable[[str], Reading], text: str, tense: str) -> None:
    at = text.index("Monday")
    assert tense_at(read(text).parse, at, at + 6) == tense
