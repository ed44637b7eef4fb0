"""Loads the outlines of countries, by which a map shows a country as an area: the file beside this one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TypedDict

from dateline.errors import BadLexicon

Point = tuple[float, float]
"""Longitude and latitude in degrees, WGS 84."""
Ring = tuple[Point, ...]
"""Closed: the last point is the first. Outer rings run clockwise and holes against it, as d3-geo wants them."""
Piece = tuple[Ring, ...]
"""One connected piece of land: its outer ring, then its holes."""


class _Written(TypedDict):
    """The file as `tools/outlines.py` writes it: arcs of steps on a grid, and the arcs of the rings of each country."""

    step: float
    countries: dict[str, list[list[list[int]]]]
    arcs: list[list[tuple[int, int]]]


@cache
def load() -> Mapping[str, tuple[Piece, ...]]:
    """The pieces of each country by ISO 3166-1 alpha-3, to about a kilometre; BadLexicon where the file is broken.

    Natural Earth 4.1.0 at 1:50 million, simplified; each piece is with the country in which the gazetteer has its
    towns.

    >>> len(load()["LSO"]), len(load()["ZAF"][0])   # Lesotho is a hole in South Africa
    (1, 2)
    """
    try:
        written: _Written = json.loads((files(__package__) / "countries.json").read_text("utf-8"))
        arcs = [_arc(steps, written["step"]) for steps in written["arcs"]]
        return MappingProxyType(
            {
                country: tuple(tuple(_ring(ring, arcs) for ring in piece) for piece in pieces)
                for country, pieces in written["countries"].items()
            }
        )
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise BadLexicon(f"outlines/countries.json is broken ({error}): install dateline anew") from None


def _arc(steps: list[tuple[int, int]], step: float) -> list[Point]:
    """The points of an arc, of its first point and the steps from each to the next."""
    x = y = 0
    points = []
    for right, up in steps:
        x, y = x + right, y + up
        points.append((round(x * step, 4), round(y * step, 4)))
    return points


def _ring(ring: list[int], arcs: list[list[Point]]) -> Ring:
    """The points of a ring of arcs; ~i is arc i backwards."""
    points: list[Point] = []
    for i in ring:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        points += arc[1:] if points else arc
    return tuple(points)
