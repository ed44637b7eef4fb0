"""No stage takes more than its share of time as reports grow: four times the text, not sixteen times the work."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import pytest

from dateline.intake.text import report
from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.stages import STAGES

ROOT = Path(__file__).parents[2]
SMALL = 40_000
TIMES = 4
MOST = 8.0
"""How much longer four times the text may take: linear work takes 4 times as long, quadratic work 16 times."""
FLOOR = 0.1
"""Seconds; below this, time is noise."""


def spent(text: str, kit: Kit) -> dict[str, float]:
    """Seconds by stage, without those of the garbage collector, which come when they come."""
    reading = Reading(report=report(text), made_by=kit.made_by)
    found = {}
    gc.collect()
    gc.disable()
    try:
        for stage in STAGES:
            begun = time.process_time()
            reading = stage(reading, kit)
            found[stage.__name__] = time.process_time() - begun
    finally:
        gc.enable()
    return found


@pytest.fixture(scope="module")
def grown(kit: Kit) -> tuple[dict[str, float], dict[str, float]]:
    examples = "\n\n".join(path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.txt")))
    text = (examples + "\n\n") * (SMALL // len(examples))
    spent(text, kit)
    return spent(text, kit), spent(text * TIMES, kit)


@pytest.mark.parametrize("stage", [stage.__name__ for stage in STAGES])
def test_time_grows_with_the_text(stage: str, grown: tuple[dict[str, float], dict[str, float]]) -> None:
    small, large = grown
    assert large[stage] < MOST * max(small[stage], FLOOR), f"{small[stage]:.2f} s became {large[stage]:.2f} s"
