"""Sentences and their kinds, by the cases of cases/sentences; overlong lines; time that stays linear."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.intake.text import report
from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.model.sentence import Sentence
from dateline.stages.sentences import sentences
from dateline.stages.sentences.ends import LONGEST

CASES = Path(__file__).parents[2] / "cases" / "sentences"


def found(text: str) -> tuple[Sentence, ...]:
    return sentences(Reading(report=report(text)), Kit()).sentences


def cases() -> list[dict[str, object]]:
    return [case for path in sorted(CASES.glob("*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]]


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case["name"]))
def test_case(case: dict[str, object]) -> None:
    text = str(case["text"])
    shown = [
        each.span.of(text) if each.kind == "body" else f"{each.kind}: {each.span.of(text)}" for each in found(text)
    ]
    assert shown == case["expected"]


def test_title_of_the_header_is_a_headline() -> None:
    text = "Title: Ferry sinks\nDate: 2024-03-05\n\nA ferry sank off Samar."
    first, second = found(text)
    assert (first.kind, first.span.of(text)) == ("headline", "Ferry sinks")
    assert (second.kind, second.paragraph) == ("body", 1)


def test_paragraphs_are_counted() -> None:
    assert [each.paragraph for each in found("One came. Two left.\r\n\r\nThree stayed.")] == [0, 0, 1]


@pytest.mark.parametrize("line", ["word " * 5000, "x" * 20_000, "word, " * 5000, "é" * 9000, "a\u0301" * 6000])
def test_overlong_lines_are_cut_and_nothing_is_lost(line: str) -> None:
    spans = [each.span for each in found(line)]
    assert max(len(span) for span in spans) <= LONGEST
    assert "".join(span.of(line) for span in spans).replace(" ", "") == line.replace(" ", "")


def test_time_is_linear(spent: Callable[[Callable[[], object]], float]) -> None:
    for piece in ("word ", "Mr. Li left. ", "a\n", '"Why?" ', "U.S. ", "... "):
        few, many = (spent(partial(found, piece * size)) for size in (10_000, 100_000))
        assert many < 40 * max(few, 0.02)


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\ufeff", "\x00", "—", "date 2024-01-01"])
def test_next_to_nothing(text: str) -> None:
    assert all(each.span for each in found(text))


PIECES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "\n", "\n\n", "\r\n", "Title: x\n", "Date: ", "---\n", " date 2024-03-05 ", "By Mina Okafor\n", "(AFP)",
            " - ", "March 5", "ACCRA", "World\n", "Published On ", "1. ", "• ", ":", '"', ". ", "14:05 ", "He left",
            "U.S.", "…",
        ]
    ),
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
def test_sentences_part_the_body_and_lose_nothing(text: str) -> None:
    reading = sentences(Reading(report=report(text)), Kit())
    spans = [each.span for each in reading.sentences]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    kept = "".join(span.of(text) for span in spans if reading.report.body.contains(span))
    assert "".join(kept.split()) == "".join(reading.report.body.of(text).split())
