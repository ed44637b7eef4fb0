"""Points of the globe go in; out come the part of the world to show, where on the map a point lies, rings and middles.

Two projections, both true to area, as Vega draws them: Lambert's azimuthal one for a part of the world, and Equal Earth
(Šavrič, Patterson and Jenny 2018) for all of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.lexicon.outlines import Point
from dateline.model.codec import Json

WIDTH, HEIGHT = 760, 400
"""Of a map, in units of the chart."""
EARTH = 6371.0
"""Kilometres from the middle of the Earth to its surface."""
_WHOLE = 62.0
"""Degrees from the middle of what is to be seen beyond which the whole world is shown."""
_CLOSEST = 500.0
"""Kilometres from the middle of a map to its upper rim, at least."""
_MARGIN = 1.15
_SIGHT = 100.0
"""Degrees from the middle beyond which a map of a part of the world shows nothing."""
_EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)
_TURN = 11.0
"""The meridian in the middle of the world map: at this one it is cut in the Bering Strait."""
_SCALE = 152.0
_DOWN = 20.0
"""How far the equator lies below the middle of the world map, which ends in the south with Cape Horn."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What part of the world a map shows: its middle in degrees, and units of the chart to the radius of the Earth."""

    lon: float
    lat: float
    scale: float
    whole: bool

    @property
    def unit(self) -> float:
        """Kilometres to one unit of the chart, in the middle of it."""
        return EARTH / self.scale

    @property
    def projection(self) -> Json:
        """The projection as a specification of Vega-Lite states it."""
        here: dict[str, Json] = {"scale": self.scale, "clipExtent": [[0, 0], [WIDTH, HEIGHT]]}
        if self.whole:
            return {
                "type": "equalEarth",
                "rotate": [-self.lon, 0, 0],
                "translate": [WIDTH / 2, HEIGHT / 2 + _DOWN],
                **here,
            }
        rotate: list[Json] = [-self.lon, -self.lat, 0]
        middle: list[Json] = [WIDTH / 2, HEIGHT / 2]
        return {"type": "azimuthalEqualArea", "rotate": rotate, "translate": middle, "clipAngle": _SIGHT, **here}

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Where on the chart a point lies, from the upper left.

        >>> Frame(30, -2, 1000, False).place(30, -2)
        (380.0, 200.0)
        """
        if self.whole:
            x, y = _equal_earth((lon - self.lon + 540) % 360 - 180, lat)
            return WIDTH / 2 + self.scale * x, HEIGHT / 2 + _DOWN - self.scale * y
        x, y = _azimuthal(self.lon, self.lat, lon, lat)
        return WIDTH / 2 + self.scale * x, HEIGHT / 2 - self.scale * y

    def shows(self, points: Iterable[Point]) -> bool:
        """Whether some of these points lie on the map or not far from it."""
        if self.whole:
            return True
        reach = min(_SIGHT, 1.5 * math.degrees(math.hypot(WIDTH, HEIGHT) / 2 / self.scale) + 1)
        return any(distance((self.lon, self.lat), point) < reach for point in points)


def frame(points: Iterable[Point]) -> Frame:
    """The part of the world in which all points lie, or all of it."""
    seen = list(points)
    if not seen:
        return Frame(_TURN, 0, _SCALE, True)
    x, y, z = (sum(axis) for axis in zip(*map(_vector, seen), strict=True))
    lon, lat = math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))
    if max(distance((lon, lat), point) for point in seen) > _WHOLE:
        return Frame(_TURN, 0, _SCALE, True)
    for _ in range(3):  # the middle of what is seen is not the middle of its box
        flat = [_azimuthal(lon, lat, *point) for point in seen]
        left, right = min(x for x, _ in flat), max(x for x, _ in flat)
        low, high = min(y for _, y in flat), max(y for _, y in flat)
        lon, lat = _back(lon, lat, (left + right) / 2, (low + high) / 2)
    room = min(WIDTH / max(1e-9, right - left), HEIGHT / max(1e-9, high - low)) / _MARGIN
    return Frame(round(lon, 3), round(lat, 3), round(min(room, HEIGHT / 2 * EARTH / _CLOSEST), 2), False)


def circle(middle: Point, radius: float, points: int = 48) -> list[Point]:
    """The ring of all that is `radius` kilometres from a point, closed, clockwise as d3-geo wants it."""
    (lon, lat), reach = middle, radius / EARTH
    north = math.radians(lat)
    ring = []
    for step in range(points):
        bearing = 2 * math.pi * step / points
        up = math.asin(math.sin(north) * math.cos(reach) + math.cos(north) * math.sin(reach) * math.cos(bearing))
        right = math.atan2(
            math.sin(bearing) * math.sin(reach) * math.cos(north), math.cos(reach) - math.sin(north) * math.sin(up)
        )
        ring.append((round((lon + math.degrees(right) + 540) % 360 - 180, 3), round(math.degrees(up), 3)))
    return [*ring, ring[0]]


def distance(one: Point, other: Point) -> float:
    """Degrees of a great circle between two points.

    >>> round(distance((0, 0), (90, 0))), round(distance((179, 0), (-179, 0)))
    (90, 2)
    """
    dot = sum(a * b for a, b in zip(_vector(one), _vector(other), strict=True))
    return math.degrees(math.acos(max(-1.0, min(1.0, dot))))


def centroid(ring: Sequence[Point]) -> Point:
    """The middle of a ring, on the map and not on the globe; one that crosses the 180th meridian is unrolled.

    >>> centroid(((0, 0), (0, 2), (2, 2), (2, 0), (0, 0)))
    (1.0, 1.0)
    """
    first = ring[0][0]
    flat = [((lon - first + 540) % 360 - 180 + first, lat) for lon, lat in ring]
    crosses = [a[0] * b[1] - b[0] * a[1] for a, b in pairwise(flat)]
    twice = sum(crosses)
    if not twice:
        return ring[0]
    lon = sum((a[0] + b[0]) * cross for (a, b), cross in zip(pairwise(flat), crosses, strict=True)) / (3 * twice)
    lat = sum((a[1] + b[1]) * cross for (a, b), cross in zip(pairwise(flat), crosses, strict=True)) / (3 * twice)
    return (lon + 540) % 360 - 180, lat


def _vector(point: Point) -> tuple[float, float, float]:
    east, north = map(math.radians, point)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def _azimuthal(lon: float, lat: float, to_lon: float, to_lat: float) -> tuple[float, float]:
    """Lambert's azimuthal projection round a middle, on a sphere of radius 1 (Snyder 1987, equations 24-2 to 24-4)."""
    north, to_north, east = math.radians(lat), math.radians(to_lat), math.radians(to_lon - lon)
    cos = math.sin(north) * math.sin(to_north) + math.cos(north) * math.cos(to_north) * math.cos(east)
    k = math.sqrt(2 / max(1e-9, 1 + cos))
    x = k * math.cos(to_north) * math.sin(east)
    return x, k * (math.cos(north) * math.sin(to_north) - math.sin(north) * math.cos(to_north) * math.cos(east))


def _back(lon: float, lat: float, x: float, y: float) -> Point:
    """The point that lies at x, y of that projection (equations 20-14, 20-15 and 24-16)."""
    rho = math.hypot(x, y)
    if rho < 1e-12:
        return lon, lat
    c, north = 2 * math.asin(min(1.0, rho / 2)), math.radians(lat)
    up = math.asin(max(-1.0, min(1.0, math.cos(c) * math.sin(north) + y * math.sin(c) * math.cos(north) / rho)))
    right = math.atan2(x * math.sin(c), rho * math.cos(north) * math.cos(c) - y * math.sin(north) * math.sin(c))
    return (lon + math.degrees(right) + 540) % 360 - 180, math.degrees(up)


def _equal_earth(lon: float, lat: float) -> tuple[float, float]:
    """Equal Earth on a sphere of radius 1, as its authors state it."""
    one, three, seven, nine = _EQUAL_EARTH
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    square = theta * theta
    sixth = square**3
    slope = one + 3 * three * square + sixth * (7 * seven + 9 * nine * square)
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(theta) / (3 * slope)
    return x, theta * (one + three * square + sixth * (seven + nine * square))
