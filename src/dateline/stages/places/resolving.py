"""Toponyms of one report go in; out comes, for each, which place of the gazetteer it means, how that was told, and why.

All uses of one name in a report mean one place, unless the words put them into different ones ("Paris, Texas" beside
"Paris"). A name starts with how well known its bearers are; then the bearers gain by what the words say of them (what
they lie in, what sort of place they are) and by what the other names of the report may mean: the same region, the same
country, a short way off. The last is done in rounds, each name voting with what it may mean by then.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.model.gazetteer import Bearer, Gazetteer, GazetteerEntry
from dateline.stages.places.toponyms import Toponym

MOST = 40
"""Bearers of one name that are weighed; the least known beyond are left out."""
ROUNDS = 4
MAIN, HELD, NOT_HELD, KIND, NOT_KIND = 2.5, 6.0, -3.0, 2.5, -2.0
REGION, COUNTRY, NEAR, PEER = 2.5, 1.5, 1.6, 1.0
ALTERNATE = 0.5
NEAR_KM = 60.0
PRIOR = 0.7
CITY_FIRST = 1.5
CAPITAL = 2.0
TEMPERATURE = 1.0
"""The weights, tuned by hand on one half of LGL (accuracy within 161 km on gold mentions)."""
SURE, AHEAD = 0.55, 1.3
"""The best bearer is taken when its share is `SURE`, or `AHEAD` times that of the next far away."""
FAR_KM = 161.0
POINTS = frozenset({"city", "district", "site"})
"""Precisions of places small enough for nearness to say something."""


Region = tuple[str | None, str | None]
"""Country and first-level region."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What one name means in one report: the place or None, the rule that chose it, and all that were weighed."""

    entry: GazetteerEntry | None
    how: str
    shares: Sequence[tuple[GazetteerEntry, float]] = ()


@dataclass(slots=True)
class _Group:
    """The uses of a name that mean one place, and what speaks for each of its bearers."""

    uses: list[int] = field(default_factory=list)
    bearers: Sequence[Bearer] = ()
    nouns: set[str] = field(default_factory=set)
    holders: set[int] = field(default_factory=set)
    held: set[int] = field(default_factory=set)
    own: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)


def resolve(found: Sequence[Toponym], gazetteer: Gazetteer, country: str | None = None) -> list[Sense]:
    """The sense of each toponym. `country` (ISO alpha-3) is that of the outlet, where it is known."""
    groups = _groups(found)
    for group in groups:
        group.own = [_own(bearer, group) - _city_first(bearer, group) for bearer in group.bearers]
        group.shares = _softmax(group.own)
    of = {use: group for group in groups for use in group.uses}
    for _ in range(ROUNDS):
        votes = _Votes(groups, country)
        fresh = [
            _softmax(
                [
                    own
                    + _held(bearer.entry, group, of)
                    + _holds(bearer.entry, group, of)
                    + votes.support(bearer, group)
                    for bearer, own in zip(group.bearers, group.own, strict=True)
                ]
            )
            for group in groups
        ]
        for group, shares in zip(groups, fresh, strict=True):
            group.shares = shares
    senses: dict[int, Sense] = {}
    for group in groups:
        sense = _choose(group)
        for use in group.uses:
            senses[use] = sense
    return [senses[use] for use in range(len(found))]


def _groups(found: Sequence[Toponym]) -> list[_Group]:
    """One group a name and, where the words put it into different places, one for each of these."""
    groups: dict[tuple[str, str, str], _Group] = {}
    areas = {
        each.holder for each in found if each.holder is not None and encloses(found[each.holder], each, each.holder)
    }
    keys = [_key(use, each, found, areas) for use, each in enumerate(found)]
    held: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, kind, holder in keys:
        held[name, kind].add(holder)
    for use, (each, (name, kind, holder)) in enumerate(zip(found, keys, strict=True)):
        holders = held[name, kind] - {""}
        if not holder and len(holders) == 1:  # named bare after or before the words said where it lies
            [holder] = holders
        group = groups.setdefault((name, kind, holder), _Group())
        group.uses.append(use)
        if not group.bearers:
            group.bearers = each.bearers[:MOST]
        if each.noun:
            group.nouns.add(each.noun)
        if each.holder is not None:
            group.holders.add(each.holder)
    of = {use: group for group in groups.values() for use in group.uses}
    for use, each in enumerate(found):
        if each.holder is not None:
            of[each.holder].held.add(use)
    return list(groups.values())


def encloses(holder: Toponym, inner: Toponym, number: int) -> bool:
    """Whether `holder`, toponym `number`, stands after `inner` and a comma or bracket, and says where it lies."""
    return inner.holder == number and 0 <= holder.span.start - inner.span.end <= 2


def _key(use: int, each: Toponym, found: Sequence[Toponym], areas: set[int]) -> tuple[str, str, str]:
    """Name, kind of use and what it is put into; what others are put into ("White Plains, New York") is apart."""
    holder = found[each.holder].text.lower() if each.holder is not None else ""
    kind = "demonym" if each.form == "demonym" else "area" if use in areas else ""
    return each.text.lower(), kind, holder


def _own(bearer: Bearer, group: _Group) -> float:
    """What speaks for a bearer by itself: how well known it is, and whether it is of the sort that the words name."""
    entry = bearer.entry
    points = PRIOR * prominence(entry) + (MAIN if bearer.main else 0.0)
    for noun in group.nouns:
        fits = fits_noun(entry.feature, noun)
        if fits is not None:
            points += KIND if fits else NOT_KIND
    return points


def _city_first(bearer: Bearer, group: _Group) -> float:
    """What a region loses to the city that it is named after, as long as no word says that the region is meant."""
    region = bearer.entry
    if region.feature != "A.ADM1" or group.nouns & _REGION:
        return 0.0
    for other in group.bearers:
        city = other.entry
        if city.feature[0] == "P" and city.admin1 == region.name and city.country == region.country:
            return CITY_FIRST if city.population >= 50_000 else 0.0
    return 0.0


def prominence(entry: GazetteerEntry) -> float:
    """How well known a place is, about as the logarithm of its population to ten."""
    feature = entry.feature
    people = math.log10(max(entry.population, 1))
    if feature.startswith("A.PCL"):
        return max(7.0, people)
    if feature == "A.ADM1":
        return 0.4 + people if people else 6.0
    if feature == "A.ADM2":
        return 4.0
    if feature.startswith("P"):
        return people + (CAPITAL if feature == "P.PPLC" else 0.0)
    return 7.5 if feature in ("L.CONT", "H.OCN") else 6.0


_CITY = frozenset("city town village hamlet suburb capital resort township borough municipality port".split())
_REGION = frozenset("province state region territory oblast governorate republic krai".split())
_DISTRICT = frozenset("county parish shire district prefecture department canton".split())
_WATER = frozenset("river lake sea ocean gulf bay strait canal".split())


def fits_noun(feature: str, noun: str) -> bool | None:
    """Whether a place of this feature may be called so; None where the word does not tell."""
    if noun in _CITY:
        return feature.startswith("P")
    if noun in _REGION:
        return feature.startswith(("A.ADM", "L"))
    if noun in _DISTRICT:
        return feature.startswith("A.ADM")
    if noun in _WATER:
        return feature.startswith("H")
    if noun in ("country", "nation"):
        return feature.startswith("A.PCL")
    if noun in ("island", "islands", "peninsula", "mountain", "mountains", "desert", "valley"):
        return True if feature.startswith(("T", "V", "L")) else None
    return None


def _held(entry: GazetteerEntry, group: _Group, of: dict[int, _Group]) -> float:
    """What speaks for a bearer because the words put the name into another place."""
    if not group.holders:
        return 0.0
    best = 0.0
    for holder in group.holders:
        outer = of.get(holder)
        if outer is None:
            continue
        inside = sum(
            share for bearer, share in zip(outer.bearers, outer.shares, strict=True) if lies_in(entry, bearer.entry)
        )
        best = max(best, inside)
    return HELD * best + NOT_HELD * (1 - best)


def _holds(entry: GazetteerEntry, group: _Group, of: dict[int, _Group]) -> float:
    """What speaks for a bearer because the words put other names into this one."""
    best = 0.0
    for use in group.held:
        inner = of[use]
        inside = sum(
            share for bearer, share in zip(inner.bearers, inner.shares, strict=True) if lies_in(bearer.entry, entry)
        )
        best = max(best, inside)
    return HELD * best


def lies_in(inner: GazetteerEntry, outer: GazetteerEntry) -> bool:
    """Whether the tables put one place into the other: by country, by first-level region, or by nearness."""
    if inner.id == outer.id or inner.country is None or outer.country is None or inner.country != outer.country:
        return False
    if outer.feature.startswith("A.PCL"):
        return True
    if outer.feature == "A.ADM1":
        return inner.admin1 == outer.name
    if outer.feature == "A.ADM2" or outer.feature.startswith("P"):
        return inner.feature[0] != "A" and inner.admin1 == outer.admin1 and kilometres(inner, outer) < 60
    return False


class _Votes:
    """What the names of a report speak for: regions and countries by share, and points on the map."""

    def __init__(self, groups: Sequence[_Group], country: str | None) -> None:
        self.regions: dict[Region, float] = defaultdict(float)
        self.countries: dict[str | None, float] = defaultdict(float)
        self.peers: dict[str | None, float] = defaultdict(float)
        self.cells: dict[tuple[int, int], list[tuple[GazetteerEntry, float, int]]] = defaultdict(list)
        if country:
            self.countries[country] += 2.0
        self.own: dict[int, tuple[dict[Region, float], dict[str | None, float]]] = {}
        for group in groups:
            regions, nations = self.own[id(group)] = _by_region(group), _by_country(group)
            for level, share in _by_level(group).items():
                self.peers[level] += share
            for region, share in regions.items():
                self.regions[region] += share
            for nation, share in nations.items():
                self.countries[nation] += share
            for bearer, share in zip(group.bearers, group.shares, strict=True):
                if share > 0.05 and bearer.entry.precision in POINTS:
                    self.cells[_cell(bearer.entry)].append((bearer.entry, share, id(group)))

    def support(self, bearer: Bearer, group: _Group) -> float:
        """What the other names say for a bearer; half of it, if it is known by that name only here and there."""
        entry = bearer.entry
        region = _region_of(entry)
        regions, nations = self.own[id(group)]
        points = 0.0
        if region is not None:
            points += REGION * math.log1p(max(self.regions[region] - regions.get(region, 0.0), 0.0))
        others = max(self.countries[entry.country] - nations.get(entry.country, 0.0), 0.0)
        points += COUNTRY * math.log1p(others)
        if entry.precision in POINTS:
            points += NEAR * math.log1p(self._near(entry, group))
        level = _level(entry)
        if level is not None:
            points += PEER * math.log1p(max(self.peers[level] - _by_level(group).get(level, 0.0), 0.0))
        return points if bearer.main or entry.feature[0] != "P" else ALTERNATE * points

    def _near(self, entry: GazetteerEntry, group: _Group) -> float:
        """The sum of the shares of others' bearers within `NEAR_KM`, each name counted once."""
        row, column = _cell(entry)
        best: dict[int, float] = {}
        for down in (-1, 0, 1):
            for right in (-1, 0, 1):
                for other, share, owner in self.cells.get((row + down, column + right), ()):
                    if owner != id(group) and kilometres(entry, other) < NEAR_KM:
                        best[owner] = max(best.get(owner, 0.0), share)
        return sum(best.values())


def _cell(entry: GazetteerEntry) -> tuple[int, int]:
    return math.floor(entry.lat), math.floor(entry.lon)


def _region_of(entry: GazetteerEntry) -> Region | None:
    if entry.feature == "A.ADM1":
        return entry.country, entry.name
    return (entry.country, entry.admin1) if entry.admin1 else None


def _by_region(group: _Group) -> dict[Region, float]:
    found: dict[Region, float] = defaultdict(float)
    for bearer, share in zip(group.bearers, group.shares, strict=True):
        region = _region_of(bearer.entry)
        if region is not None:
            found[region] += share
    return found


def _level(entry: GazetteerEntry) -> str | None:
    """What is named in one breath: the countries, the capitals, the regions of one country."""
    if entry.feature.startswith("A.PCL"):
        return "countries"
    if entry.feature == "P.PPLC" and entry.population >= 500_000:
        return "capitals"
    return entry.country if entry.feature == "A.ADM1" else None


def _by_level(group: _Group) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for bearer, share in zip(group.bearers, group.shares, strict=True):
        level = _level(bearer.entry)
        if level is not None:
            found[level] += share
    return found


def _by_country(group: _Group) -> dict[str | None, float]:
    found: dict[str | None, float] = defaultdict(float)
    for bearer, share in zip(group.bearers, group.shares, strict=True):
        if bearer.entry.country:
            found[bearer.entry.country] = max(found[bearer.entry.country], share)
    return found


def _softmax(points: Sequence[float]) -> list[float]:
    if not points:
        return []
    top = max(points)
    weights = [math.exp((each - top) / TEMPERATURE) for each in points]
    total = sum(weights)
    return [weight / total for weight in weights]


def kilometres(one: GazetteerEntry, other: GazetteerEntry) -> float:
    """The great-circle distance (haversine, sphere of 6,371 km)."""
    return distance(one.lat, one.lon, other.lat, other.lon)


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance in kilometres of two points in degrees.

    >>> round(distance(48.85, 2.35, 51.51, -0.13))
    344
    """
    p1, p2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _choose(group: _Group) -> Sense:
    """The best bearer, if it leads clearly; none, with all that remain, if it does not."""
    ranked = sorted(
        zip((bearer.entry for bearer in group.bearers), group.shares, strict=True), key=lambda each: -each[1]
    )
    if not ranked:
        return Sense(None, "not in the gazetteer")
    best, share = ranked[0]
    weighed = [each for each in ranked if each[1] >= 0.02][:5]
    if len(ranked) == 1:
        return Sense(best, "only bearer of the name", weighed)
    rival = next((other for entry, other in ranked[1:] if kilometres(best, entry) > FAR_KM), 0.0)
    if share < SURE and share < AHEAD * rival:
        return Sense(None, "several places bear the name and the report does not tell which", weighed)
    return Sense(best, _reason(group, best), weighed)


def _reason(group: _Group, best: GazetteerEntry) -> str:
    first = max(range(len(group.own)), key=lambda at: group.own[at])
    if group.holders:
        return "put into a place by the words"
    if group.bearers[first].entry.id != best.id:
        return "near the other places of the report"
    return "kind of place" if group.nouns else "best known"


_TOP_LEVEL = {
    "uk": "GBR", "ru": "RUS", "ca": "CAN", "au": "AUS", "ie": "IRL", "nz": "NZL", "in": "IND", "za": "ZAF",
    "ua": "UKR", "il": "ISR", "ge": "GEO", "eg": "EGY", "lb": "LBN", "jo": "JOR", "pk": "PAK", "ng": "NGA",
    "ke": "KEN", "cn": "CHN", "jp": "JPN", "kr": "KOR", "de": "DEU", "fr": "FRA", "tr": "TUR", "ir": "IRN",
    "ph": "PHL", "my": "MYS", "sg": "SGP", "th": "THA", "vn": "VNM", "id": "IDN", "bd": "BGD", "lk": "LKA",
    "gh": "GHA", "ug": "UGA", "tz": "TZA", "zw": "ZWE", "zm": "ZMB", "jm": "JAM", "us": "USA", "mx": "MEX",
    "br": "BRA", "ar": "ARG", "es": "ESP", "it": "ITA", "pl": "POL", "nl": "NLD", "se": "SWE", "no": "NOR",
    "fi": "FIN", "dk": "DNK", "gr": "GRC", "cy": "CYP", "rs": "SRB", "ba": "BIH", "am": "ARM", "az": "AZE",
    "kz": "KAZ", "by": "BLR", "af": "AFG", "iq": "IRQ", "sy": "SYR", "ae": "ARE", "sa": "SAU", "qa": "QAT",
    "kw": "KWT", "om": "OMN", "ye": "YEM", "hk": "HKG", "tw": "TWN", "np": "NPL",
}  # fmt: skip


def outlet_country(url: str | None) -> str | None:
    """The country (ISO alpha-3) that an outlet's address tells by its top-level domain, if it tells one.

    >>> outlet_country("https://www.moscowtimes.ru/story"), outlet_country("https://apnews.com/")
    ('RUS', None)
    """
    if not url:
        return None
    host = url.split("://")[-1].split("/")[0].split(":")[0]
    return _TOP_LEVEL.get(host.rsplit(".", 1)[-1].lower())
