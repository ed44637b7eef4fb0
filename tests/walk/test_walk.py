"""Each example walks the whole way: file, report, reading, claims, record, question, page."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.export import Look, formats
from dateline.model.claim import Claim
from dateline.model.reading import Reading
from dateline.questions import ask
from dateline.record import Record

ROOT = Path(__file__).parents[2]
FILES = sorted(path.name for path in (ROOT / "examples").glob("*.txt"))
VOSTOCHNY = "2023-09-13-vostochny.txt"


def claims(reading: Reading, type: str, words: str) -> list[Claim]:
    """The claims of a type whose action stands in the sentence that holds `words`."""
    text = reading.report.text
    home = next(each.span for each in reading.sentences if words in each.span.of(text))
    return [each for each in reading.claims if each.type == type and home.contains(each.action.span)]


@pytest.mark.parametrize("name", FILES)
def test_the_whole_way(name: str, examples: dict[str, Reading], tmp_path: Path) -> None:
    reading = examples[name]
    assert [each for each in reading.problems if each.severity == "error"] == []
    assert reading.report.published.edtf == name[:10]
    assert reading.claims
    with Record(tmp_path / "record.db") as record:
        record.add(reading)
        answers = list(ask(record, ""))
    assert [answer.claim for answer in answers] == list(reading.claims)
    for render in formats().values():
        assert "".join(render([reading], Look()))


def test_vostochny_the_meeting(examples: dict[str, Reading]) -> None:
    (meeting, *_) = claims(examples[VOSTOCHNY], "CONSULT", "received North Korean leader")
    assert {party.country for party in meeting.actors + meeting.recipients} == {"RUS", "PRK"}
    assert meeting.status == "happened"
    assert meeting.where.country == "RUS"


def test_vostochny_the_launch(examples: dict[str, Reading]) -> None:
    (launch, *_) = claims(examples[VOSTOCHNY], "MOBILIZE", "launched two short-range")
    assert [party.country for party in launch.actors] == ["PRK"]
    assert launch.status == "happened"


def test_vostochny_the_threat(examples: dict[str, Reading]) -> None:
    (threat, *_) = claims(examples[VOSTOCHNY], "THREATEN", "threatened last week")
    assert [party.country for party in threat.actors] == ["USA"]
    assert threat.status == "happened"
    assert threat.condition
    assert "ammunition" in threat.condition.text


def test_vostochny_what_must_not_come_out(examples: dict[str, Reading]) -> None:
    reading = examples[VOSTOCHNY]
    assert not [each for each in reading.claims if any(party.country == "CHN" for party in each.actors)]
    assert not [
        each for each in reading.claims if any(party.kind == "outlet" for party in each.actors + each.recipients)
    ]
    assert not [each for each in reading.claims if each.status in ("denied", "not")]
