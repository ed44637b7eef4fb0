"""Made reports of several outlets go in, through the reader; out come the events that a person would name.

The cases are in cases/link/events: reports, and of each event which words of which report tell it, how far it has come,
its best values, and what reports disagree on.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from dateline.intake import text as plain
from dateline.link import link
from dateline.model.change import AnyVerdict, Judged
from dateline.model.entry import Entry, entries
from dateline.model.judgement import Event
from dateline.reader import load, read

FOLDER = Path(__file__).parents[2] / "cases" / "link" / "events"
NOW = datetime(2024, 7, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Expected:
    """One event as a person would name it."""

    what: str
    told: frozenset[str]
    stages: tuple[str, ...]
    best: dict[str, str]
    disagreements: frozenset[str]


@cache
def made() -> tuple[dict[str, Entry], tuple[Expected, ...]]:
    """The claims of all made reports, by report and words, and the events that are expected of them."""
    claims: dict[str, Entry] = {}
    expected = []
    for path in sorted(FOLDER.glob("*.toml")):
        case = tomllib.loads(path.read_text("utf-8"))
        for each in case["report"]:
            report = replace(plain.report(each["text"].strip(), each["published"]), publisher=each["publisher"])
            for entry in entries(read(report, load()), NOW):
                claims.setdefault(f"{each['name']}: {entry.claim.action.text}", entry)
        for each in case["event"]:
            differing = frozenset(each.get("disagreements", ()))
            told, stages = frozenset(each["told"]), tuple(each["stages"])
            expected.append(Expected(each["what"], told, stages, each.get("best", {}), differing))
    return claims, tuple(expected)


@cache
def events() -> tuple[Event, ...]:
    return tuple(link(made()[0].values()))


def named(event: Event) -> set[str]:
    names = {entry.claim.id: name for name, entry in made()[0].items()}
    return {names[claim] for claim in event.claims}


def event_of(told: str) -> Event:
    return next(event for event in events() if told in named(event))


def test_twelve_reports_of_three_stories() -> None:
    assert len({entry.report.id for entry in made()[0].values()}) == 12
    assert len({entry.report.publisher for entry in made()[0].values()}) == 12


@pytest.mark.parametrize("expected", made()[1], ids=lambda expected: expected.what)
def test_each_event_is_as_a_person_would_say(expected: Expected) -> None:
    event = event_of(min(expected.told))
    assert named(event) == expected.told
    assert tuple(phase.stage for phase in event.stages) == expected.stages
    best = {field: value for field, value, _ in event.best}
    assert {field: best.get(field) for field in expected.best} == expected.best
    differing = {f"{each.field}: {' / '.join(value for value, _ in each.values)}" for each in event.disagreements}
    assert differing == expected.disagreements


def test_every_claim_is_in_one_event() -> None:
    told = [claim for event in events() for claim in event.claims]
    assert sorted(told) == sorted(entry.claim.id for entry in made()[0].values())


def test_who_confirms_and_who_denies_stand_side_by_side() -> None:
    strike = event_of("wire: killed")
    assert [voice.name for voice in strike.denied] == ["Ethiopian National Defence Force"]
    assert "a doctor at the local hospital" in [voice.name for voice in strike.confirmed]
    dead = next(each for each in strike.disagreements if each.field == "number of killed")
    assert [(side.value, side.voices[0].day) for side in dead.sides] == [("12", "2024-05-20"), ("15", "2024-05-21")]


def test_copies_of_one_origin_count_once() -> None:
    claims = made()[0]
    wire, copy = claims["wire: killed"].report.id, claims["copy: killed"].report.id
    apart, together = event_of("wire: killed"), next(
        event
        for event in link(claims.values(), origins={copy: wire})
        if claims["wire: killed"].claim.id in event.claims
    )  # fmt: skip
    assert (apart.origins, apart.outlets) == (4, 4)
    assert (together.origins, together.outlets) == (3, 4)


def test_the_order_of_reports_does_not_matter() -> None:
    claims = list(made()[0].values())
    random.Random(7).shuffle(claims)
    assert tuple(link(claims)) == events()


def judged(number: int, verdict: AnyVerdict, left: str, right: str) -> Judged:
    claims = made()[0]
    return Judged(number, verdict, claims[left].claim.id, "a reader", NOW, "", other=claims[right].claim.id)


def test_a_person_parts_and_joins() -> None:
    claims = made()[0]
    apart = judged(1, "not same", "held: met", "held elsewhere: held talks")
    for verdicts, together in (
        ([], True),
        ([apart], False),
        ([apart, judged(2, "same", "held elsewhere: held talks", "held: met")], True),
        ([apart, judged(2, "unsure", "held: met", "held elsewhere: held talks")], True),
        ([replace(apart, undone=True)], True),
    ):
        found = link(claims.values(), verdicts)
        held = next(event for event in found if claims["held: met"].claim.id in event.claims)
        assert (claims["held elsewhere: held talks"].claim.id in held.claims) is together


def test_nothing_gives_nothing() -> None:
    assert link([]) == []


def test_a_claim_that_lists_two_numbers_does_not_differ_from_itself() -> None:
    text = "The army of Kenya said that 12 soldiers were killed and 40 soldiers wounded when rebels attacked Garissa."
    every = list(entries(read(plain.report(text, date(2024, 3, 5)), load()), NOW))
    assert [each.disagreements for each in link(every)] == [()] * len(link(every))
