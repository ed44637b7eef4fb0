"""The cases of `cases/marks`, quotation marks of all sorts, and time that stays linear."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from dateline.intake.text import report
from dateline.lexicon import cues
from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.stages.marks import marks
from dateline.stages.parse import units
from dateline.stages.sentences import sentences

CASES = Path(__file__).parents[2] / "cases" / "marks"
KIT = Kit(cues=cues.load())


def marked(text: str) -> Reading:
    return marks(sentences(Reading(report=report(text)), KIT), KIT)


def cases() -> list[dict[str, object]]:
    return [case for path in sorted(CASES.glob("*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]]


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case["name"]))
def test_case(case: dict[str, object]) -> None:
    text = str(case["text"])
    shown = ["".join(piece.of(text) for piece in unit.pieces) for unit in units(marked(text))]
    assert shown == case["units"]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('He said "yes" and left.', ["yes"]),
        ("She said “no” twice.", ["no"]),
        ("«Da,» said Petrov.", ["Da"]),
        ("The '90s were rough, he said.", []),
        ("The ministers' plan and the miners' strike.", []),
        ("A board of 6'2\" by 4'1\" broke.", []),
        ("\"He told me 'go' and I went,\" she said.", ["He told me 'go' and I went", "go"]),
    ],
)
def test_quotations(text: str, inner: list[str]) -> None:
    assert [mark.inner.of(text) for mark in marked(text).marks if mark.kind == "quotation"] == inner


def test_a_quotation_that_runs_on_is_one_mark_a_paragraph() -> None:
    """ "It began at dawn.

    "Nobody slept," said Amal."""
    text = str(test_a_quotation_that_runs_on_is_one_mark_a_paragraph.__doc__)
    found = [mark for mark in marked(text).marks if mark.kind == "quotation"]
    assert [mark.continues for mark in found] == [True, False]


def test_an_odd_mark_ends_with_its_sentence_and_is_noted() -> None:
    """He called it "a scandal. Then he left the room and drove home."""
    reading = marked(str(test_an_odd_mark_ends_with_its_sentence_and_is_noted.__doc__))
    assert [mark.inner.of(reading.report.text) for mark in reading.marks] == ["a scandal."]
    assert [problem.stage for problem in reading.problems] == ["marks"]


@pytest.mark.parametrize("text", ['"', "“" * 400, "(" * 400, "[" * 400, "' ' ' '", ", said", "— —", '" said "', "\x01"])
def test_survives(text: str) -> None:
    marked(text)


def test_time_is_linear(spent: Callable[[Callable[[], object]], float]) -> None:
    paragraph = (
        '"We saw it," said Ana Diaz, a nurse (aged 40) — from Lima — "and ran." The army, officials said, left.\n\n'
    )
    few, many = (spent(partial(marked, paragraph * size)) for size in (200, 1600))
    assert many < 24 * few + 0.5
