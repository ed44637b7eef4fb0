"""Dates as machines write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.stamp import stamp


@pytest.mark.parametrize(
    "words",
    [
        "2024-03-05", "2024-03-05T23:59:59-08:00", "20240305T221000+0000", "Tue, 5 Mar 2024 22:10:00 EST", "2024/03/05",
        "Tue Mar  5 22:10:00 2024", "1709676600", "1709676600000", "1709676600.5", "March 5, 2024, 10:10 p.m.",
        " 05.03.2024 ",
    ],
)  # fmt: skip
def test_days(words: str) -> None:
    assert stamp(words).edtf == "2024-03-05"
    assert stamp(words).span is None


@pytest.mark.parametrize(
    "words", ["", "soon", "2024-13-45", "0001-01-01", "1970-01-01T00:00:00Z", "0000-00-00", "03/04/2024"]
)
def test_no_days(words: str) -> None:
    assert (stamp(words).state, stamp(words).edtf) == ("unresolved", None)
    assert stamp(words).reason


@given(st.text(max_size=40) | st.from_regex(r"\d{1,15}(\.\d*)?", fullmatch=True))
def test_any_words_are_a_day_or_a_reason(words: str) -> None:
    time = stamp(words)
    assert (time.state == "known") != bool(time.reason)
