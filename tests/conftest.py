"""The fixtures that all tests share: the kit, loaded once a session, and texts read with it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dateline import intake, reader
from dateline.intake import text as plain
from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.stages import STAGES

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def kit() -> Kit:
    """The kit as users get it: the default pipeline and the whole lexicon."""
    return reader.load()


@pytest.fixture(scope="session")
def read(kit: Kit) -> Callable[..., Reading]:
    """Reads a text to the end: `read("North Korea fired …", published=date(2023, 9, 13))`.

    `through` names the stage to stop after, for a test that needs no more: `read(text, through="times")`.
    """

    def _read(text: str, published: date | None = None, through: str = "claims") -> Reading:
        reading = Reading(report=plain.report(text, published), made_by=kit.made_by)
        for stage in STAGES:
            reading = stage(reading, kit)
            if stage.__name__ == through:
                break
        return reading

    return _read


@pytest.fixture(scope="session")
def examples(kit: Kit) -> dict[str, Reading]:
    """The reports of examples/, read to the end, by file name."""
    return {
        path.name: reader.read(report, kit)
        for path in sorted((ROOT / "examples").glob("*.txt"))
        for report in intake.load(path)
    }


@pytest.fixture(scope="session")
def spent() -> Callable[[Callable[[], object]], float]:
    """Seconds of processor time that something takes: the best of three, without the garbage collector's pauses."""

    def _spent(work: Callable[[], object]) -> float:
        best = float("inf")
        gc.collect()
        gc.disable()
        try:
            for _ in range(3):
                begun = time.process_time()
                work()
                best = min(best, time.process_time() - begun)
        finally:
            gc.enable()
        return best

    return _spent
