"""The outlines of countries: whole rings, the right way round, and each piece where the gazetteer has its towns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import pytest

from dateline.lexicon import codes, outlines
from dateline.lexicon.outlines import Point


def turned(ring: Sequence[Point]) -> float:
    """Twice the area of a ring: negative where it runs clockwise; also of one that crosses the 180th meridian."""
    steps = [(b[0] - a[0] + 180) % 360 - 180 for a, b in pairwise(ring)]
    plain = list(zip(accumulate(steps, initial=ring[0][0]), (lat for _, lat in ring), strict=True))
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(plain))


def holds(ring: Sequence[Point], lon: float, lat: float) -> bool:
    """Whether a ring goes round a point (by crossings)."""
    inside = False
    for a, b in pairwise(ring):
        if (a[1] > lat) != (b[1] > lat) and lon < (b[0] - a[0]) * (lat - a[1]) / (b[1] - a[1]) + a[0]:
            inside = not inside
    return inside


def test_every_country_is_one_of_our_codes() -> None:
    assert set(outlines.load()) <= set(codes.load().countries)
    assert len(outlines.load()) > 230


def test_rings_are_closed_and_the_right_way_round() -> None:
    for country, pieces in outlines.load().items():
        for outer, *holes in pieces:
            for ring in (outer, *holes):
                assert ring[0] == ring[-1], country
                assert len(ring) >= 4, country
                assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring), country
            assert turned(outer) < 0 or country == "ATA", country  # which goes round a pole
            assert all(turned(hole) > 0 for hole in holes), country


@pytest.mark.parametrize(
    ("country", "lon", "lat"),
    [
        ("KEN", 36.8, -1.3), ("SGP", 103.82, 1.36), ("UKR", 34.4, 45.2), ("CYP", 33.5, 35.25), ("GUF", -53.0, 4.0),
        ("SJM", 16.0, 78.6), ("XKX", 20.9, 42.6), ("SOM", 44.1, 9.6), ("RUS", 37.6, 55.75), ("TWN", 121.0, 23.7),
    ],
)  # fmt: skip
def test_a_town_lies_in_the_country_of_the_gazetteer(country: str, lon: float, lat: float) -> None:
    found = [
        name
        for name, pieces in outlines.load().items()
        if any(holds(outer, lon, lat) and not any(holds(hole, lon, lat) for hole in holes) for outer, *holes in pieces)
    ]
    assert found == [country]
