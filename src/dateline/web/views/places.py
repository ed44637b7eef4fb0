"""Counts of claims by place go in; out comes an Atlas, and a map of it that shows how exact each place is.

A country is an area, a town a small ring as wide as its word leaves open, a province a wider dashed one; a region or a
sea, whose border no one drew, is written across the map by its name. Nothing is a pin in the middle of a country.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from dateline.lexicon import codes, outlines
from dateline.lexicon.outlines import Piece, Point, Ring
from dateline.model.act import StatusValue
from dateline.model.characters import shown
from dateline.model.codec import Json
from dateline.model.place import Precision
from dateline.web.catalogue import Catalogue
from dateline.web.views import sphere
from dateline.web.views.chart import COLOURS, Chart, chart, values
from dateline.web.views.sphere import HEIGHT, WIDTH, Frame

RADII: Mapping[Precision, float] = {"site": 3, "city": 15, "district": 40, "province": 120, "country": 300}
"""Kilometres around its point within which a place of each precision mostly lies; a country has an outline instead,
and its radius is only for the few without one. Regions and seas have none: they are written by name."""
_SMALLEST: Mapping[Precision, float] = {"site": 3, "city": 5, "district": 7, "province": 9, "country": 9}
"""Units of the chart that a ring measures at least, so that it can be seen and told from the next precision."""
_DASHED: frozenset[Precision] = frozenset(("province", "country"))
_STEPS = (0.25, 0.45, 0.65, 0.88)
"""How dark a place is, by which quarter of the way to the most claims it has come."""
_LABELS = 24
_LETTER = 6.3
"""Width of a letter of a label, in units of the chart."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place and how many claims it is the place of, by status; `id` may be unknown, as may the point of an area."""

    id: str | None
    name: str
    country: str | None
    precision: Precision
    lat: float | None
    lon: float | None
    claims: int
    statuses: tuple[tuple[StatusValue, int], ...]

    @property
    def area(self) -> bool:
        """Whether it is shown as an area with its border."""
        return self.precision == "country" and self.country in outlines.load()

    @property
    def point(self) -> Point | None:
        """Longitude and latitude of what its name stands for; None where they are not known."""
        if self.lat is None or self.lon is None or not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            return None
        return self.lon, self.lat


@dataclass(frozen=True, slots=True)
class Atlas:
    """All places of some claims, those with the most claims first.

    `unplaced` counts claims whose report says no place, `unresolved` those whose words for it could not be resolved;
    `missing` those of places that cannot be drawn, as neither point nor border is known.
    """

    claims: int
    spots: tuple[Spot, ...]
    unplaced: int
    unresolved: int
    missing: int


Row = tuple[str | None, str | None, str | None, str | None, float | None, float | None, str, str, int]
"""Place id, name, country, precision, latitude, longitude, state, status, and how many claims."""


def atlas(rows: Iterable[Row]) -> Atlas:
    """The atlas of counted claims; rows of one place are joined."""
    counts: dict[tuple[str, str | None], dict[StatusValue, int]] = defaultdict(lambda: defaultdict(int))
    first: dict[tuple[str, str | None], Row] = {}
    claims = unplaced = unresolved = 0
    for row in rows:
        id, name, country, precision, _, _, state, status, count = row
        claims += count
        if state == "not_stated":
            unplaced += count
        elif state != "known" or precision is None or not (name or country):
            unresolved += count
        else:
            key = (country, precision) if precision == "country" and country else (id or name or "", country)
            counts[key][cast(StatusValue, status)] += count
            first.setdefault(key, row)
    spots = [_spot(first[key], counts[key]) for key in counts]
    spots.sort(key=lambda each: (-each.claims, each.name, each.id or ""))
    missing = sum(each.claims for each in spots if not each.area and each.point is None)
    return Atlas(claims, tuple(spots), unplaced, unresolved, missing)


def _spot(row: Row, counts: Mapping[StatusValue, int]) -> Spot:
    id, name, country, precision, lat, lon, *_ = row
    if precision == "country" and country and country in codes.load().countries:
        name = codes.load().countries[country].name
    ranked = tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
    return Spot(id, name or country or "", country, cast(Precision, precision), lat, lon, sum(counts.values()), ranked)


def drawn(atlas: Atlas, words: Catalogue, question: str, urls: Mapping[Spot, str] | None = None) -> Chart:
    """The map of an atlas; `urls` lead from a place to its claims."""
    say = words.say
    areas = [spot for spot in atlas.spots if spot.area]
    # The wide ones first, so that the small ones lie on top.
    located = [spot for spot in atlas.spots if not spot.area and spot.point is not None]
    rings = sorted((spot for spot in located if spot.precision in RADII), key=lambda each: -RADII[each.precision])
    names = [spot for spot in located if spot.precision not in RADII]
    frame = sphere.frame(point for spot in (*areas, *located) for point in _extent(spot))
    style = _Style(words, max((spot.claims for spot in atlas.spots), default=1), urls or {})
    layers: list[Json] = [
        _shapes(_ground(frame),
                {"fill": COLOURS["land"], "stroke": COLOURS["edge"], "strokeWidth": 0.6, "aria": False}),
        _shapes([_area(spot, frame, style) for spot in areas],
                {"fill": COLOURS["mark"], "stroke": COLOURS["mark"], "strokeWidth": 0.8}, told=True),
        *_rings(rings, frame, style), *_labels(areas, rings, names, frame),
    ]  # fmt: skip
    seen = (*areas, *located)
    most = sorted(seen, key=lambda spot: (-spot.claims, spot.name))[:6]
    says = say("map.says", len(seen), claims=f"{sum(spot.claims for spot in seen):,}",
               places="; ".join(f"{spot.name} {spot.claims}" for spot in most))  # fmt: skip
    rows = [
        (spot.name, spot.country, say(f"precision.{spot.precision}"), spot.claims,
         ", ".join(f"{say(f'status.{status}')} {count}" for status, count in spot.statuses))
        for spot in atlas.spots
    ]  # fmt: skip
    body: dict[str, Json] = {
        "width": WIDTH, "height": HEIGHT, "projection": frame.projection, "layer": layers,
    }  # fmt: skip
    heads = [say(f"map.{each}") for each in ("place", "country", "precision", "claims", "status")]
    notes = [
        say("chart.of", question=question or say("chart.all")), say("map.key", most=f"{style.most:,}"),
        say("map.borders"),
    ]  # fmt: skip
    leads = [style.urls.get(spot) for spot in atlas.spots]
    return chart("map", say("map.title"), says, body, heads, rows, notes, leads)


@dataclass(frozen=True, slots=True)
class _Style:
    """What all marks need: the words, the most claims that a place has, and where each leads."""

    words: Catalogue
    most: int
    urls: Mapping[Spot, str]

    def told(self, spot: Spot) -> dict[str, Json]:
        """What a mark says, how dark it is, and where it leads."""
        claims = self.words.say("count.claims", spot.claims)
        quarter = int(len(_STEPS) * (spot.claims - 1) / self.most)
        return {
            "says": f"{shown(spot.name)}: {claims} ({self.words.say(f'precision.{spot.precision}')})",
            "claims": spot.claims, "dark": _STEPS[quarter], "url": self.urls.get(spot),
        }  # fmt: skip


def _extent(spot: Spot) -> Iterable[Point]:
    """Points that a map of a spot must show: its rim, or the corners of its country's largest pieces."""
    if spot.area:
        rings = [piece[0] for piece in outlines.load()[cast(str, spot.country)]]
        largest = max(map(_spread, rings))
        return [
            point for ring in rings if _spread(ring) >= 0.25 * largest for point in ring[:: max(1, len(ring) // 40)]
        ]
    point = cast(Point, spot.point)
    return sphere.circle(point, RADII.get(spot.precision, 300), 8)


def _spread(ring: Ring) -> float:
    """The size of the box round a ring, in square degrees; one that crosses the 180th meridian counts as large."""
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    return (max(lons) - min(lons)) * (max(lats) - min(lats))


def _ground(frame: Frame) -> list[Json]:
    """The countries as far as they are in sight and large enough to be seen."""
    found: list[Json] = []
    for country, pieces in outlines.load().items():
        seen = [piece for piece in pieces if frame.shows(piece[0]) and (not frame.whole or _spread(piece[0]) > 0.5)]
        if seen and country != "ATA":
            found.append(_feature(seen, {"country": country}))
    return found


def _area(spot: Spot, frame: Frame, style: _Style) -> Json:
    pieces = [piece for piece in outlines.load()[cast(str, spot.country)] if frame.shows(piece[0])]
    return _feature(pieces, style.told(spot))


def _rings(spots: Sequence[Spot], frame: Frame, style: _Style) -> list[Json]:
    """Rings as wide as they are on the ground, where that can be seen, else as small marks of one size."""
    layers: list[Json] = []
    for dashed in (True, False):
        some = [spot for spot in spots if (spot.precision in _DASHED) is dashed]
        wide = [spot for spot in some if RADII[spot.precision] > _SMALLEST[spot.precision] * frame.unit]
        small = [spot for spot in some if spot not in wide]
        mark: dict[str, Json] = {"fill": COLOURS["mark"], "stroke": COLOURS["ink"], "strokeWidth": 1.2}
        mark |= {"strokeDash": [4, 3]} if dashed else {}
        circles = [
            _feature([(tuple(sphere.circle(cast(Point, spot.point), RADII[spot.precision])),)], style.told(spot))
            for spot in wide
        ]
        rows = [
            {"lon": cast(Point, spot.point)[0], "lat": cast(Point, spot.point)[1],
             "size": round(math.pi * _SMALLEST[spot.precision] ** 2), **style.told(spot)}
            for spot in small
        ]  # fmt: skip
        layers.append(_shapes(circles, mark, told=True))
        layers.append({
            "data": values(rows), "mark": {"type": "circle", "opacity": 1, "clip": True, **mark},
            "encoding": {
                "longitude": {"field": "lon", "type": "quantitative"},
                "latitude": {"field": "lat", "type": "quantitative"},
                "size": {"field": "size", "type": "quantitative", "scale": None},
                **_told_by(""),
            },
        })  # fmt: skip
    return layers


def _told_by(where: str) -> dict[str, Json]:
    """How dark a mark is, what it says and where it leads, by the fields of its data."""
    return {
        "fillOpacity": {"field": f"{where}dark", "type": "quantitative", "scale": None},
        "description": {"field": f"{where}says"},
        "href": {"field": f"{where}url"},
    }


def _feature(pieces: Sequence[Piece], properties: dict[str, Json]) -> Json:
    coordinates: list[Json] = [[[[lon, lat] for lon, lat in ring] for ring in piece] for piece in pieces]
    return {
        "type": "Feature", "properties": properties,
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
    }  # fmt: skip


def _shapes(features: Sequence[Json], mark: Mapping[str, Json], told: bool = False) -> Json:
    """A layer of shapes; where `told`, each is as dark as its claims make it, and leads to them."""
    collection: Json = {"type": "FeatureCollection", "features": list(features)}
    layer: dict[str, Json] = {
        "data": {"values": collection, "format": {"property": "features"}}, "mark": {"type": "geoshape", **mark},
    }  # fmt: skip
    return {**layer, "encoding": _told_by("properties.")} if told else layer


def _labels(areas: Sequence[Spot], rings: Sequence[Spot], names: Sequence[Spot], frame: Frame) -> list[Json]:
    """What is written on the map: the most claims first, as long as nothing lies on anything written before."""
    marks = [(frame.place(*cast(Point, spot.point)), _wide(spot, frame)) for spot in rings]
    taken = [(x - size, y, 2 * size) for (x, y), size in marks]
    rows: dict[str, list[dict[str, Json]]] = {"left": [], "center": [], "region": []}
    wanted = [(spot, "center", _middle(spot)) for spot in areas]
    wanted += [(spot, "left", cast(Point, spot.point)) for spot in rings]
    wanted += [(spot, "region", cast(Point, spot.point)) for spot in names]
    wanted.sort(key=lambda each: (each[1] == "region", -each[0].claims, each[0].name))
    for spot, kind, (lon, lat) in wanted:
        text = f"{spot.name} {spot.claims}" if spot.claims > 1 or kind == "region" else spot.name
        x, y = frame.place(lon, lat)
        width = _LETTER * len(text) * (1.3 if kind == "region" else 1)
        start = x + _wide(spot, frame) + 2 if kind == "left" else x - width / 2
        free = all(abs(y - b) > 13 or start > a + w or a > start + width for a, b, w in taken)
        inside = start >= 0 and start + width <= WIDTH and 8 <= y <= HEIGHT - 8
        if inside and free and len(taken) < _LABELS + len(rings):
            taken.append((start, y, width))
            rows[kind].append({"x": round(start if kind == "left" else x, 1), "y": round(y, 1), "text": text})
    return [layer for kind, some in rows.items() for layer in _written(kind, some)]


def _wide(spot: Spot, frame: Frame) -> float:
    """The radius of a ring on the map."""
    return max(_SMALLEST[spot.precision], RADII[spot.precision] / frame.unit)


def _written(kind: str, rows: Sequence[Mapping[str, Json]]) -> list[Json]:
    """The labels of one kind, twice: first as a halo of the ground, so that they can be read on any shape."""
    mark: dict[str, Json] = {"type": "text", "align": "left" if kind == "left" else "center", "baseline": "middle",
                             "fontSize": 11.5, "aria": False}  # fmt: skip
    mark |= {"fontStyle": "italic", "color": COLOURS["soft"]} if kind == "region" else {"color": COLOURS["ink"]}
    halo = {**mark, "color": COLOURS["ground"], "stroke": COLOURS["ground"], "strokeWidth": 3, "strokeJoin": "round",
            "opacity": 0.85}  # fmt: skip
    encoding: dict[str, Json] = {
        "x": {"field": "x", "type": "quantitative", "scale": None, "axis": None},
        "y": {"field": "y", "type": "quantitative", "scale": None, "axis": None},
        "text": {"field": "text"},
    }
    return [{"data": values(rows), "mark": each, "encoding": encoding} for each in (halo, mark)]


def _middle(spot: Spot) -> Point:
    """Where to write a country's name: the centroid of its largest piece."""
    ring = max((piece[0] for piece in outlines.load()[cast(str, spot.country)]), key=_spread)
    return sphere.centroid(ring)
