"""The goods lexicon: what is in it, and that a file that does not fit is refused with its name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.errors import BadLexicon
from dateline.lexicon import goods

OWN = """
[[measure]]
id = "house-rule"
name = "House rule on amber"
kind = "programme"
authority = "Our compliance desk"
start = 2020-01-01
targets = ["LVA"]
directions = ["from"]
goods = ["minerals"]
scope = "Amber from Latvia."
citation = "Memo 7"
"""


def test_every_regime_named_in_the_taxonomy_is_a_measure() -> None:
    lexicon = goods.load()
    known = {rule.id for rule in lexicon.measures}
    named = {regime for category in lexicon.categories.values() for regime in category.regimes}
    assert named <= known


def test_measures_are_cited_dated_and_unique() -> None:
    measures = goods.load().measures
    assert len(measures) > 100
    assert len({rule.id for rule in measures}) == len(measures)
    for rule in measures:
        assert rule.citation
        assert rule.scope
        assert rule.start is not None
        assert rule.end is None or rule.start < rule.end


@pytest.mark.parametrize(
    ("id", "start"),
    [
        ("un-dprk-1718", date(2006, 10, 14)),
        ("un-dprk-1874", date(2009, 6, 12)),
        ("un-dprk-2270", date(2016, 3, 2)),
        ("un-dprk-2375", date(2017, 9, 11)),
        ("un-dprk-2397", date(2017, 12, 22)),
        ("mtcr", date(1987, 4, 16)),
        ("npt", date(1970, 3, 5)),
    ],
)
def test_the_days_of_well_known_measures(id: str, start: date) -> None:
    assert next(rule.start for rule in goods.load().measures if rule.id == id) == start


def test_users_bring_their_own(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN, "utf-8")
    assert goods.load(path).measures[-1].name == "House rule on amber"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('goods = ["minerals"]', 'goods = ["amber"]', "no category 'amber'"),
        ('kind = "programme"', 'kind = "verdict"', "no kind 'verdict'"),
        ("start = 2020-01-01", 'start = "2020"', "a date is needed"),
        ('citation = "Memo 7"', "", "a string is needed"),
        ('directions = ["from"]', 'directions = ["up"]', "no direction 'up'"),
        ("[[measure]]", "[[measure]]\nlevel = 3", "unknown key 'level'"),
        ("[[measure]]", "[[measure", "cannot be read"),
    ],
)
def test_a_measure_that_does_not_fit_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace(old, new), "utf-8")
    with pytest.raises(BadLexicon, match=says):
        goods.load(path)


def test_estimates_cover_the_seven_bands() -> None:
    bands = {(each.low, each.high) for each in goods.load().estimates.values()}
    assert bands == {(0.01, 0.05), (0.05, 0.2), (0.2, 0.45), (0.45, 0.55), (0.55, 0.8), (0.8, 0.95), (0.95, 0.99)}
