"""An act goes in; its rows for GDELT's event tables come out, a row each pair of actors, and its rows of mentions.

Source: GDELT Event Codebook 2.0 and Data Format Codebook 1.0. A column that dateline has nothing for (tone, the
actors' own places, ethnic codes) stays empty, the type of an unknown place is 0, and counts of mentions and articles
are 1: a row is one claim of one report. `GLOBALEVENTID` is a hash of the claim and the number of its row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.export import Leave, Left
from dateline.export._acts import Act, number
from dateline.export._cameo import Actor, actor, broad, quad, root
from dateline.export._tsv import Cell
from dateline.lexicon.codes import Codes
from dateline.model.codebook import Codebook
from dateline.model.party import Party
from dateline.model.place import Place, Precision

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_SIZES: dict[Precision, tuple[int, int]] = {
    "country": (1, 1), "province": (5, 2), "district": (4, 3), "city": (4, 3), "site": (4, 3),
}  # fmt: skip
"""Geo_Type abroad and in the United States: 1 country, 2 state there, 3 city or landmark there, 4 and 5 elsewhere."""


def columns(adm2: bool) -> tuple[str, ...]:
    """The columns of an event table, 58 of them in version 1, 61 with the second level of places in version 2."""
    geo = [name for name in _GEO if adm2 or name != "ADM2Code"]
    return (
        "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
        *(f"Actor{side}{name}" for side in (1, 2) for name in _ACTOR),
        "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
        "NumSources", "NumArticles", "AvgTone",
        *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in geo),
        "DATEADDED", "SOURCEURL",
    )  # fmt: skip


MENTION = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the event table and the row of mentions that goes with it."""

    row: tuple[Cell, ...]
    mention: tuple[Cell, ...]


def events(act: Act, book: Codebook, codes: Codes, leave: Leave, *, adm2: bool) -> Iterator[Event]:
    """The rows of one act; what of its place the table cannot say is told to `leave`."""
    claim = act.claim
    where = _geo(claim.where, codes, adm2)
    if claim.where.state == "known" and where[0] == 0:
        leave(Left(claim.id, "a sea or region, for which there is no Geo_Type", "where"))
    elif claim.where.state == "unresolved":
        leave(Left(claim.id, "words that could not be resolved", "where"))
    added = act.entry.recorded.strftime("%Y%m%d%H%M%S" if adm2 else "%Y%m%d")
    nowhere = _geo(Place(), codes, adm2)
    code = act.coding.cameo
    cameo = book.cameo.get(code)
    for at, (left, right) in enumerate(act.dyads()):
        one, two = actor(left, codes), actor(right, codes)
        yield Event(
            (
                number(claim, at), f"{act.day:%Y%m%d}", f"{act.day:%Y%m}", act.day.year, _fraction(act),
                *_cells(one), *_cells(two),
                _in_lead(act), code, broad(code), root(code), quad(code), cameo.goldstein if cameo else None,
                1, 1, 1, None,
                *nowhere, *nowhere, *where,
                added, _address(act),
            ),
            _mention(act, number(claim, at), left, right),
        )  # fmt: skip


def _fraction(act: Act) -> float:
    """The year and its fraction by the codebook's formula: the year + (month * 30 + day) / 365."""
    return round(act.day.year + (act.day.month * 30 + act.day.day) / 365, 4)


def _cells(each: Actor) -> tuple[Cell, ...]:
    religions = (*each.religions, "", "")[:2]
    roles = (*each.roles, "", "", "")[:3]
    return (each.code, each.name.upper(), each.country, each.group, "", *religions, *roles)


def _geo(place: Place, codes: Codes, adm2: bool) -> tuple[Cell, ...]:
    """The columns of one place: countries and first levels by FIPS 10-4, coordinates only where they are known.

    Codes of the first level are known for the United States; elsewhere only where the whole country is meant. The
    numbers of features are those of GNS and GNIS, which dateline has not, so only a country has one.
    """
    country = codes.countries.get(place.country or "")
    size = _SIZES.get(place.precision) if place.precision else None
    if place.state != "known" or size is None or country is None:
        return (0, *("",) * (7 if adm2 else 6))
    american = country.alpha3 == "USA"
    whole = place.precision == "country"
    names = [place.name or place.text or "", place.admin1 or "", country.name]
    full = country.name if whole else ", ".join(dict.fromkeys(name for name in names if name))
    state = codes.american.get(place.admin1 or "") if american else None
    first = country.fips if whole else f"US{state}" if state else ""
    level2 = ("",) if adm2 else ()
    return (
        size[1] if american else size[0], full, country.fips, first, *level2, place.lat, place.lon,
        country.fips if whole else "",
    )  # fmt: skip


def _in_lead(act: Act) -> int | None:
    """Whether the act is told in the first paragraph of the report's own text, GDELT's sign of a root event.

    None where the text may not be kept.
    """
    report = act.entry.report
    if not act.entry.whole:
        return None
    start = report.body.start
    while start < len(report.text) and report.text[start].isspace():
        start += 1
    end = report.text.find("\n\n", start)
    return int(act.claim.action.span.start < (end if end >= 0 else len(report.text)))


def _address(act: Act) -> str:
    """Where the report is found; a name for it where it has no address."""
    report = act.entry.report
    return report.url or f"urn:dateline:report:{report.id}"


def _mention(act: Act, event: int, left: Party | None, right: Party | None) -> tuple[Cell, ...]:
    """The row of mentions: offsets in code points of the report's text, -1 where nobody stands.

    MentionType is 1 for a report with an address on the web and 2 for one that is only cited.
    """
    report, claim = act.entry.report, act.claim
    seen = f"{act.entry.recorded:%Y%m%d%H%M%S}"
    sure = None if claim.sure is None else round(100 * claim.sure)
    return (
        event, seen, seen, 1 if report.url else 2, report.publisher or "", _address(act), None,
        left.span.start if left else -1, right.span.start if right else -1, claim.action.span.start, 1,
        sure, len(report.text) if act.entry.whole else None, None, "", "",
    )  # fmt: skip
