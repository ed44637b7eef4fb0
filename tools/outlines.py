"""Natural Earth's countries go in, as world-atlas packs them; out comes the small file of outlines for our maps.

Run by hand when the source changes; the output is kept in the repository:

    npm pack world-atlas@2.0.2      # Natural Earth 4.1.0, public domain; packed as TopoJSON by Mike Bostock (ISC)
    tar xzf world-atlas-2.0.2.tgz
    python tools/outlines.py package/countries-50m.json

Borders are shared arcs, and are simplified as such (Visvalingam and Whyatt 1993), so that neighbours still fit. Islands
too small to be seen are left out, but every country keeps its largest piece. Natural Earth draws who controls the
ground; here each piece goes to the country in which the gazetteer (GeoNames) puts its towns, so that a claim and its
map agree: see MOVED and UNNUMBERED.
"""

from __future__ import annotations

import heapq
import json
import math
import sys
from hashlib import sha512
from itertools import pairwise
from pathlib import Path

from dateline.lexicon import codes

SHA512 = "0cb15d0ef83c8dba"
OUT = Path(__file__).parents[1] / "src" / "dateline" / "lexicon" / "outlines" / "countries.json"
STEP = 0.01
"""Degrees: to what coordinates are rounded, about a kilometre."""
BEND = 0.012
"""Square degrees at the equator: what a bend must span to stay. At 0.012 the world has some 12,000 points."""
ISLAND = 0.03
"""Square degrees at the equator: what a piece must cover to stay, unless it is its country's largest."""
UNNUMBERED = {"Somaliland": "SOM", "Kosovo": "XKX", "N. Cyprus": "CYP"}
"""Features without an ISO number, and the country in which the gazetteer has their towns; others are left out."""
MOVED: tuple[tuple[str, str, tuple[float, float, float, float]], ...] = (
    ("RUS", "UKR", (32.0, 44.2, 36.8, 46.4)), ("FRA", "GUF", (-55.0, 2.0, -51.0, 6.0)),
    ("FRA", "GLP", (-62.0, 15.8, -60.9, 16.6)), ("FRA", "MTQ", (-61.4, 14.3, -60.7, 15.0)),
    ("FRA", "REU", (55.0, -21.6, 56.0, -20.6)), ("FRA", "MYT", (44.9, -13.1, 45.4, -12.5)),
    ("NOR", "SJM", (10.0, 74.0, 35.0, 81.0)), ("NLD", "BES", (-68.6, 11.9, -68.0, 12.5)),
)  # fmt: skip
"""Pieces of one country that are another's in the gazetteer: west, south, east, north of the box in which they lie."""

Point = tuple[float, float]


def decoded(topology: dict) -> list[list[Point]]:
    """The arcs of a quantised topology as longitude and latitude."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(points)
    return arcs


def area(points: list[Point]) -> float:
    """The area of a ring in square degrees, as they are at the equator."""
    turned = zip(points, points[1:] + points[:1], strict=True)
    middle = sum(lat for _, lat in points) / len(points)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in turned)) / 2 * math.cos(math.radians(middle))


def simplified(points: list[Point]) -> list[Point]:
    """The arc without the points whose bends span less than BEND; both its ends and something between them stay."""
    closed = points[0] == points[-1]
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    queue = [(area([points[i - 1], points[i], points[i + 1]]), i) for i in range(1, len(points) - 1)]
    heapq.heapify(queue)
    sizes = {i: size for size, i in queue}
    left = len(points)
    while queue and left > (4 if closed else 3):
        size, i = heapq.heappop(queue)
        if sizes.get(i) != size:
            continue
        if size >= BEND:
            break
        del sizes[i]
        left -= 1
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for j in (a, b):
            if j in sizes:
                # Never smaller than what has gone, or bends of many small steps would go one by one.
                sizes[j] = max(size, area([points[before[j]], points[j], points[after[j]]]))
                heapq.heappush(queue, (sizes[j], j))
    return [points[i] for i in range(len(points)) if i in sizes or i in (0, len(points) - 1)]


def joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring of arcs; ~i is arc i backwards."""
    points: list[Point] = []
    for i in ring:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        points += arc[1:] if points else arc
    return points


def owner(country: str, points: list[Point]) -> str:
    """Whose piece it is by the gazetteer."""
    for source, to, (west, south, east, north) in MOVED:
        if source == country and all(west <= lon <= east and south <= lat <= north for lon, lat in points):
            return to
    return country


def main(source: Path) -> None:
    """Write the outlines."""
    data = source.read_bytes()
    if not sha512(data).hexdigest().startswith(SHA512):
        sys.exit(f"{source} is not countries-50m.json of world-atlas 2.0.2")
    topology = json.loads(data)
    arcs = decoded(topology)
    numbers = {each.numeric: each.alpha3 for each in codes.load().countries.values() if each.numeric}
    pieces: dict[str, list[list[list[int]]]] = {}
    for feature in topology["objects"]["countries"]["geometries"]:
        country = numbers.get(feature.get("id", "")) or UNNUMBERED.get(feature["properties"]["name"])
        if country is None:
            print("left out:", feature["properties"]["name"])
            continue
        for piece in [feature["arcs"]] if feature["type"] == "Polygon" else feature["arcs"]:
            pieces.setdefault(owner(country, joined(piece[0], arcs)), []).append(piece)
    for country, some in pieces.items():
        size = {id(piece): area(joined(piece[0], arcs)) for piece in some}
        largest = max(size.values())
        pieces[country] = [piece for piece in some if size[id(piece)] >= min(ISLAND, largest)]
    kept = sorted({i if i >= 0 else ~i for some in pieces.values() for piece in some for ring in piece for i in ring})
    place = {old: new for new, old in enumerate(kept)}
    written, points = [], 0
    for i in kept:
        grid = [(round(lon / STEP), round(lat / STEP)) for lon, lat in simplified(arcs[i])]
        grid = [point for at, point in enumerate(grid) if not at or point != grid[at - 1]] or grid[:1]
        grid += grid[-1:] if len(grid) == 1 else []
        points += len(grid)
        written.append([grid[0], *((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(grid))])
    countries = {
        country: [[[place[i] if i >= 0 else ~place[~i] for i in ring] for ring in piece] for piece in pieces[country]]
        for country in sorted(pieces)
    }
    with OUT.open("w", encoding="utf-8") as out:
        out.write(f'{{"step": {STEP},\n"countries": {{\n')
        rows = (f'"{country}": {json.dumps(some, separators=(",", ":"))}' for country, some in countries.items())
        out.write(",\n".join(rows) + '},\n"arcs": [\n')
        out.write(",\n".join(json.dumps(arc, separators=(",", ":")) for arc in written) + "]}\n")
    print(f"{len(countries)} countries, {points} points, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
