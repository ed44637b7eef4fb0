"""Two values of one field go in, each as exact as its words; out comes whether they fit, and how much that says.

What is unknown fits anything and supports nothing. A week fits a Wednesday in it, a country its cosmodrome: that
supports a little. Values of one grain that differ conflict.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, log2, radians, sin, sqrt
from typing import Literal, NamedTuple

from dateline.link.mention import Extent, Number, Who
from dateline.link.naming import likeness
from dateline.model.place import Place

Verdict = Literal["fits", "open", "conflicts"]


class Fit(NamedTuple):
    """Whether two values fit, and how much that says, 0 to 1."""

    verdict: Verdict
    strength: float


OPEN = Fit("open", 0.0)
_OPEN_ENDED = 4000
_HALF = 0.3
_NEAR_KM = 40.0
"""Two pins as near as this are one place: a site and the town it is named after."""


def times(left: Extent, right: Extent) -> Fit:
    """Whether two times may be one.

    >>> times(Extent(738776, 738776, "day"), Extent(738774, 738780, "week")).verdict
    'fits'
    >>> times(Extent(738776, 738776, "day"), Extent(738780, 738780, "day"))
    Fit(verdict='conflicts', strength=1.0)
    """
    if not left.known or not right.known:
        return OPEN
    gap = max(_after(left.last, right.first), _after(right.last, left.first))
    if gap <= 0:
        length = max(days(left), days(right))
        return Fit("fits", 1.0 / (1.0 + log2(length)) if length < _OPEN_ENDED else 0.0)
    if gap == 1 and days(left) == days(right) == 1:
        return Fit("conflicts", 0.5)  # a night, a time zone
    return Fit("conflicts", 1.0)


def _after(last: int | None, first: int | None) -> int:
    return -1 if last is None or first is None else first - last


def days(extent: Extent) -> int:
    """How many days a time takes in; 4000 where a side is open."""
    if extent.first is None or extent.last is None:
        return _OPEN_ENDED
    return max(1, extent.last - extent.first + 1)


_SIZE = {"site": 1.0, "city": 0.9, "district": 0.7, "province": 0.5, "sea": 0.4, "country": 0.3, "region": 0.2}


def exactness(place: Place) -> float:
    """How exact a place is, 0 to 1."""
    return _SIZE[place.precision] if place.precision is not None else 0.0


def places(left: Place | None, right: Place | None) -> Fit:
    """Whether two places may be one, or one lies in the other.

    >>> places(Place(id="a", country="RUS", precision="site"), Place(id="b", country="RUS", precision="country"))
    Fit(verdict='fits', strength=0.3)
    >>> places(Place(id="a", country="RUS", precision="city"), Place(id="b", country="CHN", precision="city"))
    Fit(verdict='conflicts', strength=1.0)
    """
    if left is None or right is None or left.precision is None or right.precision is None:
        return _named(left, right)
    size = min(_SIZE[left.precision], _SIZE[right.precision])
    if left.id is not None and left.id == right.id:
        return Fit("fits", size)
    if "region" in (left.precision, right.precision) or "sea" in (left.precision, right.precision):
        return OPEN
    if left.country is None or right.country is None:
        return OPEN
    if left.country != right.country:
        return Fit("conflicts", 1.0)
    if "country" in (left.precision, right.precision):
        return Fit("fits", size)
    if "province" in (left.precision, right.precision):
        same = left.admin1 is not None and left.admin1 == right.admin1
        return Fit("fits", size) if same else OPEN if None in (left.admin1, right.admin1) else Fit("conflicts", 0.8)
    distance = _kilometres(left, right)
    if distance is None:
        return OPEN
    return Fit("fits", size * 0.7) if distance <= _NEAR_KM else Fit("conflicts", 0.8)


def _named(left: Place | None, right: Place | None) -> Fit:
    """Places of which the gazetteer knows one at most: the same name is the same place."""
    if left is None or right is None:
        return OPEN
    first, second = left.name or left.text, right.name or right.text
    return Fit("fits", 0.6) if first and second and first.casefold() == second.casefold() else OPEN


def _kilometres(left: Place, right: Place) -> float | None:
    """The way between two pins over the globe (haversine)."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    up, along = radians(right.lat - left.lat), radians(right.lon - left.lon)
    chord = sin(up / 2) ** 2 + cos(radians(left.lat)) * cos(radians(right.lat)) * sin(along / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(chord)))


def who(left: Who, right: Who) -> float:
    """How far two parties may be one side of an act: 1 the same, 0 others; between for whom one may stand for.

    A state stands for all who act for it, a body of it ("the air force") for other bodies and its people, with less
    weight; two persons are two, and so are two names of persons that do not fit. Unknown ones are told by the words of
    their names.

    >>> who(Who("iso:RUS", country="RUS", state=True, known=True), Who("q:7747", country="RUS", known=True))
    0.6
    """
    if left.key == right.key:
        return 1.0
    if left.country is not None and left.country == right.country and (left.state or right.state):
        return 0.6
    if left.person is not None and right.person is not None:
        return 0.0 if left.known and right.known else _persons(left, right)
    one_state = left.country is not None and left.country == right.country
    if one_state and (left.body or right.body or not (left.known and right.known)):
        return 0.4  # a body of the state and another, or its people; "Turkey's top diplomat" and whoever may be meant
    return 0.0 if left.known and right.known else _worded(left, right)


def _worded(left: Who, right: Who) -> float:
    shared = len(left.words & right.words)
    return 0.8 * shared / min(len(left.words), len(right.words)) if shared else 0.0


def _persons(left: Who, right: Who) -> float:
    """How far two names of persons may be one's: by the words that they share, or by how they are spelled."""
    if worded := _worded(left, right):
        return worded
    return 0.6 if likeness(left.person or "", right.person or "", True)[1] else 0.0


def sides(left: Sequence[Who], right: Sequence[Who]) -> Fit:
    """Whether two lists of parties may be the same side of an act; a report may name only some of them.

    They conflict where both are known, or named persons, and none fits any. Where each names a known party that the
    other does not, what they share says less: "Israel and Egypt" is not "Israel and Sudan".
    """
    if not left or not right:
        return OPEN
    table = [[who(each, other) for other in right] for each in left]
    total = sum(max(row) for row in table) + sum(max(column) for column in zip(*table, strict=True))
    if total:
        others = all(
            any(each.known and not max(row) for each, row in zip(some, rows, strict=True))
            for some, rows in ((left, table), (right, [list(column) for column in zip(*table, strict=True)]))
        )
        return Fit("fits", (_HALF if others else 1.0) * total / (len(left) + len(right)))
    known = all(any(each.known or each.person is not None for each in some) for some in (left, right))
    return Fit("conflicts", 1.0 if known else 0.4)


def persons(left: Sequence[Who], right: Sequence[Who]) -> bool:
    """Whether each names persons, and none of them fits any of the other's."""
    one, two = ([each for each in some if each.person is not None] for some in (left, right))
    return bool(one and two) and not any(who(each, other) for each in one for other in two)


def numbers(left: Sequence[Number], right: Sequence[Number]) -> Fit:
    """Whether numbers of the same things agree; small ones that do say little, and such of other things nothing.

    Numbers that are near conflict less: a toll grows while it is counted.
    """
    best = OPEN
    for each in left:
        for other in right:
            if each.unit != other.unit:
                continue
            if not _meet(each, other):
                best = best if best.verdict == "fits" else Fit("conflicts", 0.4 if _near(each, other) else 1.0)
            elif (each.low or 0) > 2:
                best = Fit("fits", 1.0)
            elif best is OPEN:
                best = Fit("fits", 0.3)
    return best


def _meet(left: Number, right: Number) -> bool:
    low = max(left.low or 0.0, right.low or 0.0)
    return low <= min(left.high if left.high is not None else 1e18, right.high if right.high is not None else 1e18)


def _near(left: Number, right: Number) -> bool:
    """Whether one number is no more than half as large again as the other."""
    one, two = sorted((left.low or left.high or 0.0, right.low or right.high or 0.0))
    return two <= 1.5 * one
