"""Entries go in; out comes a table in ACLED's 31 columns (CSV with a header), a row an act of conflict or protest.

Source: the ACLED codebook as of 2023-03; text instead of numbers in inter1, inter2 and interaction, as its API gives
them. ACLED codes political violence, demonstrations and a few strategic developments: everything else is left out, and
what fits its types only loosely is marked `dateline: poor fit` in `tags` and told with the export. actor1 and actor2
are the two sides and do not say who did it. An unknown place, day or number stays empty, where ACLED would estimate
(its own rows put 0 for unknown fatalities and the nearest capital for an unknown place). The country of an unknown
place is XXX in event_id_cnty. Beside the table goes a note on the licence: the shape is ACLED's, the data are not.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dateline.export import Leave, Left
from dateline.export._acts import Act, acts, codes_of_acts, number
from dateline.export._tsv import Cell, cell
from dateline.lexicon import codes
from dateline.lexicon.codes import Codes
from dateline.model.act import EventType
from dateline.model.entry import Entry
from dateline.model.party import Party
from dateline.model.place import Place, Precision

SUFFIX = ".acled.csv"
CARRIES = frozenset[str]()

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

Fit = Literal["good", "poor"]

_DISORDER = {
    "Battles": "Political violence", "Violence against civilians": "Political violence",
    "Explosions/Remote violence": "Political violence", "Protests": "Demonstrations", "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}  # fmt: skip
_BY_CAMEO: tuple[tuple[str, str, str, Fit], ...] = (
    ("1831", "Explosions/Remote violence", "Suicide bomb", "good"),
    ("183", "Explosions/Remote violence", "Remote explosive/landmine/IED", "good"),
    ("194", "Explosions/Remote violence", "Shelling/artillery/missile attack", "good"),
    ("195", "Explosions/Remote violence", "Air/drone strike", "good"),
    ("204", "Explosions/Remote violence", "Chemical weapon", "poor"),
    ("192", "Battles", "Armed clash", "poor"),
    ("181", "Violence against civilians", "Abduction/forced disappearance", "good"),
    ("1821", "Violence against civilians", "Sexual violence", "good"),
    ("145", "Riots", "Violent demonstration", "good"),
    ("144", "Protests", "Peaceful protest", "poor"),
    ("142", "Protests", "Peaceful protest", "poor"),
    ("143", "Protests", "Peaceful protest", "poor"),
    ("14", "Protests", "Peaceful protest", "good"),
    ("171", "Strategic developments", "Looting/property destruction", "poor"),
    ("173", "Strategic developments", "Arrests", "good"),
    ("0871", "Strategic developments", "Agreement", "good"),
    ("0874", "Strategic developments", "Non-violent transfer of territory", "poor"),
    ("087", "Strategic developments", "Change to group/activity", "poor"),
    ("15", "Strategic developments", "Other", "poor"),
)
"""Event and sub-event by the beginning of the CAMEO code, the longest that fits; `poor` where the fit is loose: a
missile test at sea is no more to ACLED than another strategic development."""
_BY_MODE: Mapping[str, tuple[str, str]] = {
    "suicide-attack": ("Explosions/Remote violence", "Suicide bomb"),
    "explosives": ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "heavy-weapons": ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "abduct": ("Violence against civilians", "Abduction/forced disappearance"),
    "sexual": ("Violence against civilians", "Sexual violence"),
    "crowd-control": ("Protests", "Excessive force against protesters"),
    "destroy": ("Strategic developments", "Looting/property destruction"),
    "riot": ("Riots", "Violent demonstration"),
    "vandalize": ("Riots", "Mob violence"),
}
_CODED: frozenset[EventType] = frozenset({"ASSAULT", "PROTEST", "MOBILIZE", "COERCE", "RETREAT"})
_ARMED = frozenset({"State forces", "Rebel group", "Political militia", "Identity militia", "External/Other forces"})
_GEO: Mapping[Precision, int] = {"site": 1, "city": 1, "district": 2, "province": 3, "country": 3}
_NOTE = """The table beside this note was made by dateline from news reports. It has the columns of ACLED (Armed
Conflict Location & Event Data), but no data of ACLED, and ACLED has not reviewed it: do not call it ACLED data. ACLED's
own data may not be passed on; keep the two apart where you publish both (https://acleddata.com/terms-and-conditions).
"""


@dataclass(frozen=True, slots=True)
class _Kind:
    """Event type and sub-event type, and how well they fit."""

    event: str
    sub: str
    fit: Fit


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """A row for each act that ACLED would code; the note goes to `<to>.licence.txt`."""
    book, tables = codes_of_acts(), codes.load()
    rows = 0
    to.with_name(to.name + ".licence.txt").write_text(_NOTE, "utf-8", newline="\n")
    with to.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n", strict=True)
        writer.writerow(COLUMNS)
        for act in acts(entries, leave, book):
            kind = None if act.claim.status == "planned" else _kind(act, tables)
            if kind is None:
                leave(Left(act.claim.id, "neither violence, demonstration nor strategic development as ACLED has them"))
                continue
            if kind.fit == "poor":
                leave(Left(act.claim.id, "fits ACLED's types poorly, and is marked so", "type"))
            writer.writerow("" if each is None else cell(each) for each in _row(act, kind, tables))
            rows += 1
    return rows


def _kind(act: Act, tables: Codes) -> _Kind | None:
    """What ACLED would call the act: by its mode, else its CAMEO code, else by who is attacked."""
    coding = act.coding
    if coding.type not in _CODED:
        return None
    for mode in coding.modes:
        if mode in _BY_MODE:
            return _Kind(*_BY_MODE[mode], fit="poor" if mode in ("destroy", "crowd-control") else "good")
    one, two = _inter(act.actors, tables), _inter(act.recipients, tables)
    if coding.type == "RETREAT" and one not in _ARMED:
        return None
    fitting = [row for row in _BY_CAMEO if coding.cameo.startswith(row[0])]
    if fitting:
        _, event, sub, fit = max(fitting, key=lambda row: len(row[0]))
        return _Kind(event, sub, fit)
    if coding.type != "ASSAULT":
        return None
    if two in _ARMED:
        return _Kind("Battles", "Armed clash", "good" if one in _ARMED else "poor")
    return _Kind("Violence against civilians", "Attack", "good" if two == "Civilians" else "poor")


def _inter(parties: tuple[Party, ...], tables: Codes) -> str:
    """What ACLED calls the first of these that it has a word for; "" where nothing is known."""
    for party in parties:
        for sector in party.sectors:
            if sector in tables.sectors and tables.sectors[sector].acled:
                return tables.sectors[sector].acled
        if party.kind == "population":
            return "Civilians"
        if party.kind in ("government", "military"):
            return "State forces"
    return ""


def _row(act: Act, kind: _Kind, tables: Codes) -> tuple[Cell, ...]:
    place, report = act.claim.where, act.entry.report
    known = place.state == "known"
    country = tables.countries.get(place.country or "") if known else None
    one, two = _inter(act.actors, tables), _inter(act.recipients, tables)
    if kind.event in ("Protests", "Riots") and act.coding.type == "PROTEST":
        one = "Protesters" if kind.event == "Protests" else "Rioters"
    civilians = two == "Civilians" and kind.event in ("Violence against civilians", "Explosions/Remote violence")
    return (
        f"{country.alpha3 if country else 'XXX'}{number(act.claim)}", act.day.isoformat(), act.day.year,
        _time_precision(act), _DISORDER[kind.event], kind.event, kind.sub, *_names(act.actors), one,
        *_names(act.recipients), two, f"{one}-{two}" if one and two else f"{one or two} only" if one or two else None,
        "Civilian targeting" if civilians else None, int(country.numeric) if country and country.numeric else None,
        country.region if country else None, country.name if country else None, place.admin1 if known else None, None,
        None, *_location(place), report.publisher, None, act.entry.sentence.text, _deaths(act),
        "dateline: poor fit" if kind.fit == "poor" else None, int(act.entry.recorded.timestamp()),
    )  # fmt: skip


def _names(parties: tuple[Party, ...]) -> tuple[Cell, Cell]:
    """The first party, and the others as those that stood by it."""
    names = [re.sub(r"\s*;\s*", ", ", party.name or party.text) for party in parties]
    return (names[0] if names else None, "; ".join(names[1:]) or None)


def _location(place: Place) -> tuple[Cell, ...]:
    """Location, latitude, longitude and how near they are; all empty where the place is not known."""
    if place.state != "known":
        return (None,) * 4
    return (place.name, place.lat, place.lon, _GEO.get(place.precision) if place.precision else None)


def _time_precision(act: Act) -> int:
    """1 the very day, 2 a day of that week, 3 a day of that month; 3 too where the day is that of publication."""
    return 3 if act.days is None or act.days > 7 else 1 if act.days == 1 else 2


def _deaths(act: Act) -> int | None:
    """The lowest number of killed that the report states; none where it states none."""
    found = [int(each.low) for each in act.claim.casualties if each.unit == "killed" and each.low is not None]
    return found[0] if found else None
