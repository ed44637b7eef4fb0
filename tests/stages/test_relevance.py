"""Relevance over whole reports: sport, science and weather give no claims, the same words in politics do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.reading import Reading

Read = Callable[..., Reading]


def told(reading: Reading) -> list[str]:
    return [f"{act.type} {act.action.text}" for act in reading.actions]


def test_a_storm_is_warned_of_without_a_threat(read: Read) -> None:
    """Hurricane Ines made landfall on Sunday with heavy rain. The storm's winds tore roofs from houses. Forecasters
    expect floods in the north. The Irish weather service issued a warning for three counties. Prime Minister Sean Ward
    urged residents to leave the coast."""
    reading = read(test_a_storm_is_warned_of_without_a_threat.__doc__ or "", through="actions")
    assert [act.type for act in reading.actions] == ["REQUEST"], told(reading)


def test_bodies_of_science_collaborate_without_politics(read: Read) -> None:
    """The capsule reached its orbit on Friday. NASA is collaborating with the Boeing company on a second craft. The
    engineers spoke of a calm flight. The crew will come home in May."""
    reading = read(test_bodies_of_science_collaborate_without_politics.__doc__ or "", through="actions")
    assert not reading.actions, told(reading)


def test_a_state_that_attacks_a_body_of_science_is_told(read: Read) -> None:
    """The minister spoke for an hour. Russia accused NASA of spying on its satellites. The senate in Washington will
    hear the head of the agency. The White House rejected the charge."""
    reading = read(test_a_state_that_attacks_a_body_of_science_is_told.__doc__ or "", through="actions")
    assert "ACCUSE" in [act.type for act in reading.actions], told(reading)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("A car bomb killed two bakers in Ghazni.", ["ASSAULT"]),
        ("A baker killed his brother in Ghazni.", []),
        ("Norway's premier asked Denmark why the ferry was late.", []),
        ("Norway's premier asked Denmark to free the ferry.", ["REQUEST"]),
    ],
)
def test_single_sentences(read: Read, text: str, types: list[str]) -> None:
    assert [act.type for act in read(text, through="actions").actions] == types


def test_what_is_left_out_is_noted_with_a_reason(read: Read) -> None:
    """Under the constitution the senate removes a governor by two thirds of its votes."""
    reading = read(test_what_is_left_out_is_noted_with_a_reason.__doc__ or "", through="actions")
    notes = [problem for problem in reading.problems if problem.stage == "actions"]
    assert [(note.severity, "in general" in note.message) for note in notes] == [("note", True)], notes
