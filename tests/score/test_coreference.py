"""The measures of coreference, by the worked examples of the papers that they come from."""

from __future__ import annotations

import pytest

from dateline.score._coreference import b_cubed, ceaf_e, conll, muc, without_singletons

Clusters = list[frozenset[str]]


def clusters(*words: str) -> Clusters:
    return [frozenset(word) for word in words]


KEY = clusters("12345", "67", "89ABC")


@pytest.mark.parametrize(
    ("found", "by_muc", "by_b_cubed", "by_ceaf_e"),
    [
        (clusters("12345", "6789ABC"), 0.947, 0.865, 0.733),
        (clusters("1234589ABC", "67"), 0.947, 0.737, 0.667),
        (clusters("123456789ABC"), 0.900, 0.545, 0.294),
        (clusters(*"123456789ABC"), 0.0, 0.400, 0.178),
    ],
)
def test_luo_2005_table_1(found: Clusters, by_muc: float, by_b_cubed: float, by_ceaf_e: float) -> None:
    assert muc(KEY, found).f1 / 100 == pytest.approx(by_muc, abs=0.001)
    assert b_cubed(KEY, found).f1 / 100 == pytest.approx(by_b_cubed, abs=0.001)
    assert ceaf_e(KEY, found).f1 / 100 == pytest.approx(by_ceaf_e, abs=0.001)


def test_pradhan_2014_mentions_of_one_side_only() -> None:
    key, found = clusters("abc", "defg"), clusters("ab", "cd", "fghi")
    assert (muc(key, found).precision, muc(key, found).recall) == pytest.approx((40.0, 40.0))
    assert (b_cubed(key, found).precision, b_cubed(key, found).recall) == pytest.approx((50.0, 41.67), abs=0.01)
    assert (ceaf_e(key, found).precision, ceaf_e(key, found).recall) == pytest.approx((43.33, 65.0), abs=0.01)


def test_what_is_the_same_is_all_right_and_nothing_is_nothing() -> None:
    assert conll(KEY, KEY) == pytest.approx(100.0)
    assert conll([], []) == 0.0
    assert without_singletons(clusters("a", "bc")) == clusters("bc")
