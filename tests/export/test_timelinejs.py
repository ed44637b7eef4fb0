"""TimelineJS3: the JSON against the shape that its documentation gives, and nothing that its page could run."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dateline.export.timelinejs import SLIDES
from dateline.model.codec import Json
from dateline.model.entry import Entry
from dateline.model.time import NOT_STATED, Grain, Time

Write = Callable[[str, list[Entry]], Path]
DATE: Json = {
    "type": "object",
    "required": ["year"],
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
        "hour": {"type": "integer", "minimum": 0, "maximum": 23},
        "minute": {"type": "integer", "minimum": 0, "maximum": 59},
    },
    "additionalProperties": False,
}
TEXT: Json = {
    "type": "object",
    "required": ["headline", "text"],
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
    "additionalProperties": False,
}
SCHEMA: Json = {
    "type": "object",
    "required": ["events"],
    "properties": {
        "scale": {"enum": ["human", "cosmological"]},
        "title": {"type": "object", "properties": {"text": TEXT}, "required": ["text"]},
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["start_date", "text", "unique_id"],
                "properties": {
                    "start_date": DATE,
                    "end_date": DATE,
                    "text": TEXT,
                    "display_date": {"type": "string"},
                    "group": {"type": "string"},
                    "unique_id": {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9-]*$"},
                    "autolink": {"type": "boolean"},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


def slides(path: Path) -> list[dict[str, Json]]:
    """The slides, checked against the shape (timeline.knightlab.com/docs/json-format.html)."""
    read = json.loads(path.read_text("utf-8"))
    Draft202012Validator(SCHEMA).validate(read)
    return list(read["events"])


def test_every_dated_claim_is_a_slide(told: list[Entry], write: Write) -> None:
    found = slides(write("timelinejs", told))
    dated = [each.claim.id for each in told if each.claim.when.state == "known" and each.claim.when.earliest]
    assert [each["unique_id"] for each in found] == [f"claim-{id}" for id in dated]
    assert dated


@pytest.mark.parametrize(
    ("grain", "date"),
    [
        ("year", {"year": 2024}),
        ("month", {"year": 2024, "month": 3}),
        ("day", {"year": 2024, "month": 3, "day": 4}),
    ],
)
def test_a_date_is_as_exact_as_the_words(
    grain: Grain, date: Json, entry: Callable[..., Entry], stretch: Callable[..., Time], write: Write
) -> None:
    (slide,) = slides(write("timelinejs", [entry(when=replace(stretch("2024-03-04"), grain=grain))]))
    assert slide["start_date"] == date


def test_an_hour_is_kept(entry: Callable[..., Entry], write: Write) -> None:
    when = Time(earliest=datetime(2024, 3, 4, 9), latest=datetime(2024, 3, 4, 9, 59), grain="hour")
    (slide,) = slides(write("timelinejs", [entry(when=when)]))
    assert slide["start_date"] == {"year": 2024, "month": 3, "day": 4, "hour": 9, "minute": 0}
    assert "end_date" in slide


def test_no_time_no_slide(entry: Callable[..., Entry], write: Write, left: Callable[..., dict[str, int]]) -> None:
    assert slides(write("timelinejs", [entry(when=NOT_STATED)])) == []
    assert left("timelinejs", [entry(when=NOT_STATED)]) == {"no time is given for it": 1}


def test_no_more_slides_than_can_be_read(
    entry: Callable[..., Entry], write: Write, left: Callable[..., dict[str, int]]
) -> None:
    claims = [entry(id=f"c{at}") for at in range(SLIDES + 3)]
    assert len(slides(write("timelinejs", claims))) == SLIDES
    assert left("timelinejs", claims) == {f"a timeline takes {SLIDES} slides: ask for fewer claims": 3}


def test_hostile_words_stay_words(hostile: list[Entry], stretch: Callable[..., Time], write: Write) -> None:
    when = stretch("2024-03-04")
    claims = [replace(each, claim=replace(each.claim, when=when)) for each in hostile]
    text = write("timelinejs", claims).read_text("utf-8")
    slides(write("timelinejs", claims))
    assert "<script" not in text
    assert "<img" not in text
    assert 'href=\\"javascript' not in text


def test_nothing(write: Write) -> None:
    assert slides(write("timelinejs", [])) == []
