"""Days of moving feasts against published ones; months that end; a calendar that loads whole."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from dateline.lexicon import calendar
from dateline.model.calendar import add_months, feast_day, orthodox_easter, western_easter
from dateline.stages.times.expressions import READERS
from dateline.stages.times.shapes import SHAPES, expand

FEASTS = calendar.load().feasts


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("good friday", date(2021, 4, 2)),
        ("ash wednesday", date(2020, 2, 26)),
        ("pentecost", date(2022, 6, 5)),
        ("thanksgiving", date(2023, 11, 23)),
        ("black friday", date(2019, 11, 29)),
        ("memorial day", date(2022, 5, 30)),
        ("election day", date(2020, 11, 3)),
        ("passover", date(2024, 4, 23)),
        ("rosh hashanah", date(2023, 9, 16)),
        ("yom kippur", date(2021, 9, 16)),
        ("hanukkah", date(2022, 12, 19)),
        ("purim", date(2024, 3, 24)),
        ("chinese new year", date(2020, 1, 25)),
        ("diwali", date(2022, 10, 24)),
    ],
)
def test_feasts(name: str, day: date) -> None:
    assert feast_day(FEASTS[name], day.year) == day


@pytest.mark.parametrize(
    ("name", "sighted"),
    [
        ("ramadan", date(2022, 4, 2)),
        ("eid al-fitr", date(2024, 4, 10)),
        ("eid al-adha", date(2023, 6, 28)),
        ("ashura", date(2023, 7, 28)),
    ],
)
def test_islamic_feasts_are_within_a_day_of_the_sighted_moon(name: str, sighted: date) -> None:
    reckoned = feast_day(FEASTS[name], sighted.year)
    assert reckoned is not None
    assert abs(reckoned - sighted) <= timedelta(days=1)


def test_easters_are_sundays() -> None:
    for year in range(1900, 2100):
        assert western_easter(year).isoweekday() == orthodox_easter(year).isoweekday() == 7


def test_a_feast_without_a_known_day_has_none() -> None:
    assert feast_day(FEASTS["diwali"], 1950) is None


def test_months_end_where_they_end() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 12, 15), 1) == date(2025, 1, 15)


def test_every_class_of_words_is_used() -> None:
    assert READERS
    shapes = " ".join(expand(pattern) for pattern, _ in SHAPES)
    classes = {name for values in calendar.load().words.values() for name in values}
    outside_shapes = {"ABOUT_DATE"}
    assert classes - set(re.findall(r"[A-Z_]+", shapes)) == outside_shapes
