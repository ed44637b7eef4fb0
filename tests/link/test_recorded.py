"""A record of the made reports goes in; the events that come out are those of its claims, all or near one of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.intake import text as plain
from dateline.link.recorded import events, events_near, neighbours, sampled
from dateline.model.judgement import Event
from dateline.reader import load, read
from dateline.record import Record

CASES = Path(__file__).parents[2] / "cases" / "link" / "events"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record(tmp_path_factory.mktemp("linked") / "record.db") as record:
        for path in sorted(CASES.glob("*.toml")):
            for each in tomllib.loads(path.read_text("utf-8"))["report"]:
                report = replace(plain.report(each["text"].strip(), each["published"]), publisher=each["publisher"])
                record.add(read(report, load()))
        yield record


def of(claim: str, events: list[Event]) -> Event:
    return next(event for event in events if claim in event.claims)


def claim(record: Record, publisher: str, words: str) -> str:
    entries = record.entries()
    return next(
        each.claim.id for each in entries if each.report.publisher == publisher and each.claim.action.text == words
    )


def test_the_events_of_a_record(record: Record) -> None:
    found = events(record)
    assert sorted(claim for event in found for claim in event.claims) == sorted(each.id for each in record.claims())
    meeting = of(claim(record, "Levant Wire", "met"), found)
    assert [phase.stage for phase in meeting.stages] == ["ahead", "done"]


def test_the_event_of_one_claim_is_the_same(record: Record) -> None:
    met = claim(record, "Levant Wire", "met")
    (near,) = events_near(record, [met])
    assert set(near.claims) == set(of(met, events(record)).claims)
    assert events_near(record, ["nothing"]) == []


def test_neighbours_share_a_party_and_some_weeks(record: Record) -> None:
    met = claim(record, "Levant Wire", "met")
    found = neighbours(record, record.entries([met]))
    assert {each.report.publisher for each in found} == {
        "Nile Courier", "Bosphorus Times", "Levant Wire", "Cairo Evening Post",
    }  # fmt: skip


def test_a_judgement_in_the_record_parts_an_event(record: Record) -> None:
    met, talks = claim(record, "Levant Wire", "met"), claim(record, "Cairo Evening Post", "held talks")
    number = record.judge(met, "not same", by="a reader", other=talks)
    assert talks not in of(met, events(record)).claims
    record.undo(number, by="a reader")
    assert talks in of(met, events(record)).claims


def test_words_are_weighed_by_a_sample(record: Record) -> None:
    rarity = sampled(record)
    assert rarity.reports == 12
    assert rarity.of("ankara") < rarity.of("extradit")


def test_events_as_they_were_then(record: Record) -> None:
    met = claim(record, "Levant Wire", "met")
    before = record.revision()
    (event,) = events_near(record, [met])
    other = next(each for each in event.claims if each != met)
    number = record.judge(met, "not same", by="ada", other=other)
    apart = record.revision()
    record.undo(number, by="ada")
    assert events_near(record, [met], as_of=before) == [event]
    (parted,) = events_near(record, [met], as_of=apart)
    assert other not in parted.claims
    assert events_near(record, [met]) == [event]
    assert [each.undone for each in record.judgements(as_of=apart) if each.number == number] == [False]
    assert number not in {each.number for each in record.judgements(as_of=before)}
    assert events(record, as_of=0) == []
    assert of(met, events(record, as_of=apart)) == parted
