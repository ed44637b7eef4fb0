"""Times by the cases of cases/times; EDTF that is EDTF; anchors, signals and ranges; time that stays linear."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import edtf
import pytest

from dateline.model.reading import Reading
from dateline.model.time import Time

CASES = Path(__file__).parents[2] / "cases" / "times"
Read = Callable[..., Reading]


def cases() -> list[dict[str, object]]:
    return [case for path in sorted(CASES.glob("*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]]


def row(found: Time) -> list[str]:
    assert found.timex is not None
    assert found.text is not None
    return [found.text, found.timex.value, "unresolved" if found.state == "unresolved" else found.edtf or ""]


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case["name"]))
def test_case(case: dict[str, object], read: Read) -> None:
    published = case.get("published")
    assert published is None or isinstance(published, date)
    reading = read(str(case["text"]), published, through="times")
    assert [row(found) for found in reading.times] == case["expected"]
    for found in reading.times:
        assert found.span is not None
        assert found.span.of(reading.report.text) == found.text
        assert found.state == "known" or found.reason
        if found.edtf:
            edtf.parse_edtf(found.edtf)
