"""The cases of `cases/quotes`: what each quotation is, who speaks, what was put in, whether it runs on."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.model.reading import Reading

CASES = Path(__file__).parents[2] / "cases" / "quotes"


def cases() -> list[dict[str, object]]:
    return [case for path in sorted(CASES.glob("*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]]


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case["name"]))
def test_case(case: dict[str, object], read: Callable[..., Reading]) -> None:
    found = read(str(case["text"]), through="quotes").quotes
    wanted = case["quotes"]
    assert isinstance(wanted, list)
    assert len(found) == len(wanted), [quote.text for quote in found]
    for quote, want in zip(found, wanted, strict=True):
        assert quote.text.startswith(want["begins"])
        assert quote.kind == want["kind"], quote.text
        assert quote.continues == want.get("continues", False), quote.text
        assert [each.text for each in quote.insertions] == want.get("insertions", []), quote.text
        speaker = "" if quote.speaker is None else f"{quote.speaker.text} {quote.speaker.name}"
        assert want["speaker"] in speaker, (quote.text, speaker)
        assert bool(want["speaker"]) == bool(speaker), (quote.text, speaker)


def test_a_quotation_is_given_with_its_marks(read: Callable[..., Reading]) -> None:
    """Mayor Ida Holm said: "No." """
    text = str(test_a_quotation_is_given_with_its_marks.__doc__)
    [quote] = read(text, through="quotes").quotes
    assert quote.text == '"No."' == quote.span.of(text)
