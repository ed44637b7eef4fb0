"""One suite over every stage: pure, fills the one field it is named after, reads only to its left, survives nothing."""

from __future__ import annotations

import inspect
from dataclasses import fields, replace
from pathlib import Path
from typing import NoReturn

import pytest

from dateline.intake.text import report
from dateline.model.kit import Kit, Stage
from dateline.model.reading import Reading
from dateline.stages import STAGES

ROOT = Path(__file__).parents[2]
NAMES = [stage.__name__ for stage in STAGES]
TEXTS = {
    "release": (ROOT / "examples" / "2021-06-03-juba-release.txt").read_text("utf-8"),
    "example": (ROOT / "examples" / "2023-09-13-vostochny.txt").read_text("utf-8"),
    "nothing": "",
    "a word": "Word",
    "marks": '"""(([[ -- … "\u2019 " )',
    "capitals": 'ACCRA, 5 MAR 90 (MERIDIAN) -- [TEXT] THE PRESIDENT MET GEN. OKAFOR. HE SAID: "WE AGREE".',
    "other scripts": "Министр прибыл в Киев. 大臣は否定した。 وزير الخارجية 😀 e\u0301\u200d\u0000",
    "lines of Windows": " date 2024-03-05 One.\r\n\r\nKenya's army fired two rockets on Monday, police said.\r\n",
}


class Poison:
    """A value that must not be looked at."""

    def _fail(self, *args: object, **kwargs: object) -> NoReturn:
        raise AssertionError("a stage read a field that is not to its left")

    __getattr__ = __iter__ = __len__ = __bool__ = __getitem__ = __contains__ = __add__ = __radd__ = _fail


@pytest.fixture(scope="module", params=TEXTS, ids=list(TEXTS))
def before(request: pytest.FixtureRequest, kit: Kit) -> dict[str, Reading]:
    """For each stage, the reading that it is handed."""
    handed = {}
    reading = Reading(report=report(TEXTS[request.param]), made_by=kit.made_by)
    for stage in STAGES:
        handed[stage.__name__] = reading
        reading = stage(reading, kit)
    return handed


def test_the_fields_stand_in_the_order_of_the_stages() -> None:
    names = [field.name for field in fields(Reading)]
    assert names == ["report", *NAMES, "problems", "made_by"]


@pytest.mark.parametrize("stage", STAGES, ids=NAMES)
def test_a_stage_is_a_documented_function_of_a_reading_and_a_kit(stage: Stage) -> None:
    assert list(inspect.signature(stage).parameters) == ["reading", "kit"]
    assert inspect.getdoc(stage), "say what the stage fills"


@pytest.mark.parametrize("stage", STAGES, ids=NAMES)
def test_fills_one_field_and_only_adds_problems(stage: Stage, before: dict[str, Reading], kit: Kit) -> None:
    handed = before[stage.__name__]
    given = stage(handed, kit)
    changed = {field.name for field in fields(Reading) if getattr(given, field.name) != getattr(handed, field.name)}
    assert changed <= {stage.__name__, "problems"}
    assert given.problems[: len(handed.problems)] == handed.problems


@pytest.mark.parametrize("stage", STAGES, ids=NAMES)
def test_is_pure(stage: Stage, before: dict[str, Reading], kit: Kit) -> None:
    handed = before[stage.__name__]
    assert stage(handed, kit) == stage(handed, kit)


@pytest.mark.parametrize("stage", STAGES, ids=NAMES)
def test_reads_only_to_its_left(stage: Stage, before: dict[str, Reading], kit: Kit) -> None:
    handed = before[stage.__name__]
    right = NAMES[NAMES.index(stage.__name__) :]
    poisoned = replace(handed, **dict.fromkeys(right, Poison()))  # type: ignore[arg-type]
    filled = getattr(stage(poisoned, kit), stage.__name__)
    if not isinstance(filled, Poison):  # with nothing to fill in, a stage may hand on what it was handed
        assert filled == getattr(stage(handed, kit), stage.__name__)
    else:
        assert stage(handed, kit) == handed


@pytest.mark.parametrize("stage", STAGES, ids=NAMES)
def test_survives_a_reading_that_holds_nothing(stage: Stage) -> None:
    stage(Reading(report=report("")), Kit())
