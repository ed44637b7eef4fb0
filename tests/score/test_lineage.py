"""The score of copies and origins on the made pile, which is here whole: over its floors, and as its tool makes it."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

from dateline.model.report import Report
from dateline.model.span import Span
from dateline.score import below, floors, lineage

ROOT = Path(__file__).parents[2]
MADE = ROOT / "scores" / "made" / "lineage.jsonl"


def test_the_pile_is_what_its_tool_makes() -> None:
    spec = importlib.util.spec_from_file_location("made_lineage", ROOT / "tools" / "lineage.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = tool
    spec.loader.exec_module(tool)
    assert [json.loads(line) for line in MADE.read_text("utf-8").splitlines()] == list(tool.pile())


def test_no_figure_falls_under_its_floor() -> None:
    found = lineage.scored(lineage.read(MADE))
    assert found.counts["stories"] == 10
    assert below(found, floors(ROOT / "scores" / "floors.toml")["lineage"]) == []
    # Whoever was there himself, or says whence he has it, is told from the rest without fault.
    sure = ("wire", "signed", "light", "trimmed", "relay", "wire2", "signed2", "shared", "local", "mixed")
    assert {figure: value for figure, value in found.figures.items() if value < 100 and figure[3:] in sure} == {}
    assert found.figures["of_untold"] == 0.0


def test_figures_of_a_pile_that_is_all_wrong() -> None:
    """Two strangers that were made to be one origin, and one text that was made to be two."""
    words = [
        "The mill at Arn burned down on Friday and nobody could say who had left the lamp on the sill.",
        "Herring came late this year.", "Snow fell on the pass.",
    ]  # fmt: skip
    texts = [words[0], words[0], words[1], words[2]]
    made = [
        lineage.Made(
            Report(str(at), text, Span(0, len(text)), publisher=f"Paper {at}"), "local", 0, origin, frozenset()
        )
        for at, (text, origin) in enumerate(zip(texts, ("a", "b", "c", "c"), strict=True))
    ]
    figures = lineage.scored(made).figures
    assert figures["pairs_of_words_precision"] == 0.0
    assert figures["pairs_of_origin_precision"] == 0.0
    assert figures["pairs_of_origin_recall"] == 0.0
